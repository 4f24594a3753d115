"""Counts the turns of the event loop."""

from __future__ import annotations

import time

from PySide6.QtCore import QAbstractEventDispatcher, QObject


class Turns(QObject):
    """`count` is the number of the turn that runs."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        QAbstractEventDispatcher.instance().awake.connect(self._count)

    def _count(self) -> None:
        self.count += 1


def work(seconds: float) -> None:
    """Computes for so long."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
