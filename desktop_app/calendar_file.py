"""Deadlines as an iCalendar file (RFC 5545) that calendar programs take. Nobody's name is in it.

The same deadlines of the same dossiers give the same bytes on the same day.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.engine.italian.holidays import remark

if TYPE_CHECKING:  # 60 ms, of use only to who exports
    from icalendar import Alarm, Event

SUFFIX = ".ics"
REMIND_DAYS = (7, 1)  # before the day, at nine
_NINE = dt.timedelta(hours=9)
_NAMES = uuid.UUID("8cac717a-7e83-4c68-b320-cfd3c969c868")  # of our own; it must never change
_FIRST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_CLOSED = "La data non si sposta: preparati prima."


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A deadline of a dossier on its way into a calendar.

    `dossier` and `key` say which one it is: only a hash of them is written. `number` is how the user tells the dossier
    from others where no name may be seen (None: it has none); `changed` is when its answers last changed, aware.
    """

    dossier: str
    key: str
    number: int | None
    form: str
    title: str
    day: dt.date
    source: str
    changed: dt.datetime


def file_name(today: dt.date, form_id: str = "", number: int | None = None) -> str:
    """`scadenze-2026-11-24.ics`; of one dossier its form and number come after `scadenze`: no name is in it."""
    parts = ["scadenze", form_id.rpartition("/")[2], f"n{number}" if number is not None else "", today.isoformat()]
    return "-".join(part for part in parts if part) + SUFFIX


def calendar(dues: Iterable[CalendarEntry], today: dt.date) -> bytes:
    """The file, the first day first. Reminders that would have come before `today` are left out."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//Commessa//Commessa {__version__}//IT")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    for due in sorted(dues, key=lambda due: (due.day, due.dossier, due.key)):
        made.add_component(_event(due, today))
    data: bytes = made.to_ical()
    return data


def _event(due: CalendarEntry, today: dt.date) -> Event:
    from icalendar import Event

    event = Event()
    # The same deadline exported again takes the place of the old one: same UID, a higher SEQUENCE.
    event.add("uid", str(uuid.uuid5(_NAMES, f"{due.dossier}\n{due.key}")))
    event.add("dtstamp", due.changed)
    event.add("last-modified", due.changed)
    event.add("sequence", max(0, int((due.changed - _FIRST).total_seconds())))
    event.add("dtstart", due.day)  # a DATE: all day, whatever the time zone
    event.add("summary", _clean(due.title) + _dossier(due, " ({})"))
    event.add("description", "\n".join(_described(due)))
    event.add("categories", ["Commessa"])
    event.add("transp", "TRANSPARENT")  # it leaves the day free for appointments
    for days in REMIND_DAYS:
        if (due.day - today).days >= days:
            event.add_component(_alarm(due, dt.timedelta(days=days)))
    return event


def _alarm(due: CalendarEntry, before: dt.timedelta) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _clean(due.title) + _dossier(due, " ({})"))
    alarm.add("trigger", _NINE - before)
    return alarm


def _described(due: CalendarEntry) -> list[str]:
    said = remark(due.day)
    lines = [_clean(due.source), _clean(due.form), _dossier(due, "Commessa, {}.")]
    lines += [f"{said[0].upper()}{said[1:]}. {_CLOSED}"] if said else []
    return [line for line in lines if line]


def _dossier(due: CalendarEntry, around: str) -> str:
    return "" if due.number is None else around.format(f"pratica n. {due.number}")


def _clean(words: str) -> str:
    """One line that a calendar may hold: a form's own words could have characters that are not seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
