"""Checks the signature that the provider puts on every receipt: over which bytes, and for whose address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING, Final

from desktop_app.mail import mime

if TYPE_CHECKING:  # imported where a signature is checked
    from desktop_app.seals.signature import Signature

UNSIGNED: Final = "non ha la firma del gestore"
_OPAQUE = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_REST = re.compile(rb"(?m)(?:--)?[ \t]*\r?$\n?")  # of a line that parts a message
_SPACES = re.compile(rb"(?<![ \t])[ \t]+\r\n")  # begins where spaces do: looked for once in each run of them
_DETACHED = ("application/pkcs7-signature", "application/x-pkcs7-signature")


@dataclass(frozen=True, slots=True)
class ProviderSignature:
    """Whether a message is as its provider signed it; None where it has no signature. `why`: an Italian clause.

    Weak digests (SHA-1) are what providers still use, and are no reason against. `issuer` is not compared with a list:
    the authority of the providers is none of the European ones.
    """

    intact: bool | None
    why: str = ""
    signer: str = ""
    issuer: str = ""


def check(raw: bytes, message: Message) -> ProviderSignature:
    """The signature of a message in two parts, over the bytes of the first as they came."""
    if message.get_content_type() != "multipart/signed":
        return ProviderSignature(None, UNSIGNED)
    first = _first_part(raw, message)
    if first is None:
        return ProviderSignature(False, "la sua struttura è rovinata")
    p7s = next((mime.content(part) for part in mime.parts(message) if _is_signature(part)), b"")
    return _judged(p7s, first, mime.address(message, "From"))


def opened(message: Message) -> tuple[bytes, ProviderSignature] | None:
    """The message inside one that is signed in one piece, with its signature; None where it is no such message."""
    if message.get_content_type() not in _OPAQUE:
        return None
    from desktop_app.seals.envelope import open_envelopes
    from desktop_app.seals.signature import NotSigned

    try:
        envelope = open_envelopes(mime.content(message))
    except NotSigned:
        return None
    if envelope.content is None or envelope.depth != 1:
        return None
    return envelope.content, _verdict(envelope.signatures, mime.address(message, "From"))


def _is_signature(part: Message) -> bool:
    return part.get_content_type() in _DETACHED or mime.file_name(part).lower() == "smime.p7s"


def _first_part(raw: bytes, message: Message) -> bytes | None:
    """The bytes of the first part, between the first two of the lines that part them."""
    boundary = message.get_boundary()
    if not boundary:
        return None
    lines = _lines(raw, b"--" + boundary.encode("utf-8", "surrogateescape"))
    first, second = next(lines, None), next(lines, None)
    if first is None or second is None:
        return None
    part = raw[first[1] : second[0]]
    return part[:-2] if part.endswith(b"\r\n") else part[:-1]


def _lines(raw: bytes, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Where each line that parts the message begins, and where the next line does."""
    start = 0 if raw.startswith(boundary) else raw.find(b"\n" + boundary) + 1 or len(raw)
    while start < len(raw):
        if rest := _REST.match(raw, start + len(boundary)):
            yield start, rest.end()
        start = raw.find(b"\n" + boundary, start) + 1 or len(raw)


def _judged(p7s: bytes, first: bytes, sender: str) -> ProviderSignature:
    from desktop_app.seals.envelope import detached
    from desktop_app.seals.signature import NotSigned

    found = ProviderSignature(False, "la firma del gestore manca o è rovinata")
    for content in _as_it_may_have_been(first):
        try:
            signatures = detached(p7s, content)
        except NotSigned as fault:
            return ProviderSignature(False, f"la firma del gestore non si legge: {fault}")
        found = _verdict(signatures, sender)
        if any(each.intact for each in signatures):
            break
    return found


def _as_it_may_have_been(first: bytes) -> Iterator[bytes]:
    """As it came; with the ends of lines of mail, which a program that saved it may change; without spaces there."""
    yield first
    lines = first.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    if lines != first:
        yield lines
    stripped = _SPACES.sub(b"\r\n", lines)
    if stripped != lines:
        yield stripped


def _verdict(signatures: tuple[Signature, ...], sender: str) -> ProviderSignature:
    from desktop_app.seals.mail_addresses import mail_addresses

    intact = next((each for each in signatures if each.intact), None)
    shown = intact or next(iter(signatures), None)
    if shown is None:
        return ProviderSignature(False, "la firma del gestore è vuota")
    who, issuer = shown.organization or shown.name, shown.issuer
    if intact is None:
        return ProviderSignature(
            False, f"il contenuto non è quello che il gestore ha firmato: {shown.why}", who, issuer
        )
    if sender not in mail_addresses(intact.certificate):
        return ProviderSignature(False, "la firma è di un altro indirizzo, non di chi scrive", who, issuer)
    return ProviderSignature(True, "", who, issuer)
