"""Days and times of day in words."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.italian.phrases import long_day
from desktop_app.system.clock import local, today


def time_of_day(moment: dt.datetime) -> str:
    """The local time of day: `10:42`."""
    return f"{local(moment):%H:%M}"


def day_and_time(moment: dt.datetime, now: dt.datetime) -> tuple[str, str]:
    """The day and the time of day: `oggi` or `24/11/2026`, and `10:42`."""
    there = moment.astimezone(now.tzinfo)
    days = (now.date() - there.date()).days
    day = {0: "oggi", 1: "ieri"}.get(days, f"{there.day:02}/{there.month:02}/{there.year}")
    return day, f"{there.hour}:{there.minute:02}"


def moment_words(at: dt.datetime) -> str:
    """`martedì 24 novembre, ore 10:42`."""
    return f"{long_day(local(at).date(), today())}, ore\u00a0{time_of_day(at)}"
