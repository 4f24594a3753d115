"""Opens signed envelopes (.p7m), one in another, in any notation; checks signatures that are apart (PAdES, .p7s)."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, replace
from typing import Final

from desktop_app.seals.content import Content
from desktop_app.seals.signature import NotSigned, Signature
from desktop_app.seals.signer import signatures
from desktop_app.seals.stamp import stated_stamp
from desktop_app.seals.structure import octets, signed_data

MAX_BYTES: Final = 64_000_000
MAX_DEPTH: Final = 16  # envelopes in envelopes
MAX_SIGNATURES: Final = 200  # of all envelopes together
_WRAPPED: Final = 3  # some programs write base64 of base64
_SPACE: Final = b" \t\r\n\v\f\0"
_BASE64: Final = re.compile(rb"[A-Za-z0-9+/]*={0,2}")
_HEAD: Final = re.compile(  # a sequence, its length, then the identifier of signed data
    rb"\x30(?:[\x00-\x80]|\x81.|\x82..|\x83.{3}|\x84.{4})\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """An opened envelope: what is innermost (None where it is apart), every signature around it, how many envelopes."""

    content: bytes | None
    signatures: tuple[Signature, ...]
    depth: int


def is_envelope(data: bytes) -> bool:
    """Whether the data begin like a signed envelope, in whatever notation."""
    try:
        _as_der(data)
    except NotSigned:
        return False
    return True


def open_envelopes(data: bytes) -> Envelope:
    """Opens envelope in envelope and checks every signature. Raises NotSigned where there is none to open."""
    if len(data) > MAX_BYTES:
        raise NotSigned(f"è più grande di {MAX_BYTES // 1_000_000} MB")
    found: list[Signature] = []
    content, depth = data, 0
    while True:
        try:
            signed = signed_data(_as_der(content))
            inner = octets(signed)
        except NotSigned:
            if depth:
                return Envelope(content, tuple(found), depth)
            raise
        if depth == MAX_DEPTH:
            raise NotSigned(f"sono più di {MAX_DEPTH} buste una dentro l'altra")
        found += signatures(signed, None if inner is None else Content(inner), depth)
        depth += 1
        if len(found) > MAX_SIGNATURES:
            raise NotSigned("ha troppe firme")
        if inner is None:
            return Envelope(None, tuple(found), depth)
        content = inner


def detached(signature: bytes, content: bytes | Content) -> tuple[Signature, ...]:
    """Checks a signature that is apart from its content. Raises NotSigned, also where it holds another content."""
    signed = signed_data(_as_der(signature))
    if octets(signed) is not None:
        raise NotSigned("contiene un altro documento")
    return tuple(signatures(signed, content if isinstance(content, Content) else Content(content)))


def _as_der(data: bytes) -> bytes:
    """PEM and base64 as binary data; what is binary stays as it is. Raises NotSigned."""
    for _ in range(_WRAPPED + 1):
        if _HEAD.match(data):
            return data
        data = _decoded(data)
    raise NotSigned("non è una busta firmata")


def _decoded(data: bytes) -> bytes:
    if data[:80].lstrip(_SPACE + b"\xef\xbb\xbf").startswith(b"-----BEGIN "):
        start = data.index(b"-----BEGIN ") + 11
        start = data.find(b"-----", start, start + 80) + 5
        end = data.find(b"-----END", start)
        data = data[start : end if end > 0 else len(data)]
    body = data.removeprefix(b"\xef\xbb\xbf")
    if not _BASE64.fullmatch(body[:200].translate(None, _SPACE)):  # looked at first, for most files are not
        raise NotSigned("non è una busta firmata")
    squeezed = body.translate(None, _SPACE)
    try:
        return binascii.a2b_base64(squeezed + b"=" * (-len(squeezed) % 4), strict_mode=True)
    except binascii.Error:
        raise NotSigned("non è una busta firmata") from None


def document_stamp(token: bytes, content: Content) -> tuple[str, tuple[Signature, ...]]:
    """Checks a time stamp over a whole document: why it is not over this one ("" where it is), and who gave it.

    The signature's `stamped` is the time that it states. Raises NotSigned.
    """
    signed = signed_data(_as_der(token))
    told = octets(signed) or b""
    by = tuple(signatures(signed, Content(told)))
    stated = stated_stamp(told, content)
    if stated is None:
        return "il contenuto non è quello della marca temporale", by
    return "", tuple(replace(each, stamped=stated, stamped_by=each.name or each.organization) for each in by)
