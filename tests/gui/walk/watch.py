"""What must not happen while somebody uses the window, and how long its thread is away at most."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler

BEAT_MS = 5
IGNORED = ("This plugin does not support",)  # the offscreen platform, of windows that are raised
LISTED = 8  # of the longest freezes


class Freeze(NamedTuple):
    """How long the window's thread was away after an action: by its own computing, by the clock (seconds)."""

    own: float
    wall: float
    action: str


class Watch:
    """Collects faults: exceptions of any thread, warnings of Qt, and what the walk itself finds out of order."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.action = ""
        self._freezes: dict[str, Freeze] = {}
        self._by_clock: dict[str, float] = {}
        self._counted: Counter[str] = Counter()
        self._last = (time.thread_time(), time.monotonic())
        self._main = threading.get_ident()
        self._beat = QTimer(interval=BEAT_MS)
        self._beat.timeout.connect(self.tick)

    @contextmanager
    def on(self) -> Iterator[None]:
        """Within it nothing goes unnoticed."""
        hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._raised
        threading.excepthook = lambda fault: self._raised(fault.exc_type, fault.exc_value, fault.exc_traceback)
        handler = qInstallMessageHandler(self._warned)
        self._beat.start()
        try:
            yield
        finally:
            self._beat.stop()
            qInstallMessageHandler(handler)
            sys.excepthook, threading.excepthook = hooks

    def fault(self, words: str) -> None:
        """Something is out of order."""
        self.faults.append(words)

    def _raised(self, kind: type[BaseException], value: BaseException | None, trace: TracebackType | None) -> None:
        self.fault("".join(traceback.format_exception(kind, value, trace)))

    def _warned(self, kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        if message and kind != QtMsgType.QtDebugMsg and not any(each in message for each in IGNORED):
            self.fault(f"Qt: {message}")

    # --- freezes -----------------------------------------------------------------------------------------

    def leave_out(self) -> None:
        """What was done since the last beat was the walk's own work."""
        self._last = (time.thread_time(), time.monotonic())

    def tick(self) -> None:
        """The window's thread is here again."""
        now = (time.thread_time(), time.monotonic())
        freeze = Freeze(now[0] - self._last[0], now[1] - self._last[1], self.action)
        kind = self.action.partition(":")[0]
        longest = self._freezes.get(kind, freeze)
        self._freezes[kind] = max(freeze, longest)
        self._by_clock[kind] = max(freeze.wall, self._by_clock.get(kind, 0.0))
        self._counted[kind] += freeze.own > 0.1
        self._last = now

    def longest(self) -> list[Freeze]:
        """Of each kind of action the longest absence, whichever it was of its own and by the clock."""
        found = [each._replace(wall=self._by_clock[kind]) for kind, each in self._freezes.items()]
        return sorted(found, reverse=True)

    def report(self) -> list[str]:
        """The longest freezes, and what caused them."""
        longest = sorted(self._freezes.items(), key=lambda each: -each[1].own)[:LISTED]
        return [
            f"{each.own * 1000:5.0f} ms of its own, {each.wall * 1000:5.0f} ms by the clock"
            f" ({self._counted[kind]} over 100 ms): {each.action}"
            for kind, each in longest
        ]
