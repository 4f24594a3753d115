"""The official list of providers: read as it is handed in, and believed only where a key says the same as a name."""

from __future__ import annotations

import base64
import datetime as dt

import pytest

from desktop_app.seals.envelope import open_envelopes
from desktop_app.seals.signature import Signature
from desktop_app.seals.trusted_list import TrustedList
from tests.support.signing import CA, Holder, authority, mara, p7m, person

QUALIFIED = "http://uri.etsi.org/TrstSvc/Svctype/CA/QC"


def listing(*issuers: Holder, kind: str = QUALIFIED, date: str = "2026-09-26T10:00:00Z", head: str = "") -> bytes:
    """A list as public bodies write it."""
    services = "".join(
        f"<TSPService><ServiceInformation><ServiceTypeIdentifier>{kind}</ServiceTypeIdentifier>"
        "<ServiceDigitalIdentity><DigitalId><X509Certificate>\n"
        f"{base64.b64encode(each.der).decode()}\n</X509Certificate></DigitalId></ServiceDigitalIdentity>"
        "</ServiceInformation></TSPService>"
        for each in issuers
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#">'
        f"<SchemeInformation><ListIssueDateTime>{date}</ListIssueDateTime></SchemeInformation>"
        "<TrustServiceProviderList><TrustServiceProvider><TSPInformation><TSPName>"
        '<Name xml:lang="it">Prova Fiducia S.p.A.</Name></TSPName></TSPInformation>'
        f"<TSPServices>{services}</TSPServices></TrustServiceProvider></TrustServiceProviderList>"
        "</TrustServiceStatusList>"
    ).encode()


def of(who: Holder, *chain: Holder) -> Signature:
    return open_envelopes(p7m(b"testo", who, chain=chain)).signatures[0]


def test_the_provider_of_a_signature_is_found() -> None:
    read = TrustedList.read(listing(authority()))
    assert (read.date, read.count) == (dt.date(2026, 9, 26), 1)
    assert read.provider_of(of(mara())) == "Prova Fiducia S.p.A."


def test_authorities_in_between_are_taken_from_the_file() -> None:
    between = authority("Prova CA intermedia", above=CA)
    who = person("Mara", "Bianchi", "TINIT-BNCMRA71C52D451K", by=between)
    read = TrustedList.read(listing(authority()))
    assert read.provider_of(of(who, between)) == "Prova Fiducia S.p.A."
    assert read.provider_of(of(who)) is None


def test_the_name_of_a_provider_is_not_enough() -> None:
    false = authority(key=1)
    assert false.certificate.subject == mara().certificate.issuer
    assert TrustedList.read(listing(false)).provider_of(of(mara())) is None
    both = listing(false, person("Altro", "Nome", ""))
    assert TrustedList.read(both).provider_of(of(mara())) is None


def test_who_is_not_in_the_list_is_nobodys() -> None:
    read = TrustedList.read(listing(authority("Altra CA")))
    assert read.provider_of(of(mara())) is None
    assert read.provider_of(Signature()) is None
    assert read.provider_of(Signature(certificate=b"rovinato")) is None


@pytest.mark.parametrize(
    "xml",
    [
        b"", b"<html/>", b"\xff\xfe", bytes(30_000_001), listing(), listing(authority(), kind="altro"),
        listing(authority(), date="ieri"),
        listing(authority(), head='<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'),
        listing(authority()).replace(b"<X509Certificate>\n", b"<X509Certificate>AAAA"),
    ],
)  # fmt: skip
def test_what_is_no_such_list_is_said_in_a_sentence(xml: bytes) -> None:
    with pytest.raises(ValueError, match="non è un elenco di fiducia"):
        TrustedList.read(xml)
