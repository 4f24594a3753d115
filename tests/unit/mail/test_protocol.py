"""An office's protocol: the number it gave, in every schema, and never another one's."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop_app.mail.faults import NotMail
from desktop_app.mail.protocol import read_protocol
from desktop_app.mail.receipt import read
from desktop_app.mail.xml_tree import MAX_DEPTH, MAX_ELEMENTS, BadXml, elements
from tests.support import pec

DAY = dt.date(2026, 12, 1)
BOMB = b'<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&d;</a>'


@pytest.mark.parametrize("style", ["2021", "2013", "dtd"])
def test_the_number_is_that_of_the_office_and_not_one_that_it_refers_to(style: str) -> None:
    found = read_protocol(pec.segnatura(style=style))
    assert (found.kind, found.number, found.date) == ("segnatura", "0012345", DAY)
    assert (found.office, found.unit, found.register, found.subject) == ("r_esempio", "AOO-LAV", "REG", "Risposta")


def test_a_confirmation_tells_the_number_given_to_our_message() -> None:
    found = read_protocol(pec.conferma())
    assert (found.kind, found.number, found.date, found.received) == ("conferma", "0012345", DAY, "rif. C12-7K3Q")


def test_an_office_that_could_not_register_says_why() -> None:
    text = (
        f"<NotificaEccezione>{pec.registered('7', '01/12/2026')}<Motivo>Firma  non\nvalida</Motivo></NotificaEccezione>"
    )
    found = read_protocol(text.encode())
    assert (found.kind, found.number, found.date, found.reason) == ("eccezione", "7", DAY, "Firma non valida")
    assert read_protocol(b"<NotificaEccezione><Motivo>no</Motivo></NotificaEccezione>").number == ""


@pytest.mark.parametrize("written", ["2026-12-01Z", "2026-12-01T10:00:00+01:00", "1/12/2026", "01.12.2026"])
def test_days_are_read_however_they_are_written(written: str) -> None:
    assert read_protocol(pec.segnatura(date=written)).date == DAY


@pytest.mark.parametrize("written", ["", "2026-13-45", "dicembre", "12026-12-01"])
def test_what_is_no_day_is_none(written: str) -> None:
    assert read_protocol(pec.segnatura(date=written)).date is None


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        (b"<Segnatura><Intestazione/></Segnatura>", "non dice il numero di protocollo"),
        (b"<altro/>", "non è una segnatura di protocollo"),
        (b"<Segnatura><Intestazione></Segnatura>", "è rovinato"),
        (b"", "è rovinato"),
        (BOMB, "contiene dichiarazioni che non si devono seguire"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "è scritto in un alfabeto che non conosco"),
        (b"<a>" * (MAX_DEPTH + 1), "ha troppe parti"),
        (b"<a>" + b"<b/>" * MAX_ELEMENTS + b"</a>", "ha troppe parti"),
        (b"<a>" + b" " * 2_000_001 + b"</a>", "è troppo grande"),
    ],
)
def test_what_cannot_be_read_is_told(xml: bytes, why: str) -> None:
    with pytest.raises(BadXml) as fault:
        read_protocol(xml)
    assert str(fault.value) == why


def test_a_document_type_is_refused_in_what_a_provider_certifies() -> None:
    with pytest.raises(BadXml, match="dichiarazioni"):
        elements(b'<!DOCTYPE postacert SYSTEM "http://esempio.it/x.dtd"><postacert/>')


def test_it_is_found_in_a_message_and_by_itself() -> None:
    found = read(pec.envelope(pec.ordinary("Re: x", [("Conferma.xml", pec.conferma()), ("a.pdf", b"x")])))
    assert found.protocol is not None and found.protocol.number == "0012345"
    found = read(pec.segnatura())
    assert found.kind == "segnatura" and found.protocol is not None
    with pytest.raises(NotMail, match="non è un messaggio, e come segnatura non dice il numero"):
        read(b"<Segnatura/>")


def test_a_broken_one_is_told_and_the_rest_is_read() -> None:
    found = read(pec.envelope(pec.ordinary("Re: x", [("Segnatura.xml", pec.segnatura()[:-20])])))
    assert found.kind == "posta-certificata" and found.protocol is None
    assert found.notes == ("«Segnatura.xml» è rovinato: il numero di protocollo si scrive a mano.",)
