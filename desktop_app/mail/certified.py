"""What a provider certifies in `daticert.xml`, the file that every receipt of certified mail carries."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from desktop_app.mail.mime import bare_identifier
from desktop_app.mail.xml_tree import BadXml, Element, elements

LONGEST: Final = 2_000  # characters of one value
_MOMENT = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) (\d{1,2}):(\d{2}):(\d{2})")
_ZONE = re.compile(r"([+-])(\d{2}):?(\d{2})")


@dataclass(frozen=True, slots=True)
class Certified:
    """The contents of a daticert.xml, in its own words.

    `error` is empty where the provider says "nessuno"; `recipients` have their address and whether it is certified
    mail; `about` is the Message-ID of the message; `extent` is `completa`, `breve` or `sintetica`.
    """

    kind: str
    error: str
    detail: str
    sender: str
    recipients: tuple[tuple[str, bool], ...]
    subject: str
    provider: str
    time: dt.datetime | None
    about: str
    extent: str
    delivered_to: str


def read_certified(xml: bytes) -> Certified:
    """Reads a daticert.xml. Raises BadXml."""
    found = elements(xml)
    if not found or found[-1].path != "postacert":
        raise BadXml("non è un daticert.xml")
    last = {each.path.removeprefix("postacert/"): each for each in found}
    recipients = [each for each in found if each.path == "postacert/intestazione/destinatari"]
    root, moment = last["postacert"], last.get("dati/data")
    error = root.attributes.get("errore", "").lower()
    return Certified(
        kind=root.attributes.get("tipo", "").strip().lower()[:100],
        error="" if error == "nessuno" else error[:100],
        detail=_text(last, "dati/errore-esteso"),
        sender=_text(last, "intestazione/mittente"),
        recipients=tuple((_line(each.text), each.attributes.get("tipo") == "certificato") for each in recipients),
        subject=_text(last, "intestazione/oggetto"),
        provider=_text(last, "dati/gestore-emittente"),
        time=_moment(
            f"{_text(last, 'dati/data/giorno')} {_text(last, 'dati/data/ora')}",
            moment.attributes.get("zona", "") if moment else "",
        ),
        about=bare_identifier(_text(last, "dati/msgid")),
        extent=last["dati/ricevuta"].attributes.get("tipo", "").lower()[:100] if "dati/ricevuta" in last else "",
        delivered_to=_text(last, "dati/consegna"),
    )


def _text(last: dict[str, Element], path: str) -> str:
    return _line(last[path].text) if path in last else ""


def _line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST]


def _moment(written: str, zone: str) -> dt.datetime | None:
    """A moment with its zone; None where there is none, or no zone to know it by."""
    found, offset = _MOMENT.fullmatch(written), _ZONE.fullmatch(zone.strip())
    if not (found and offset):
        return None
    day, month, year, hour, minute, second = map(int, found.groups())
    shift = dt.timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    try:
        return dt.datetime(
            year, month, day, hour, minute, second, tzinfo=dt.timezone(shift if offset[1] == "+" else -shift)
        )
    except ValueError:
        return None
