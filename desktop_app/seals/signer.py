"""Checks the signers of one envelope, each by itself: what is broken of one is told of that one alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from desktop_app.seals.content import Content
from desktop_app.seals.holder import holder
from desktop_app.seals.keys import check_value
from desktop_app.seals.signature import NotSigned, Signature
from desktop_app.seals.stamp import stamp_over
from desktop_app.seals.structure import BROKEN, attribute, certificates, moment, parts, present, set_of

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


def _certificates(signed: Any) -> list[Any]:
    try:
        return certificates(signed)
    except BROKEN:
        return []


def _content_type(signed: Any) -> str:
    try:
        return str(signed["encap_content_info"]["content_type"].native)
    except BROKEN:
        return ""


def _countersignatures(signer: Any, known: list[Any], level: int, depth: int) -> Iterator[Signature]:
    try:
        over = Content(signer["signature"].native)
        counters = attribute(signer["unsigned_attrs"], "counter_signature")
    except BROKEN:
        return
    for counter in counters:
        yield _safely(counter, known, over, Signature(level=level, counter=True), "")
        if depth > 1:
            yield from _countersignatures(counter, known, level, depth - 1)


def _safely(signer: Any, known: list[Any], content: Content | None, start: Signature, kind: str) -> Signature:
    try:
        meant = [each for each in known if _is_of(signer["sid"], each)][:_SAME_NAME]
        if not meant:
            return replace(start, why="il certificato di chi firma non è nel file")
        judged = [_judged(signer, each, known, content, start, kind) for each in meant]
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


def _judged(
    signer: Any, certificate: Any, known: list[Any], content: Content | None, start: Signature, kind: str
) -> Signature:
    found = replace(
        start,
        **holder(certificate),
        digest=str(signer["digest_algorithm"]["algorithm"].native),
        chain=tuple(each.dump() for each in known),
    )
    attributes = signer["signed_attrs"]
    times = attribute(attributes, "signing_time")
    if times:
        found = replace(found, claimed=moment(times[0].chosen))
    why = NO_CONTENT if content is None else _fault(signer, certificate, found, content, kind)
    if why:
        return replace(found, why=why)
    stamp = stamp_over(signer, signatures)
    found = replace(found, intact=True)
    return replace(found, stamped=stamp.time, stamped_by=stamp.issuer) if stamp else found


def _fault(signer: Any, certificate: Any, found: Signature, content: Content, kind: str) -> str:
    """Why a signature is not over the content by this certificate's key, "" where it is."""
    attributes = signer["signed_attrs"]
    try:
        digest = content.digest(found.digest)
        if not present(attributes):
            return _value_fault(signer, certificate, content, found.digest)
        if why := _attributes_fault(attributes, found, digest, kind):
            return why
        messages = [Content(set_of(attributes.contents))]
        if why := _value_fault(signer, certificate, messages[0], found.digest):
            ordered = b"".join(sorted(each.dump(force=True) for each in attributes))  # as DER has them
            why = _value_fault(signer, certificate, Content(set_of(ordered)), found.digest)
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


def _value_fault(signer: Any, certificate: Any, message: Content, digest: str) -> str:
    try:
        check_value(signer["signature_algorithm"], signer["signature"].native, certificate, message, digest)
    except InvalidSignature:
        return NO_MATCH
    return ""
