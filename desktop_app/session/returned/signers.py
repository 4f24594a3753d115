"""Whose of a document's parties each signature is: by codice fiscale where it is known, else by its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from desktop_app.seals.holder import normal_code
from desktop_app.seals.signature import Signature
from desktop_app.seals.trusted_list import TrustedList
from desktop_app.session.returned.values import CertificateState, ExpectedSigner, JudgedSignature


@dataclass(frozen=True, slots=True)
class Placed:
    """A signature and where it was found: a PDF field and its version, or an envelope ("" and None)."""

    signature: Signature
    place: str = ""
    revision: int | None = None
    why: str = ""
    written: str = ""  # the time that the PDF says beside it


def judged(
    found: Sequence[Placed], signers: Sequence[ExpectedSigner], trusted: TrustedList | None, now: dt.datetime,
    assigned: Mapping[str, str],
) -> list[JudgedSignature]:  # fmt: skip
    """Each signature with the party that it is of. One party is signed for by one person, whatever the order."""
    every = [_judged(each, trusted, now) for each in found]
    taken: set[str] = set()
    told: list[JudgedSignature] = []
    for each in every:
        signer, remark = _party(each, signers, assigned) if signers and _counts(each) else (None, "")
        if signer in taken and not _again(each, told, signer):
            signer, remark = None, f"{_label(signer, signers)} ha già un'altra firma."
        if signer:
            taken.add(signer)
        told.append(replace(each, signer=signer, remark=remark))
    return told


def lacking(told: Sequence[JudgedSignature], signers: Sequence[ExpectedSigner]) -> tuple[str, ...]:
    """The parties of whom there is no signature that counts."""
    present = {each.signer for each in told}
    return tuple(each.id for each in signers if each.id not in present)


def _judged(found: Placed, trusted: TrustedList | None, now: dt.datetime) -> JudgedSignature:
    signature = found.signature
    time = signature.stamped or signature.claimed or written_time(found.written)
    provider = trusted.provider_of(signature) if trusted else None
    certificate = _certificate(signature, time or now)
    why = found.why or signature.why
    return JudgedSignature(signature, None, found.place, found.revision, time, certificate, provider, why)


def _certificate(signature: Signature, at: dt.datetime) -> CertificateState:
    if signature.not_before is None or signature.not_after is None:
        return "unknown"
    return "valid" if signature.not_before <= at <= signature.not_after else "expired"


def _counts(each: JudgedSignature) -> bool:
    """Whether it can be anybody's signature of the document."""
    return each.intact and not each.signature.counter and each.certificate == "valid"


def _party(
    each: JudgedSignature, signers: Sequence[ExpectedSigner], assigned: Mapping[str, str]
) -> tuple[str | None, str]:
    """The party that a signature is of, and a remark where that is not plain."""
    code = normal_code(each.signature.code)
    in_field = next((signer for signer in signers if signer.id == each.place), None)
    by_code = next((signer for signer in signers if code and normal_code(signer.code) == code), None)
    by_user = next((signer for signer in signers if signer.id == assigned.get(each.key)), None)
    who = each.signature.name or "Chi ha firmato"
    if by_user and in_field in (None, by_user) and by_code in (None, by_user):
        return by_user.id, f"Che sia la firma di «{by_user.label}» lo ha detto chi usa il programma."
    if in_field is None:
        return _outside_fields(who, by_code)
    if by_code is in_field:
        return in_field.id, ""
    if by_code is not None:
        return None, f"{who} firma per «{by_code.label}», ma la firma è nel campo di «{in_field.label}»."
    if not in_field.code and in_field.name and not _same_name(in_field.name, each.signature.name):
        return None, f"Nel campo di «{in_field.label}» ha firmato {who}: nella pratica c'è {in_field.name}."
    if not in_field.code:
        return (
            in_field.id,
            f"Chi sia per «{in_field.label}» non è confrontato: nella pratica manca il codice fiscale.",
        )
    if not code:
        return None, f"Il certificato di {who} non dice il codice fiscale: indica tu per chi ha firmato."
    return None, f"Nel campo di «{in_field.label}» ha firmato {who} ({code}): nella pratica c'è {in_field.code}."


def _same_name(one: str, other: str) -> bool:
    """Whether two names have the same words, in whatever order."""
    first, second = ({*name.casefold().split()} for name in (one, other))
    return first <= second or second <= first


def _outside_fields(who: str, by_code: ExpectedSigner | None) -> tuple[str | None, str]:
    if by_code is not None:
        return by_code.id, ""
    return None, f"{who} non è tra chi deve firmare, per quanto dice il codice fiscale: indica tu per chi ha firmato."


def _again(each: JudgedSignature, told: Sequence[JudgedSignature], signer: str | None) -> bool:
    """Whether the same person has signed for this party before."""
    from desktop_app.seals.holder import same_person

    return any(other.signer == signer and same_person(other.signature, each.signature) for other in told)


def _label(id: str | None, signers: Sequence[ExpectedSigner]) -> str:
    return next((f"«{each.label}»" for each in signers if each.id == id), "")


def written_time(text: str) -> dt.datetime | None:
    """The time that a PDF has as D:20261122103000+01'00' (UTC where no zone is said); None where it is none."""
    digits = text.removeprefix("D:")
    with suppress(ValueError):
        found = dt.datetime.strptime(digits[:14], "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
        zone = digits[14:].replace("'", "")
        if len(zone) >= 3 and zone[0] in "+-":
            off = dt.timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5] or 0))
            found = found.replace(tzinfo=dt.timezone(off if zone[0] == "+" else -off))
        return found
    return None
