"""A clock that a test sets; it runs on from there as clocks do."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.system.clock import asking, computer_clock


class MovableClock:
    """Gives the time as the program asks for it: aware, in UTC."""

    def __init__(self) -> None:
        self._ahead = dt.timedelta()

    def __call__(self) -> dt.datetime:
        return computer_clock() + self._ahead

    def set_to(self, local: str) -> None:
        """A local moment, `2026-11-28 23:59`; of an hour that comes twice the first one."""
        self._ahead = dt.datetime.fromisoformat(local).astimezone(dt.UTC) - computer_clock()

    def forward(self, **parts: float) -> None:
        """By hours, seconds and so on, as they pass: `days` have 24 hours."""
        self._ahead += dt.timedelta(**parts)


@contextmanager
def clock_at(local: str) -> Iterator[MovableClock]:
    """Within it the program asks a clock that stands at a local moment."""
    clock = MovableClock()
    clock.set_to(local)
    with asking(clock):
        yield clock


@contextmanager
def time_zone(name: str) -> Iterator[None]:
    """Within it the computer stands in another time zone."""
    import os

    before = os.environ["TZ"]
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        os.environ["TZ"] = before
        time.tzset()
