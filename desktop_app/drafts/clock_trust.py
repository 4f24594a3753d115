"""How far the computer's clock may be believed before something is deleted for good.

A clock that was wrong once must not empty the bin, nor freeze it for ever. So what is in the bin is counted from the
first day of use on which it was found there, and goes only when several days of use say that its time is over. A clock
that was set back, or that leaps to where it had been set back from, starts the count anew. Pure; times are in UTC.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import NamedTuple

APART = dt.timedelta(hours=12)  # between two looks at the clock that count as two days of use
FAR = dt.timedelta(days=60)  # without a day of use: after so long more of them are asked for
AGREEING, AGREEING_AFTER_FAR = 3, 5  # days of use that have to say that something's time is over
# By so much a clock may be set back, as a second system on the computer does it; more would not be safe.
SLACK = (AGREEING - 1) * APART


class ClockRecord(NamedTuple):
    """What the clock has shown: the newest moment, the last days of use in their order, and where it was set back from.

    `set_back_from`: the moment that it showed before it was set back, until it comes there again.
    """

    newest: dt.datetime
    days: tuple[dt.datetime, ...]
    set_back_from: dt.datetime | None = None


class Look(NamedTuple):
    """What a look at the clock says: the record from now on, and from when what is in the bin is to be counted.

    `new_day`: another day of use; what is not yet counted is counted from now. `start_anew`: everything is.
    """

    record: ClockRecord
    new_day: bool
    start_anew: bool


def look(record: ClockRecord | None, now: dt.datetime) -> Look:
    """Looks at the clock, which shows `now`; without a record it is the first time."""
    if record is None:
        return Look(ClockRecord(now, (now,)), new_day=True, start_anew=False)
    came_there = record.set_back_from is not None and record.set_back_from <= now
    if now < record.newest - SLACK:
        return Look(ClockRecord(now, (now,), record.newest), new_day=True, start_anew=True)
    if came_there and now > record.newest + SLACK:  # by a leap: then it was wrong while it was back
        return Look(ClockRecord(now, (now,)), new_day=True, start_anew=True)
    record = record._replace(set_back_from=None if came_there else record.set_back_from)
    if record.days and now < record.days[-1] + APART:
        return Look(record._replace(newest=max(record.newest, now)), new_day=False, start_anew=False)
    days = (*record.days, now)[-AGREEING_AFTER_FAR:]
    return Look(record._replace(newest=now, days=days), new_day=True, start_anew=False)


def believed(record: ClockRecord) -> dt.datetime | None:
    """The moment that has passed for sure, as far as days of use can tell; None while too few agree."""
    days = record.days
    far = any(later - earlier > FAR for earlier, later in pairwise(days))
    agreeing = AGREEING_AFTER_FAR if far else AGREEING
    return days[-agreeing] if len(days) >= agreeing else None
