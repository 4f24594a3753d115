"""Reads the structure of a signed envelope (CMS) with asn1crypto, part by part.

asn1crypto parses what is asked for and only then, so a broken part shows anywhere: callers catch BROKEN. The content is
never asked for as a value (`.native`): it would be parsed, too, and a document may look like anything.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from asn1crypto import cms, core, tsp, x509

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
        signed["signer_infos"], signed["encap_content_info"]["content_type"]  # noqa: B018: parses them
    except BROKEN:
        raise NotSigned(INCOMPLETE) from None
    return signed


def octets(signed: Any) -> bytes | None:
    """What is inside the envelope; None where the signature is apart from it. Raises NotSigned."""
    try:
        content = signed["encap_content_info"]["content"]
        if not present(content):
            return None
        if isinstance(content, core.OctetString | core.ParsableOctetString):
            return bytes(content)
        return bytes(content.contents)  # PKCS#7 1.5: what is signed is the value without tag and length
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


def certificates(signed: Any) -> list[Any]:
    """The certificates that came with the signatures."""
    return [each.chosen for each in parts(signed["certificates"], MAX_CERTIFICATES) if each.name == "certificate"]


def attribute(attributes: Any, name: str) -> list[Any]:
    """The values of one attribute. The others are not parsed: exotic ones stop asn1crypto."""
    found: list[Any] = []
    for each in parts(attributes, MAX_CERTIFICATES):
        if each["type"].native == name:
            found.extend(each["values"])
    return found


def set_of(contents: bytes) -> bytes:
    """The bytes as an ASN.1 SET, with its tag and length."""
    return b"\x31" + bytes(core.OctetString(contents).dump()[1:])


def moment(value: Any) -> dt.datetime | None:
    """A time with its zone (UTC where none is said); None where it is none that Python knows."""
    found = value.native
    if not isinstance(found, dt.datetime):
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def read_certificate(der: bytes) -> Any:
    """A certificate; its parts are read when asked for."""
    return x509.Certificate.load(definite(der))
