"""Keeps Python's collector of cycles to the window's thread.

Left alone it runs in whatever thread happens to allocate next; a Qt object that it destroys away from its own
thread takes the whole program down (a running timer fires into freed memory).
"""

from __future__ import annotations

import gc
import time
from typing import Final

from PySide6.QtCore import QObject, QTimer

from desktop_app.gui.widgets.layout.later import in_turn

PAUSE_MS: Final = 100
PAUSES: Final = 5  # until older objects are looked at, too: what making a PDF leaves is young, and is taken in portions
REST_SECONDS: Final = 1.5  # without changes


class Collector(QObject):
    """Between its construction and `close`, cycles are collected only here, by the usual thresholds.

    `touch` at each change puts it off: with hundreds of lines a full pass takes longer than a frame.
    """

    def __init__(self) -> None:
        super().__init__()
        self._was_enabled = gc.isenabled()
        self._touched, self._pauses = 0.0, 0
        gc.disable()
        gc.freeze()  # modules and classes stay as long as the program: no pass has to look at them
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(lambda: in_turn(self._timer, self.collect_due))  # not in a turn that was long
        self._timer.start()

    def touch(self) -> None:
        """The user is typing: collect later."""
        self._touched = time.monotonic()

    def collect_due(self) -> None:
        """Collects the youngest objects where there are many; each fifth time the oldest that are due, and all younger.
        """  # fmt: skip
        gc.disable()  # other code may have enabled it again
        if time.monotonic() - self._touched < REST_SECONDS:
            return
        self._pauses += 1
        counts, limits = gc.get_count(), gc.get_threshold()
        looked_at = 3 if self._pauses % PAUSES == 0 else 1
        due = [generation for generation in range(looked_at) if counts[generation] > limits[generation]]
        if due:
            gc.collect(due[-1])

    def keep(self) -> None:
        """Modules have come: these, too, stay as long as the program."""
        gc.freeze()

    def close(self) -> None:
        """Leaves the collector as it was found."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()
