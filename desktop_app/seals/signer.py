"""Checks the signers of one envelope, each by itself: what is broken of one is told of that one alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from desktop_app.seals.content import Content
from desktop_app.seals.holder import holder
from desktop_app.seals.keys import check_value
from desktop_app.seals.signature import NotSigned, Signature
from desktop_app.seals.stamp import stamp_over
from desktop_app.seals.structure import BROKEN, Certificate, attribute, certificates, moment, parts, present, set_of

MAX_SIGNERS: Final = 100  # of one envelope
_NESTED: Final = 3  # countersignatures of countersignatures
_SAME_NAME: Final = 4  # certificates that one signer may mean
NO_CONTENT: Final = "il documento firmato non è nel file"
UNREADABLE: Final = "la firma è rovinata e non si legge"
OTHER_CONTENT: Final = "il contenuto non è quello firmato"
NO_MATCH: Final = "la firma non corrisponde al certificato"


def signatures(signed: Any, content: Content | None, level: int = 0) -> list[Signature]:
    """All signatures of an envelope, countersignatures after the one that they are over. Raises NotSigned.

    Without the content none is intact.
    """
    try:
        signers = parts(signed["signer_infos"], MAX_SIGNERS)
    except BROKEN:
        raise NotSigned("ha troppe firme o non si legge") from None
    known = _certificates(signed)
    kind = _content_type(signed)
    found: list[Signature] = []
    for signer in signers:
        found.append(_safely(signer, known, content, Signature(level=level), kind))
        for counter in _countersignatures(signer, known, level, _NESTED):
            if len(found) < MAX_SIGNERS:
                found.append(counter)
    return found


def _certificates(signed: Any) -> list[Certificate]:
    try:
        return certificates(signed)
    except BROKEN:
        return []


def _content_type(signed: Any) -> str:
    try:
        return str(signed["encap_content_info"]["content_type"].native)
    except BROKEN:
        return ""


def _countersignatures(signer: Any, known: list[Certificate], level: int, depth: int) -> Iterator[Signature]:
    try:
        over = Content(signer["signature"].native)
        counters = attribute(signer["unsigned_attrs"], "counter_signature")
    except BROKEN:
        return
    for counter in counters:
        yield _safely(counter, known, over, Signature(level=level, counter=True), "")
        if depth > 1:
            yield from _countersignatures(counter, known, level, depth - 1)


def _safely(signer: Any, known: list[Certificate], content: Content | None, start: Signature, kind: str) -> Signature:
    try:
        meant = [each for each in known if _is_of(signer["sid"], each.structure)][:_SAME_NAME]
        if not meant:
            return replace(start, why="il certificato di chi firma non è nel file")
        attributes = signer["signed_attrs"]
        message = Content(set_of(attributes.contents)) if present(attributes) else content
        start = replace(start, chain=tuple(each.der for each in known))
        judged = [_judged(_Signer(signer, each, message, kind), content, start) for each in meant]
    except BROKEN:
        return replace(start, why=UNREADABLE)
    return next((each for each in judged if each.intact), judged[0])


def _is_of(sid: Any, certificate: Any) -> bool:
    """Whether a signer means this certificate."""
    if sid.name == "issuer_and_serial_number":
        named = sid.chosen
        if certificate.serial_number != named["serial_number"].native:
            return False
        theirs, ours = certificate.issuer, named["issuer"]
        return bool(theirs.dump() == ours.dump() or theirs == ours)
    return bool(certificate.key_identifier == sid.chosen.native)


@dataclass(frozen=True, slots=True)
class _Signer:
    """A signer with a certificate that may be his; `message` is what the signature value is over."""

    info: Any
    certificate: Certificate
    message: Content | None
    kind: str


def _judged(signer: _Signer, content: Content | None, start: Signature) -> Signature:
    info, certificate = signer.info, signer.certificate
    digest = str(info["digest_algorithm"]["algorithm"].native)
    whose = holder(certificate.structure)
    times = attribute(info["signed_attrs"], "signing_time")
    claimed = moment(times[0].chosen) if times else None
    found = replace(start, **whose, digest=digest, certificate=certificate.der, claimed=claimed)
    why = NO_CONTENT if content is None else _fault(signer, found, content)
    if why:
        return replace(found, why=why)
    stamp = stamp_over(info, signatures)
    found = replace(found, intact=True)
    return replace(found, stamped=stamp.time, stamped_by=stamp.issuer) if stamp else found


def _fault(signer: _Signer, found: Signature, content: Content) -> str:
    """Why a signature is not over the content by this certificate's key, "" where it is."""
    attributes = signer.info["signed_attrs"]
    try:
        if not present(attributes):
            return _value_fault(signer, content, found.digest)
        if why := _attributes_fault(attributes, found, content.digest(found.digest), signer.kind):
            return why
        why = _value_fault(signer, signer.message or content, found.digest)
        if why:
            ordered = b"".join(sorted(each.dump() for each in attributes))  # as DER has them
            why = _value_fault(signer, Content(set_of(ordered)), found.digest)
        return why
    except (UnsupportedAlgorithm, *BROKEN):
        return "è fatta con un metodo che Commessa non sa verificare"


def _attributes_fault(attributes: Any, found: Signature, digest: bytes, kind: str) -> str:
    stated = attribute(attributes, "message_digest")
    if len(stated) != 1 or stated[0].native != digest:
        return OTHER_CONTENT
    types = attribute(attributes, "content_type")
    if kind and any(each.native != kind for each in types):
        return OTHER_CONTENT
    for name in ("signing_certificate_v2", "signing_certificate"):
        for value in attribute(attributes, name):
            first = value["certs"][0]
            hashed = first["hash_algorithm"]["algorithm"].native if name.endswith("v2") else "sha1"
            if hashlib.new(hashed, found.certificate).digest() != first["cert_hash"].native:
                return "la firma indica un altro certificato"
    return ""


def _value_fault(signer: _Signer, message: Content, digest: str) -> str:
    info = signer.info
    try:
        certificate = signer.certificate.structure
        check_value(info["signature_algorithm"], info["signature"].native, certificate, message, digest)
    except InvalidSignature:
        return NO_MATCH
    return ""
