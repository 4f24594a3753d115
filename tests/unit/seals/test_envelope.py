"""Envelopes: who signed, over which bytes, with which certificate; what is forged or broken is never intact."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable

import pytest
from asn1crypto import cms

from desktop_app.seals.envelope import detached, is_envelope, open_envelopes
from desktop_app.seals.signature import NotSigned, Signature
from tests.support import signing
from tests.support.signing import anna, luca, mara, p7m, paolo, person, signer_info

TEXT = b"%PDF-1.7\nil documento\n" * 40


def only(data: bytes) -> Signature:
    (found,) = open_envelopes(data).signatures
    return found


def test_a_signature_says_whose_it_is_and_since_when() -> None:
    found = only(p7m(TEXT, mara()))
    assert (found.name, found.code, found.issuer) == ("Mara Bianchi", "BNCMRA71C52D451K", "Prova CA Qualificata")
    assert found.intact and not found.why and not found.is_weak
    assert found.claimed == signing.NOW
    assert found.not_before == signing.NOW - dt.timedelta(100)
    assert found.not_after == signing.NOW + dt.timedelta(900)
    assert found.certificate == mara().der


@pytest.mark.parametrize("digest", ["sha1", "sha256", "sha384", "sha512", "sha3_256"])
def test_the_methods_that_are_in_use_are_checked(digest: str) -> None:
    found = only(p7m(TEXT, paolo(), digest=digest))
    assert found.intact and found.digest == digest
    assert found.is_weak == (digest == "sha1")


@pytest.mark.parametrize(
    ("number", "name", "code"),
    [
        ("TINIT-BNCMRA71C52D451K", "Mara Bianchi", "BNCMRA71C52D451K"),
        ("IT:BNCMRA71C52D451K", "Mara Bianchi", "BNCMRA71C52D451K"),
        ("bncmra71c52d451k", "Mara Bianchi", "BNCMRA71C52D451K"),
        ("", "BIANCHI/MARA/BNCMRA71C52D451K/7420091500001", "BNCMRA71C52D451K"),
        ("", "Mara Bianchi", ""),
        ("2025BNCMRA71C52D451K", "Mara Bianchi", ""),  # a number that only looks like one
    ],
)
def test_the_codice_fiscale_is_found_as_certificates_have_it(number: str, name: str, code: str) -> None:
    found = only(p7m(TEXT, person("Mara", "Bianchi", number, called=name)))
    assert found.code == code
    assert found.name == "Mara Bianchi"


def test_of_nested_envelopes_the_outermost_comes_first() -> None:
    opened = open_envelopes(p7m(signing.pem(p7m(TEXT, mara())), paolo(), anna()))
    assert opened.content == TEXT and opened.depth == 2
    assert {(each.name, each.level) for each in opened.signatures[:2]} == {("Paolo Rossi", 0), ("Anna Verdi", 0)}
    assert (opened.signatures[2].name, opened.signatures[2].level) == ("Mara Bianchi", 1)
    assert all(each.intact for each in opened.signatures)


def test_a_countersignature_is_over_the_signature_and_not_over_the_document() -> None:
    first, counter = open_envelopes(p7m(TEXT, mara(), counters=(paolo(),))).signatures
    assert first.intact and not first.counter
    assert counter.intact and counter.counter and counter.name == "Paolo Rossi"


def test_a_countersignature_over_another_signature_is_not_intact() -> None:
    other = signer_info(luca(), b"another value", kind="")
    info = signer_info(mara(), TEXT)
    info["unsigned_attrs"] = cms.CMSAttributes([{"type": "counter_signature", "values": [other]}])
    first, counter = open_envelopes(signing.envelope(TEXT, [info], [mara(), luca()])).signatures
    assert first.intact and not counter.intact


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_open_lengths_and_content_in_parts_are_read(size: int) -> None:
    opened = open_envelopes(signing.in_pieces(p7m(TEXT, mara()), size))
    assert opened.content == TEXT and opened.signatures[0].intact


@pytest.mark.parametrize("wrap", [base64.b64encode, base64.encodebytes, signing.pem, lambda der: der + bytes(500)])
def test_every_notation_is_read(wrap: Callable[[bytes], bytes]) -> None:
    data = wrap(p7m(TEXT, mara()))
    assert is_envelope(data)
    assert open_envelopes(data).content == TEXT


@pytest.mark.parametrize("data", [b"", b"\0", b"PK\x03\x04", TEXT, b"A" * 5_000_000, b"\x30\x03\x02\x01\x01", b"----"])
def test_what_is_no_envelope_is_said_to_be_none(data: bytes) -> None:
    assert not is_envelope(data)
    with pytest.raises(NotSigned, match="non è una busta firmata"):
        open_envelopes(data)


# --- forgeries -----------------------------------------------------------------------------------------------


def test_a_changed_document_is_not_the_signed_one() -> None:
    forged = p7m(TEXT, mara()).replace(b"documento", b"documentO", 1)
    assert only(forged).why == "il contenuto non è quello firmato"


def test_the_signature_of_another_person_is_not_taken_for_one_of_the_person_named() -> None:
    info = signer_info(luca(), TEXT)
    named = signer_info(mara(), TEXT)
    info["sid"] = named["sid"]
    found = only(signing.envelope(TEXT, [info], [mara()]))
    assert not found.intact and found.name == "Mara Bianchi"


def test_a_certificate_with_the_number_of_another_is_not_the_one_that_signed() -> None:
    same_number = person("Falso", "Nome", "TINIT-NRELCU80A01H501X", number=mara().certificate.serial_number)
    for certificates in ([same_number, mara()], [mara(), same_number]):
        found = only(signing.envelope(TEXT, [signer_info(mara(), TEXT)], certificates))
        assert found.intact and found.name == "Mara Bianchi"
    assert not only(signing.envelope(TEXT, [signer_info(mara(), TEXT)], [same_number])).intact


def test_a_signature_that_names_another_certificate_is_not_intact() -> None:
    assert only(p7m(TEXT, mara(), over=luca().known)).why == "la firma indica un altro certificato"


def test_a_signature_without_its_certificate_proves_nobody() -> None:
    found = only(signing.envelope(TEXT, [signer_info(mara(), TEXT)], [luca()]))
    assert found.why == "il certificato di chi firma non è nel file" and not found.name


def test_a_signature_of_another_kind_of_content_is_not_intact() -> None:
    assert not only(p7m(TEXT, mara(), kind="tst_info")).intact


def test_one_broken_signature_takes_nothing_from_another() -> None:
    info = signer_info(mara(), TEXT)
    info["signature"] = b"\x01\x02"
    found = open_envelopes(signing.envelope(TEXT, [info, signer_info(paolo(), TEXT)], [mara(), paolo()])).signatures
    assert [each.intact for each in found] == [False, True]


# --- time stamps ---------------------------------------------------------------------------------------------


def test_a_time_stamp_gives_the_time_and_who_says_so() -> None:
    found = only(p7m(TEXT, mara(), stamped=True))
    assert found.stamped == signing.NOW and found.stamped_by == "Prova Marche Temporali"


def test_a_time_stamp_over_another_signature_gives_none() -> None:
    info, stamped = signer_info(mara(), TEXT), signer_info(mara(), TEXT + b"!", stamped=True)
    info["unsigned_attrs"] = stamped["unsigned_attrs"]
    found = only(signing.envelope(TEXT, [info], [mara()]))
    assert found.intact and found.stamped is None


def test_a_time_stamp_that_nobody_signed_gives_none() -> None:
    info = signer_info(mara(), TEXT, stamped=True)
    token = info["unsigned_attrs"][0]["values"][0]
    token["content"]["signer_infos"][0]["signature"] = bytes(256)
    found = only(signing.envelope(TEXT, [cms.SignerInfo.load(info.dump(force=True))], [mara()]))
    assert found.intact and found.stamped is None


# --- apart ---------------------------------------------------------------------------------------------------


def test_a_signature_apart_is_checked_against_what_it_is_given() -> None:
    apart = p7m(TEXT, mara(), apart=True)
    assert detached(apart, TEXT)[0].intact
    assert not detached(apart, TEXT + b"!")[0].intact
    assert open_envelopes(apart).content is None
    assert not only(apart).intact


def test_a_signature_that_brings_its_own_content_is_not_apart() -> None:
    with pytest.raises(NotSigned, match="contiene un altro documento"):
        detached(p7m(TEXT, mara()), TEXT)


# --- what takes for ever elsewhere ---------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"\x30\x80" * 100_000, b"\x1f" + b"\xff" * 100_000, b"\x06\x84\x7f\xff\xff\xff"])
def test_the_document_is_never_parsed(content: bytes) -> None:
    opened = open_envelopes(p7m(content, mara()))
    assert opened.content == content and opened.signatures[0].intact


def test_there_is_an_end_to_envelopes_and_to_signatures() -> None:
    data = TEXT
    for _ in range(17):
        data = p7m(data, mara())
    with pytest.raises(NotSigned, match="più di 16 buste"):
        open_envelopes(data)
    many = [signer_info(mara(), TEXT)] * 101
    with pytest.raises(NotSigned, match="troppe firme"):
        open_envelopes(signing.envelope(TEXT, many, [mara()]))


def test_a_file_that_is_too_large_is_not_looked_into() -> None:
    with pytest.raises(NotSigned, match="più grande di 64 MB"):
        open_envelopes(bytes(64_000_001))
