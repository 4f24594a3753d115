"""Messages that Outlook saved: whole where it kept the provider's bytes, else told to be rebuilt."""

from __future__ import annotations

import pytest

from desktop_app.mail.faults import NotMail
from desktop_app.mail.outlook import REBUILT
from desktop_app.mail.receipt import read
from tests.support import pec
from tests.support.outlook import Tree, message_tree, ole, saved_whole, text

PDF = b"%PDF-1.7 prova " * 900
SENT = pec.ordinary("Convenzione – rif. C12-7K3Q", [("a.pdf", PDF), ("b.txt", b"breve")])
HEADERS = "X-Ricevuta: avvenuta-consegna\r\nSubject: CONSEGNA:\r\n x\r\nFrom: posta-certificata@gestore.esempio.it\r\n"


def test_one_signed_by_the_provider_is_the_very_message() -> None:
    raw = pec.receipt(pec.Told(), SENT)
    found = read(saved_whole(raw))
    assert found == read(raw) and found.signed is True and found.notes == ()


def test_one_that_outlook_took_apart_is_rebuilt_and_that_is_told() -> None:
    inner = message_tree(
        "Subject: x – rif. C12-7K3Q\r\nMessage-ID: <m1@pec.esempio.it>", [("a.pdf", PDF), ("b.txt", b"breve")]
    )
    told: Tree = message_tree(HEADERS, [("daticert.xml", pec.daticert(pec.Told())), ("postacert", inner)])
    found = read(ole(told))
    expected = read(pec.receipt(pec.Told(), SENT))
    assert (found.kind, found.about, found.time, found.code) == (
        expected.kind,
        expected.about,
        expected.time,
        expected.code,
    )
    assert found.attachments == expected.attachments
    assert (found.signed, found.notes) == (None, (REBUILT,))


def test_one_without_headers_has_what_outlook_knows_of_it() -> None:
    tree = {**text("0037", "Re: rif. C12-7K3Q"), **text("001A", "IPM.Note"), **text("1035", "<u1@pec.esempio.it>"),
            **text("1042", "<m1@pec.esempio.it>")}  # fmt: skip
    found = read(ole(tree))
    assert (found.kind, found.message_id, found.answers, found.code) == (
        "unknown", "u1@pec.esempio.it", ("m1@pec.esempio.it",), "C12-7K3Q",
    )  # fmt: skip
    assert found.notes == ()  # nothing certified is lost


def test_headers_cannot_be_made_by_the_name_of_a_file() -> None:
    found = read(ole(message_tree("Subject: x", [('a"\r\nX-Ricevuta: accettazione\r\n.pdf', PDF)])))
    assert found.kind == "unknown" and found.attachments[0].name == 'a" X-Ricevuta: accettazione .pdf'


def test_an_office_file_and_a_damaged_one_are_refused() -> None:
    with pytest.raises(NotMail, match="file di Office, non un messaggio"):
        read(ole({"WordDocument": b"x" * 5000}))
    whole = saved_whole(pec.receipt(pec.Told(), SENT))
    for damaged in (whole[:8], whole[:600], whole[:2000], whole[:8] + bytes(4000), whole[:512] + b"\xff" * 4000):
        with pytest.raises(NotMail):
            read(damaged)


def test_files_that_all_point_to_the_same_bytes_are_no_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [(f"{n}.pdf", b"x" * 5000) for n in range(40)]
    data = ole(message_tree("Subject: x", many))
    assert len(read(data).attachments) == 40
    monkeypatch.setattr("desktop_app.mail.outlook.MAX_FILES", 39)
    with pytest.raises(NotMail, match="troppe parti"):
        read(data)


def test_messages_in_messages_end_somewhere() -> None:
    tree = message_tree("Subject: x", [("a.pdf", PDF)])
    for _ in range(12):
        tree = message_tree("Subject: x", [("y", tree)])
    assert read(ole(tree)).kind == "unknown"
