"""The official list of qualified providers (ETSI TS 119 612, XML), as the user or an association hands it in.

The program ships none: it is data of a public body, and it changes. The list's own signature is not checked, so whoever
shows its words says where it came from.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from desktop_app.seals.content import Content
from desktop_app.seals.keys import check_value
from desktop_app.seals.signature import NotSigned, Signature
from desktop_app.seals.structure import read_certificate

MAX_BYTES: Final = 30_000_000
_NS: Final = "{http://uri.etsi.org/02231/v2#}"
_QUALIFIED: Final = "http://uri.etsi.org/TrstSvc/Svctype/CA/QC"
_WRONG: Final = "Questo file non è un elenco di fiducia: scarica quello ufficiale, in formato XML, e sceglilo di nuovo."
_STEPS: Final = 4  # authorities between a signer and the list


class _Builder(ElementTree.TreeBuilder):
    """Refuses a document type: it could make a small file huge."""

    def doctype(self, *_: object) -> None:
        raise ValueError(_WRONG)


@dataclass(frozen=True, slots=True)
class TrustedList:
    """The providers of a list, by the hashed name of their certificates. `date`: when it was issued."""

    date: dt.date
    issuers: Mapping[bytes, tuple[tuple[str, bytes], ...]]  # hash of the subject → (provider, certificate)

    @classmethod
    def read(cls, xml: bytes) -> TrustedList:
        """Raises ValueError with a sentence where it is no such list."""
        if len(xml) > MAX_BYTES:
            raise ValueError(_WRONG)
        try:
            root = ElementTree.fromstring(xml, ElementTree.XMLParser(target=_Builder()))
            issued = root.findtext(f"{_NS}SchemeInformation/{_NS}ListIssueDateTime") or ""
            date = dt.datetime.fromisoformat(issued.strip()).date()
        except (ElementTree.ParseError, ValueError, LookupError):
            raise ValueError(_WRONG) from None
        found: dict[bytes, dict[bytes, str]] = {}
        for provider, der in _qualified(root):
            with suppress(NotSigned, ValueError, TypeError, KeyError):
                found.setdefault(_hash(read_certificate(der).structure.subject), {}).setdefault(der, provider)
        if not found:
            raise ValueError(_WRONG)
        return cls(date, {name: tuple((p, der) for der, p in each.items()) for name, each in found.items()})

    @property
    def count(self) -> int:
        """How many certificates of providers it has."""
        return sum(len(each) for each in self.issuers.values())

    def provider_of(self, signature: Signature) -> str | None:
        """The provider whose certificate made the signer's, directly or through those that came with the signature."""
        der = signature.certificate
        for _ in range(_STEPS):
            if not der:
                return None
            for provider, issuer in self.issuers.get(_issuer_hash(der), ()):
                if _made_by(der, issuer):
                    return provider
            der = next((each for each in signature.chain if each != der and _made_by(der, each)), b"")
        return None


def _qualified(root: Any) -> Iterator[tuple[str, bytes]]:
    """Provider and certificate of every service that gives, or gave, qualified certificates."""
    for provider in root.iter(f"{_NS}TrustServiceProvider"):
        name = (provider.findtext(f"{_NS}TSPInformation/{_NS}TSPName/{_NS}Name") or "").strip()
        for service in provider.iter(f"{_NS}TSPService"):
            kinds = {each.text for each in service.iter(f"{_NS}ServiceTypeIdentifier")}
            information = service.find(f"{_NS}ServiceInformation")
            if _QUALIFIED not in kinds or information is None:
                continue
            for certificate in information.iter(f"{_NS}X509Certificate"):
                with suppress(binascii.Error):
                    yield name, base64.b64decode("".join((certificate.text or "").split()))


def _hash(name: Any) -> bytes:
    """Of a name as people compare names: without case and repeated spaces."""
    return hashlib.sha256(str(name.hashable).encode()).digest()


def _issuer_hash(der: bytes) -> bytes:
    try:
        return _hash(read_certificate(der).structure.issuer)
    except (NotSigned, ValueError, TypeError, KeyError):
        return b""


def _made_by(der: bytes, issuer: bytes) -> bool:
    """Whether one certificate was made with the key of another: by name, by key identifier, and by its signature."""
    try:
        made, by = read_certificate(der).structure, read_certificate(issuer).structure
        body = Content(made["tbs_certificate"].dump())  # before its parts are asked for: as it came
        if made.issuer.hashable != by.subject.hashable:
            return False
        wanted, has = made.authority_key_identifier, by.key_identifier
        if wanted and has and wanted != has:
            return False
        check_value(made["signature_algorithm"], made["signature_value"].native, by, body, "sha256")
    except (NotSigned, InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError, KeyError, AttributeError):
        return False
    return True
