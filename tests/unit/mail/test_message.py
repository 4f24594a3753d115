"""A message for PEC, read back by the standard parser: what was meant arrives, and nothing else can."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.mail.message import Attachment, Message, is_address, one_line, plain, to_eml, weight

TEXT = "Buongiorno,\nsi trasmette la convenzione: perché è così – 1.000 €.\n\n.\nFrom qui in poi\nDistinti saluti"
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 300
MESSAGE = Message(
    ("cpi.fabriano@pec.esempio.it",), "Convenzione art. 14: «La Spiga» e Cartotecnica – rif. C12-7K3Q", TEXT,
    (Attachment("Convenzione_locale.pdf", PDF), Attachment("comunicazione.pdf.p7m", b"0\x82")),
    ("cartotecnica@pec.esempio.it", "altra@pec.esempio.it"),
)  # fmt: skip


def read(raw: bytes) -> EmailMessage:
    found = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(found, EmailMessage) and not found.defects
    return found


def test_it_opens_as_a_draft_with_all_that_was_prepared() -> None:
    found = read(to_eml(MESSAGE))
    assert (found["X-Unsent"], found["To"], found["Subject"]) == ("1", MESSAGE.to[0], MESSAGE.subject)
    assert str(found["Cc"]) == "cartotecnica@pec.esempio.it, altra@pec.esempio.it"
    assert found["From"] is found["Date"] is found["Message-ID"] is found["Bcc"] is None
    body = found.get_body()
    assert body is not None and body.get_content().replace("\r\n", "\n") == TEXT + "\n"
    assert body["Content-Transfer-Encoding"] == "base64"
    names = [part.get_filename() for part in found.iter_attachments()]
    assert names == ["Convenzione_locale.pdf", "comunicazione.pdf.p7m"]
    assert [part.get_content() for part in found.iter_attachments()] == [PDF, b"0\x82"]
    assert [part.get_content_type() for part in found.iter_attachments()] == [
        "application/pdf",
        "application/pkcs7-mime",
    ]


def test_the_full_receipt_is_asked_for_and_the_sender_chooses_the_identity() -> None:
    found = read(to_eml(Message(("a@pec.it",), "x", "y", sender="coop@pec.esempio.it")))
    assert (found["X-TipoRicevuta"], found["From"]) == ("completa", "coop@pec.esempio.it")
    ordinary = read(to_eml(Message(("a@b.it",), "x", "y", certified=False)))
    assert ordinary["X-TipoRicevuta"] is None and ordinary["X-Unsent"] == "1"


def test_the_same_message_is_the_same_bytes_in_lines_that_every_server_takes() -> None:
    raw = to_eml(MESSAGE)
    assert raw == to_eml(MESSAGE) and raw != to_eml(Message(MESSAGE.to, "x", TEXT, MESSAGE.attachments))
    assert max(map(len, raw.split(b"\r\n"))) <= 78 and b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii() and b"filename*" not in raw


def test_a_name_that_no_office_takes_is_made_one_and_two_are_told_apart() -> None:
    files = (Attachment("È così.pdf", b"1"), Attachment("e cosi.pdf", b"2"), Attachment("x" * 99 + ".pdf", b"3"))
    raw = to_eml(Message(("a@pec.it",), "x", "y", files))
    names = [part.get_filename() for part in read(raw).iter_attachments()]
    assert names == ["E_cosi.pdf", "e_cosi_2.pdf", "x" * 56 + ".pdf"] and b"filename*" not in raw


@pytest.mark.parametrize(
    "bad", ["", "a", "a@b", "a@b.it\r\nBcc: c@d.it", "a@b.it, c@d.it", "A <a@b.it>", "è@b.it", " a@b.it"]
)
def test_what_is_no_address_is_refused_without_being_repeated(bad: str) -> None:
    assert not is_address(bad)
    with pytest.raises(ValueError, match="no mail address"):
        to_eml(Message((bad,), "x", "y"))


def test_a_subject_cannot_add_headers() -> None:
    found = read(to_eml(Message(("a@pec.it",), "uno\r\nBcc: spia@x.it\r\n\r\ncorpo\u2028\x00due", "y")))
    assert found["Subject"] == "uno Bcc: spia@x.it corpo due" and found["Bcc"] is None


def test_what_it_weighs_is_known_without_making_it() -> None:
    raw = to_eml(MESSAGE)
    sizes = [len(each.data) for each in MESSAGE.attachments]
    assert len(raw) <= weight(sizes, 1, TEXT) <= len(raw) + 2_000
    assert weight(sizes, 3, TEXT) == 3 * weight(sizes, 1, TEXT) and weight(sizes, 0) == weight(sizes, 1)
    assert 1.36 < weight([10_000_000], 1) / 10_000_000 < 1.38


@settings(max_examples=40)
@given(st.text(), st.text(), st.binary(max_size=500))
def test_any_text_is_text_and_never_a_header_or_a_part(subject: str, text: str, data: bytes) -> None:
    raw = to_eml(Message(("a@pec.it",), subject, text, (Attachment(subject, data),)))
    found = read(raw)
    assert sorted(found.keys()) == sorted(
        ["X-Unsent", "X-TipoRicevuta", "To", "Subject", "MIME-Version", "Content-Type"]
    )
    body, (part,) = found.get_body(), found.iter_attachments()
    assert body is not None and body.get_content().replace("\r\n", "\n") == plain(text).strip("\n") + "\n"
    assert part.get_payload(decode=True) == data
    assert " ".join(str(found["Subject"]).split()) == one_line(subject)
