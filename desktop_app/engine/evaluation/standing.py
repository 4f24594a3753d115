"""How a deadline stands on a day. Light: lists of stored dossiers ask it before any form is loaded."""

from __future__ import annotations

import datetime as dt
from typing import Literal

Standing = Literal["overdue", "due", "met", "past"]  # `past`: of an event, of which nothing was due
OPEN: tuple[Standing, ...] = ("overdue", "due")


def standing(day: dt.date, met: dt.date | None, event: bool, today: dt.date) -> Standing:
    """Overdue, to come or met: it is met from the day on that its act has. An event is never overdue, it passes."""
    if met is not None and met <= today:
        return "met"
    if day >= today:
        return "due"
    return "past" if event else "overdue"
