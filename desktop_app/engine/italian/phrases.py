"""Italian phrases: counts with their noun, and days."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.italian.holidays import remark
from desktop_app.engine.italian.messages import MONTHS

TO_VERIFY = "da verificare"  # of a change of the law that nobody has read in the act itself
WEEKDAYS = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")


def counted(number: int, one: str, many: str) -> str:
    """`una risposta`, `3 risposte`; `{}` in `many` is the number, tied to its noun by a no-break space."""
    return (one if number == 1 else many.replace(" ", "\u00a0", 1)).replace("{}", str(number))


def relative_day(day: dt.date, today: dt.date) -> str:
    """A day relative to today: `oggi`, `domani`, `fra 11 giorni`, `3 giorni fa`."""
    days = (day - today).days
    near = {-1: "ieri", 0: "oggi", 1: "domani"}
    if days in near:
        return near[days]
    return f"fra\u00a0{days}\u00a0giorni" if days > 0 else f"{-days}\u00a0giorni fa"


def due_day(day: dt.date, today: dt.date) -> str:
    """How a deadline that is not met stands to today: `fra 11 giorni`, `oggi`, `scaduta da un giorno`."""
    late = (today - day).days
    return f"scaduta da {counted(late, 'un giorno', '{} giorni')}" if late > 0 else relative_day(day, today)


def long_day(day: dt.date, today: dt.date) -> str:
    """`venerdì 4 dicembre`, with the year if it is not the current one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day}\u00a0{MONTHS[day.month - 1]}{year}"


def closed_day_note(day: dt.date) -> str:
    """The remark on a day on which offices are closed; empty on other days."""
    words = remark(day)
    return f"{capitalized(words)}: la data resta questa." if words else ""


def capitalized(words: str) -> str:
    """The words with a capital first letter."""
    return words[:1].upper() + words[1:]
