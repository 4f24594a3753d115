"""The day and the moment it is for the user."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """The day by this computer's clock, in its own time zone."""
    return local_now().date()


def local_now() -> dt.datetime:
    """This moment by this computer's clock, in its own time zone."""
    return dt.datetime.now(dt.UTC).astimezone()
