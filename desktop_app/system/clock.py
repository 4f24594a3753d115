"""Today's date and the current time, in the user's time zone."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """Today by this computer's clock, in its own time zone."""
    return local_now().date()


def local_now() -> dt.datetime:
    """Now by this computer's clock, aware, in its own time zone."""
    return dt.datetime.now(dt.UTC).astimezone()
