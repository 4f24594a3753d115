"""Receipts as providers build them: what each certifies, of which message, and the proof of what was delivered."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from dataclasses import replace

import pytest

from desktop_app.mail.faults import NotMail
from desktop_app.mail.message import Attachment, Message, to_eml
from desktop_app.mail.receipt import KINDS, read
from tests.support import pec
from tests.support.signing import mara, p7m

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 20
SIGNED = p7m(PDF, mara())
SUBJECT = "Convenzione art. 14: «La Spiga» – rif. C12-7K3Q"
DRAFT = to_eml(
    Message((pec.OFFICE,), SUBJECT, "Buongiorno", (Attachment("a.pdf", PDF), Attachment("b.pdf.p7m", SIGNED)))
)
SENT = pec.as_sent(DRAFT)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_full_delivery_proves_that_what_was_prepared_arrived() -> None:
    found = read(pec.receipt(pec.Told(), SENT))
    assert (found.kind, found.extent, found.error, found.signed, found.why) == (
        "avvenuta-consegna",
        "completa",
        "",
        True,
        "",
    )
    assert found.time == dt.datetime(2026, 11, 29, 9, 42, 7, tzinfo=dt.UTC)
    assert (found.about, found.recipient, found.code) == ("m1@pec.esempio.it", pec.OFFICE, "C12-7K3Q")
    first, second = found.attachments
    assert (first.name, first.sha256, first.size, first.inner_sha256) == ("a.pdf", sha256(PDF), len(PDF), "")
    assert (second.sha256, second.inner_sha256) == (sha256(SIGNED), sha256(PDF))  # inside the .p7m, too
    assert found.signer == "Gestore di Prova S.p.A." and found.notes == ()


@pytest.mark.parametrize("kind", sorted(KINDS - {"posta-certificata", "errore"}))
def test_every_kind_is_told_by_the_provider_and_tells_its_message(kind: str) -> None:
    found = read(pec.receipt(pec.Told(kind)))
    assert (found.kind, found.about, found.code, found.signed) == (kind, "m1@pec.esempio.it", "C12-7K3Q", True)
    assert found.is_certified and not found.forwarded


@pytest.mark.parametrize(
    ("error", "detail"), [("no-dest", "5.1.1 - indirizzo inesistente"), ("altro", "5.1.1 - casella inesistente")]
)
def test_what_went_wrong_is_in_the_error_and_its_detail(error: str, detail: str) -> None:
    found = read(pec.receipt(pec.Told("errore-consegna", error=error, detail=detail)))
    assert (found.error, found.detail, found.recipient) == (error, detail, pec.OFFICE)


def test_providers_sign_with_sha1_still_and_that_is_no_reason_against() -> None:
    assert read(pec.receipt(pec.Told(), SENT, digest="sha1")).signed is True


def test_one_changed_letter_is_told() -> None:
    raw = pec.receipt(pec.Told(), SENT)
    at = raw.index(b"Ricevuta di prova")
    found = read(raw[:at] + b"X" + raw[at + 1 :])
    assert found.signed is False and found.why.startswith("il contenuto non è quello che il gestore ha firmato")


def test_a_signature_by_somebody_else_is_told_and_one_that_is_missing_too() -> None:
    found = read(pec.receipt(pec.Told(), SENT, by=pec.provider("altro@gestore.esempio.it")))
    assert found.signed is False and found.why == "la firma è di un altro indirizzo, non di chi scrive"
    found = read(pec.receipt(pec.Told(), SENT, sign=False))
    assert (found.kind, found.signed, found.why) == ("avvenuta-consegna", None, "non ha la firma del gestore")


def test_programs_that_change_the_ends_of_lines_do_not_break_the_signature() -> None:
    assert read(pec.receipt(pec.Told(), SENT).replace(b"\r\n", b"\n")).signed is True


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n\r\n", b"From posta Sun Nov 29 10:42:07 2026\n", b"  \n"])
def test_what_programs_put_before_a_message_does_not_hide_it(before: bytes) -> None:
    assert read(before + pec.receipt(pec.Told(), SENT)).signed is True


def test_an_envelope_is_no_receipt_though_it_carries_the_headers_of_one() -> None:
    reply = pec.ordinary(
        "Re: Convenzione – rif. C12-7K3Q", In_Reply_To="<m1@pec.esempio.it>", References="<m0@x> <m1@pec.esempio.it>"
    )
    found = read(pec.envelope(reply))
    assert (found.kind, found.signed, found.sender) == ("posta-certificata", True, pec.OFFICE)
    assert (found.about, found.answers) == ("uff7@pec.esempio.it", ("m1@pec.esempio.it", "m0@x"))
    assert found.code == "C12-7K3Q"  # the provider's subject has none, that of the message has
    inside = read(pec.envelope(pec.receipt(pec.Told(), SENT)))
    assert inside.kind == "posta-certificata"  # somebody's forward of a receipt, as certified mail


def test_an_ordinary_message_in_an_envelope_of_anomaly_is_told_as_one() -> None:
    found = read(pec.envelope(pec.ordinary("rif. C12-7K3Q"), anomaly=True))
    assert (found.kind, found.signed, found.code, found.time) == ("errore", True, "C12-7K3Q", None)


def test_what_the_provider_certifies_counts_and_not_the_headers_that_nobody_signed() -> None:
    raw = pec.receipt(pec.Told("errore-consegna")).replace(
        b"X-Ricevuta: errore-consegna", b"X-Ricevuta: avvenuta-consegna"
    )
    found = read(raw)
    assert (found.kind, found.signed) == ("errore-consegna", True)
    (note,) = found.notes
    assert note == "Si dichiara «avvenuta-consegna», ma il gestore certifica «errore-consegna»: vale questo."


def test_a_short_receipt_has_the_hash_in_place_of_the_file() -> None:
    digest = hashlib.sha1(PDF).hexdigest()
    original = pec.ordinary(files=[("a.pdf.hash", digest.upper().encode()), ("b.pdf", digest.encode())])
    found = read(pec.receipt(pec.Told(extent="breve"), original))
    assert found.extent == "breve"
    assert [(each.name, each.declared, each.sha256) for each in found.attachments] == [
        ("a.pdf", digest, ""),
        ("b.pdf", digest, ""),
    ]


def test_the_message_is_found_also_in_base64_by_another_name_or_as_a_plain_file() -> None:
    told = pec.part("daticert.xml", pec.daticert(replace(pec.Told(), delivered_to=pec.OFFICE)), "application/xml")
    head = pec.headers(X_Ricevuta="avvenuta-consegna", From=pec.PROVIDER)
    for piece in (
        pec.part("postacert.eml", SENT, "message/rfc822"),  # base64, which messages must not be coded in
        pec.part("allegato", SENT, "message/rfc822", plain=True),
        pec.part("postacert.eml", SENT, "application/octet-stream"),
    ):
        found = read(head + pec.multipart([pec.text_part(), told, piece]))
        assert [each.sha256 for each in found.attachments] == [sha256(PDF), sha256(SIGNED)], piece[:60]


def test_names_of_files_are_read_however_they_are_coded() -> None:
    name = base64.b64encode("Città.pdf".encode()).decode()
    for head in (
        f'Content-Disposition: attachment; filename="=?utf-8?B?{name}?="', "Content-Type: x/y; name=Citt\xe0.pdf",
        "Content-Disposition: attachment; filename*=utf-8''Citt%C3%A0.pdf",
        'Content-Type: x/y; name="Citt\xc3\xa0.pdf"',
        "Content-Disposition: attachment;\r\n filename*0*=utf-8''Citt%C3%A0;\r\n filename*1*=.pdf",
    ):  # fmt: skip
        raw = head.encode("latin-1") + b"\r\n\r\nx"
        original = pec.headers(From=pec.COOP) + pec.multipart([pec.text_part(), raw], "mixed", "=_dentro")
        (file,) = read(pec.receipt(pec.Told(), original)).attachments
        assert file.name == "Città.pdf", head


def test_a_receipt_passed_on_as_a_file_is_read_and_told_as_such() -> None:
    inner = pec.receipt(pec.Told(), SENT)
    raw = pec.headers(From=pec.COOP, Subject="I: ricevuta") + pec.multipart(
        [pec.text_part(), pec.part("ricevuta.eml", inner, "application/octet-stream")], "mixed", "=_fuori"
    )
    found = read(raw)
    assert (found.kind, found.forwarded, found.signed, found.code) == ("avvenuta-consegna", True, True, "C12-7K3Q")


def test_any_other_message_is_unknown_and_claims_nothing() -> None:
    found = read(pec.ordinary("Saluti – rif. C12-7K3Q", [("a.pdf", PDF)]))
    assert (found.kind, found.about, found.signed, found.code) == ("unknown", "", None, "C12-7K3Q")
    assert found.message_id == "m1@pec.esempio.it" and not found.is_certified
    found = read(pec.headers(From="x@y.it", Subject="CONSEGNA: Convenzione") + b"\r\nciao")
    assert found.kind == "unknown"  # anybody can write such a subject


def test_one_without_what_the_provider_certifies_is_known_by_its_headers() -> None:
    head = pec.headers(From=pec.PROVIDER, X_Riferimento_Message_ID="<m1@pec.esempio.it>", Subject="ACCETTAZIONE: prova")
    found = read(head + b"\r\nciao")
    assert (found.kind, found.about) == ("accettazione", "m1@pec.esempio.it")
    assert found.notes == ("È riconosciuta solo dall'oggetto, che nessuno ha firmato.",)
    assert read(pec.headers(From=pec.PROVIDER, X_Ricevuta="mai-vista") + b"\r\nciao").kind == "mai-vista"


def test_several_daticert_and_broken_ones_are_told() -> None:
    good = pec.part("daticert.xml", pec.daticert(pec.Told("accettazione")), "application/xml")
    bad = pec.part("daticert.xml", b"<postacert tipo='accettazione'", "application/xml")
    head = pec.headers(X_Ricevuta="accettazione", From=pec.PROVIDER)
    found = read(head + pec.multipart([bad, good, good]))
    assert found.kind == "accettazione" and found.about == "m1@pec.esempio.it"
    assert found.notes == (
        "Il suo daticert.xml è rovinato: vale quel che si legge nel resto.",
        "Ha più di un daticert.xml: vale il primo.",
    )  # fmt: skip


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7 x", b"PK\x03\x04" + bytes(50), b"\0" * 2000, b"<html></html>", b"ciao"]
)
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(NotMail):
        read(data)
