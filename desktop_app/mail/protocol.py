"""The number that an office gave: from its `segnatura.xml` or confirmation, in the DTD of 2001 and the XSDs since."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from desktop_app.mail.xml_tree import BadXml, Element, elements

FILES: Final = frozenset({
    "segnatura.xml", "conferma.xml", "confermaricezione.xml", "aggiornamento.xml", "aggiornamentoconferma.xml",
    "eccezione.xml", "annullamento.xml",
})  # fmt: skip
_ROOTS: Final = {
    "segnatura": "segnatura", "segnaturainformatica": "segnatura", "confermaricezione": "conferma",
    "aggiornamentoconferma": "aggiornamento", "notificaeccezione": "eccezione",
    "annullamentoprotocollazione": "annullamento",
}  # fmt: skip
_RECEIVED: Final = "messaggioricevuto"  # what stands inside tells of our message, not of the office's number
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Protocol:
    """A registration in an office's protocol.

    `kind` is `segnatura`, `conferma`, `aggiornamento`, `eccezione` (the office could not register it: `reason`) or
    `annullamento`. `office` and `unit` are codes of the public index. `received` is what it says of our message: its
    identifier, or the number that it had at its sender.
    """

    kind: str
    number: str
    date: dt.date | None
    office: str = ""
    unit: str = ""
    register: str = ""
    subject: str = ""
    reason: str = ""
    received: str = ""


def is_protocol_file(name: str) -> bool:
    """Whether a file of a message is called as those that tell of a registration."""
    return name.casefold() in FILES


def read_protocol(xml: bytes) -> Protocol:
    """Reads such a file. Raises BadXml, also where it tells of no registration."""
    found = elements(xml, allow_doctype=True)
    kind = _ROOTS.get(found[-1].path.lower()) if found else None
    if kind is None:
        raise BadXml("non è una segnatura di protocollo")
    told = [each for each in found if _RECEIVED not in each.path.lower()]
    received = [each for each in found if _RECEIVED in each.path.lower()]
    number = _outermost(told, "numeroregistrazione")
    place = number.path.rpartition("/")[0] if number else ""
    beside = [each for each in told if each.path.rpartition("/")[0] == place]
    if kind in ("segnatura", "conferma") and number is None:
        raise BadXml("non dice il numero di protocollo")
    return Protocol(
        kind=kind,
        number=_line(number),
        date=_day(_line(_outermost(beside, "dataregistrazione"))),
        office=_line(_outermost(beside, "codiceamministrazione", "codiceipa")),
        unit=_line(_outermost(beside, "codiceaoo", "codiceipaaoo")),
        register=_line(_outermost(beside, "codiceregistro")),
        subject=_line(_outermost(told, "oggetto")),
        reason=_line(_outermost(told, "motivo")),
        received=_line(_outermost(received, "identificativo", "messageid", "numeroregistrazione")),
    )


def _outermost(found: list[Element], *names: str) -> Element | None:
    """The element with text under one of the names (the first that there is) that lies least deep.

    Of several registrations that one is the office's: others stand deeper, as what this one answers.
    """
    for name in names:
        called = [each for each in found if each.text and each.path.rpartition("/")[2].lower() == name]
        if called:
            return min(called, key=lambda each: each.path.count("/"))
    return None


def _line(element: Element | None) -> str:
    text = element.text if element else ""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:_LONGEST]


def _day(written: str) -> dt.date | None:
    """A day as the XSDs write it (2026-12-01, with or without a time or zone) or as people do (01/12/2026)."""
    if found := re.match(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", written):
        year, month, day = map(int, found.groups())
    elif found := re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)", written):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
