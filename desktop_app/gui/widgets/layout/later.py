"""What is done in a later turn of the event loop, once there is a layout, or the widget that asks has done its work."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QObject, QTimer, Signal
from shiboken6 import isValid

LONG_TURN = 0.016  # seconds of computing: after a frame keys and painting come first
PATIENCE = 8  # turns: some systems tell of the next one only when nothing is left to do


class _Due(QObject):
    """What is to be done: a child of its context, with which it goes."""

    come = Signal()  # keeps what it calls only as long as there is somebody to tell

    def queue(self) -> None:
        """Does it in one of the next turns."""
        global _turns  # one, as the event loop of the window is
        if _turns is None or not isValid(_turns):
            _turns = _Turns()
        _turns.add(self)


class _Turns(QObject):
    """Does one thing in each turn of the event loop, the first first, unless the turn was long already."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._waiting = deque[_Due]()
        self._began, self._put_off = 0.0, 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._do_next)
        QAbstractEventDispatcher.instance().awake.connect(self._begin)

    def add(self, due: _Due) -> None:
        self._waiting.append(due)
        if not self._timer.isActive():
            self._timer.start()

    def _begin(self) -> None:
        self._began = time.thread_time()

    def _do_next(self) -> None:
        if self._put_off < PATIENCE and time.thread_time() - self._began > LONG_TURN:
            self._put_off += 1
            self._timer.start()
            return
        self._put_off = 0
        while self._waiting and not isValid(self._waiting[0]):
            self._waiting.popleft()
        if self._waiting:
            due = self._waiting.popleft()
            if self._waiting:
                self._timer.start()  # before: what is done may be a menu, with an event loop of its own
            due.deleteLater()
            due.come.emit()


_turns: _Turns | None = None


def later(context: QObject, do: Callable[[], object], ms: int = 0) -> None:
    """Does something after `ms` milliseconds, unless `context` is gone by then.

    What is to be done at the same time is done in its order, one thing a turn: so keys and painting come between.

    `QTimer.singleShot` with a context would keep what it was given for ever where the context goes first, and with it
    the whole page: of 500 dossiers that were opened and left at once 500 MB.
    """
    due = _Due(context)
    due.come.connect(do)
    if ms:
        timer = QTimer(due, singleShot=True, interval=ms)
        timer.timeout.connect(due.queue)
        timer.start()
    else:
        due.queue()


def in_turns(context: QObject, do_some: Callable[[], bool], ms: int = 0) -> None:
    """Does a long work piece by piece, one in each later turn, so that keys and painting come between them.

    `do_some` does the next piece, and gives False where none is left. It ends where `context` is gone. Between two
    pieces the thread rests for `ms` milliseconds.
    """

    def turn() -> None:
        if do_some():
            later(context, turn, ms)

    later(context, turn)
