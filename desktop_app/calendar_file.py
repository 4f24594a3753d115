"""Deadlines as an iCalendar file (RFC 5545), without names of persons.

The same deadlines of the same dossiers give the same bytes on the same day.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.engine.italian.holidays import remark
from desktop_app.system import seal

if TYPE_CHECKING:  # importing it takes 60 ms, and only an export needs it
    from icalendar import Alarm, Event

SUFFIX = ".ics"
REMINDER_DAYS = (7, 1)  # before the deadline, at nine o'clock
_NINE = dt.timedelta(hours=9)
_NAMES = uuid.UUID("8cac717a-7e83-4c68-b320-cfd3c969c868")  # namespace of our UIDs; must never change
_SEQUENCE_START = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_SEAL_NAME = "X-COMMESSA-SEAL"
_SEAL = re.compile(rf"\r\n{_SEAL_NAME}:{seal.PLACE}\r\n".encode())
_CLOSED = "La data non si sposta: preparati prima."


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A deadline of a dossier, to be written into a calendar.

    `dossier` and `key` identify it; only a hash of them is written. `number` is the dossier's number, which stands for
    its name (None if it has none); `changed` is when it last changed, an aware datetime. One that is `met` is taken out
    of calendars that have it.
    """

    dossier: str
    key: str
    number: int | None
    form: str
    title: str
    day: dt.date
    source: str
    changed: dt.datetime
    met: bool = False


def file_name(today: dt.date, form_id: str = "", number: int | None = None) -> str:
    """`scadenze-2026-11-24.ics`; for one dossier its form and number come after `scadenze`."""
    parts = ["scadenze", form_id.rpartition("/")[2], f"n{number}" if number is not None else "", today.isoformat()]
    return "-".join(part for part in parts if part) + SUFFIX


def to_icalendar(entries: Iterable[CalendarEntry], today: dt.date) -> bytes:
    """The content of the file, in order of days. Reminders before `today` are left out."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//Commessa//Commessa {__version__}//IT")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    for entry in sorted(entries, key=lambda entry: (entry.day, entry.dossier, entry.key)):
        made.add_component(_event(entry, today))
    made.add(_SEAL_NAME, seal.BLANK)
    data: bytes = made.to_ical()
    return seal.sealed(data, _SEAL)


def is_untouched(data: bytes) -> bool:
    """Whether the program wrote exactly these bytes, as far as they tell by themselves."""
    return data.startswith(b"BEGIN:VCALENDAR") and seal.is_sealed(data, _SEAL)


def _event(entry: CalendarEntry, today: dt.date) -> Event:
    from icalendar import Event

    event = Event()
    # A deadline exported again replaces the old event: same UID, higher SEQUENCE.
    event.add("uid", str(uuid.uuid5(_NAMES, f"{entry.dossier}\n{entry.key}")))
    event.add("dtstamp", entry.changed)
    event.add("last-modified", entry.changed)
    event.add("sequence", max(0, int((entry.changed - _SEQUENCE_START).total_seconds())))
    event.add("dtstart", entry.day)  # a DATE: all day, whatever the time zone
    event.add("summary", _clean(entry.title) + _dossier(entry, " ({})"))
    event.add("description", "\n".join(_described(entry)))
    event.add("categories", ["Commessa"])
    event.add("transp", "TRANSPARENT")  # does not mark the day as busy
    if entry.met:
        event.add("status", "CANCELLED")
    for days in () if entry.met else REMINDER_DAYS:
        if (entry.day - today).days >= days:
            event.add_component(_alarm(entry, dt.timedelta(days=days)))
    return event


def _alarm(entry: CalendarEntry, before: dt.timedelta) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _clean(entry.title) + _dossier(entry, " ({})"))
    alarm.add("trigger", _NINE - before)
    return alarm


def _described(entry: CalendarEntry) -> list[str]:
    said = remark(entry.day)
    lines = [_clean(entry.source), _clean(entry.form), _dossier(entry, "Commessa, {}.")]
    lines += [f"{said[0].upper()}{said[1:]}. {_CLOSED}"] if said else []
    return [line for line in lines if line]


def _dossier(entry: CalendarEntry, around: str) -> str:
    return "" if entry.number is None else around.format(f"pratica n. {entry.number}")


def _clean(words: str) -> str:
    """The words on one line, without the unprintable characters that a form's text could have."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
