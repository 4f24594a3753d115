"""Today's date and the current time, in the user's time zone: everything that needs either asks here, each time."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Clock = Callable[[], dt.datetime]  # gives this moment, aware, in UTC


def computer_clock() -> dt.datetime:
    """This moment by the computer's clock, in UTC."""
    return dt.datetime.now(dt.UTC)


_clocks: list[Clock] = [computer_clock]  # the last one is asked


def utc_now() -> dt.datetime:
    """Now, aware, in UTC."""
    return _clocks[-1]()


def local(moment: dt.datetime) -> dt.datetime:
    """A moment in the computer's own time zone, as what is shown needs it.

    One that somebody's signature or message made up stays as it says: Windows knows no local time before 1970 or
    after 3000, Python none beyond the year 9999.
    """
    try:
        return moment.astimezone()
    except (OSError, OverflowError):
        return moment


def local_now() -> dt.datetime:
    """Now, aware, in the computer's own time zone, also where that was changed since the program started."""
    if hasattr(time, "tzset"):  # Windows tells a running program nothing of another time zone
        time.tzset()
    return local(utc_now())


def today() -> dt.date:
    """Today, in the computer's own time zone."""
    return local_now().date()


@contextmanager
def asking(clock: Clock) -> Iterator[None]:
    """For tests: within it the whole program asks another clock than the computer's."""
    _clocks.append(clock)
    try:
        yield
    finally:
        _clocks.remove(clock)
