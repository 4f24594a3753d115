"""Reads the structure of a signed envelope (CMS) with asn1crypto, part by part.

asn1crypto parses what is asked for and only then, so a broken part shows anywhere: callers catch BROKEN. The content is
never asked for as a value (`.native`): it would be parsed, too, and a document may look like anything.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, NamedTuple

from asn1crypto import cms, core, parser, tsp, x509

from desktop_app.seals.ber import INCOMPLETE, definite
from desktop_app.seals.signature import NotSigned

BROKEN: Final = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)
STAMP_INFO: Final = tsp.TSTInfo  # importing tsp also names the attributes that have to do with time stamps
MAX_CERTIFICATES: Final = 100


def signed_data(der: bytes) -> Any:
    """The signed data of an envelope; what follows it is left alone, as PAdES fills up with zeros. Raises NotSigned."""
    exact = definite(der)
    try:
        info = cms.ContentInfo.load(exact)
        if info["content_type"].native != "signed_data":
            raise NotSigned("non è una busta firmata")
        signed = info["content"]
        signed["signer_infos"], signed["encap_content_info"]["content_type"]  # parses them
    except BROKEN:
        raise NotSigned(INCOMPLETE) from None
    return signed


def octets(signed: Any) -> bytes | None:
    """What is inside the envelope; None where the signature is apart from it. Raises NotSigned.

    It is the value without tag and length, whatever it is: older programs (PKCS#7 1.5) put no octet string there.
    """
    try:
        info = signed["encap_content_info"]
        raw = info.contents
        after = len(info["content_type"].dump())
        if after == len(raw):
            return None
        explicit = parser.parse(raw[after:], strict=True)[4]
        return bytes(parser.parse(explicit, strict=True)[4])
    except BROKEN:
        raise NotSigned(INCOMPLETE) from None


def present(part: Any) -> bool:
    """Whether an optional part is there."""
    return not isinstance(part, core.Void)


def parts(found: Any, limit: int) -> list[Any]:
    """The parts of a set that may be absent. Raises ValueError where it has more than `limit`."""
    if not present(found):
        return []
    if len(found) > limit:
        raise ValueError(len(found))
    return list(found)


class Certificate(NamedTuple):
    """A certificate: its structure, and its bytes as they came."""

    structure: Any
    der: bytes


def certificates(signed: Any) -> list[Certificate]:
    """The certificates that came with the signatures."""
    found = parts(signed["certificates"], MAX_CERTIFICATES)
    return [Certificate(each.chosen, each.chosen.dump()) for each in found if each.name == "certificate"]


def attribute(attributes: Any, name: str) -> list[Any]:
    """The values of one attribute. The others are not parsed: exotic ones stop asn1crypto."""
    found: list[Any] = []
    for each in parts(attributes, MAX_CERTIFICATES):
        if each["type"].native == name:
            found.extend(each["values"])
    return found


def set_of(contents: bytes) -> bytes:
    """The bytes as an ASN.1 SET, with its tag and length.

    Ask a structure for its `contents` before its parts: then asn1crypto gives them as they came, without writing them
    anew.
    """
    return b"\x31" + bytes(core.OctetString(contents).dump()[1:])


def moment(value: Any) -> dt.datetime | None:
    """A time with its zone (UTC where none is said); None where it is none that Python knows."""
    found = value.native
    if not isinstance(found, dt.datetime):
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def read_certificate(der: bytes) -> Certificate:
    """A certificate by itself; its parts are read when asked for. Raises NotSigned, ValueError and the like."""
    exact = definite(der)
    return Certificate(x509.Certificate.load(exact), exact)
