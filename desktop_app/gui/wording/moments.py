"""Days and hours as one says them."""

from __future__ import annotations

import datetime as dt

from desktop_app.dossier_summary import long_day
from desktop_app.system.clock import today


def clock(moment: dt.datetime) -> str:
    """The local time of day: `10:42`."""
    return f"{moment.astimezone():%H:%M}"


def stamp(moment: dt.datetime, now: dt.datetime) -> tuple[str, str]:
    """Day and hour as one says them: `oggi`, `10:42`."""
    there = moment.astimezone(now.tzinfo)
    days = (now.date() - there.date()).days
    day = {0: "oggi", 1: "ieri"}.get(days, f"{there.day:02}/{there.month:02}/{there.year}")
    return day, f"{there.hour}:{there.minute:02}"


def moment_words(at: dt.datetime) -> str:
    """`martedì 24 novembre, ore 10:42`."""
    return f"{long_day(at.astimezone().date(), today())}, ore\u00a0{clock(at)}"
