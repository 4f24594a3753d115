"""Notices that another day has begun while the program is open: at midnight, after a sleep, when the clock is set."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.system import clock


class DayWatch(QObject):
    """`day_changed` brings the new day. Whoever depends on the day calls `today` before it does something for good."""

    day_changed = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._today = clock.today()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.today)
        self._timer.start(next_look(clock.local_now()))

    def today(self) -> dt.date:
        """Today, asked of the clock now; where it is another day than before, everybody has been told on return."""
        now = clock.local_now()
        self._timer.start(next_look(now))
        if now.date() != self._today:
            self._today = now.date()
            self.day_changed.emit(self._today)
        return self._today


def next_look(now: dt.datetime) -> int:
    """Milliseconds until the next minute begins, and with it a new day in whatever time zone.

    Not until midnight: a timer stands still while the computer sleeps, and knows nothing of a clock that is set.
    """
    return 60_000 - now.second * 1000 - now.microsecond // 1000
