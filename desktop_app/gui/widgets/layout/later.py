"""What is done in a later turn of the event loop, once there is a layout, or the widget that asks has done its work."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QObject, Qt, QTimer, Signal
from shiboken6 import isValid

LONG_TURN = 0.016  # seconds of computing: after a frame keys and painting come first
PATIENCE = 8  # turns: some systems tell of the next one only when nothing is left to do


class _Due(QObject):
    """What is to be done: a child of its context, with which it goes."""

    come = Signal()  # keeps what it calls only as long as there is somebody to tell

    def queue(self) -> None:
        """Does it in one of the next turns."""
        application = QCoreApplication.instance()
        assert application is not None
        _turns_of(application).add(self)


class _Turns(QObject):
    """Does one thing in each turn of the event loop, the first first, unless the turn was long already."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._waiting = deque[_Due]()
        self._began, self._put_off = 0.0, 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._do_next)
        QAbstractEventDispatcher.instance().awake.connect(self._begin)

    def add(self, due: _Due) -> None:
        self._waiting.append(due)
        if not self._timer.isActive():
            self._timer.start()

    def drop(self) -> None:
        self._waiting.clear()

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
            if self._waiting:
                self._timer.start()  # and after: what else is due comes before the next


def _turns_of(application: QCoreApplication) -> _Turns:
    """The row of the window's event loop."""
    found = application.findChild(_Turns, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, _Turns) else _Turns(application)


def drop_turns() -> None:
    """The program ends: what waits for its turn is not done any more."""
    application = QCoreApplication.instance()
    assert application is not None
    _turns_of(application).drop()


def later(context: QObject, do: Callable[[], object], ms: int = 0) -> None:
    """Does something short after `ms` milliseconds, unless `context` is gone by then.

    `QTimer.singleShot` with a context would keep what it was given for ever where the context goes first, and with it
    the whole page: of 500 dossiers that were opened and left at once 500 MB.
    """
    timer = QTimer(context, singleShot=True, interval=ms)
    timer.timeout.connect(do)
    timer.timeout.connect(timer.deleteLater)
    timer.start()


def in_turn(context: QObject, do: Callable[[], object], ms: int = 0) -> None:
    """As `later`, of what may take its time: such things are done in their order, one a turn, so that keys and painting
    come between them.
    """  # fmt: skip
    due = _Due(context)
    due.come.connect(do)
    if ms:
        later(due, due.queue, ms)
    else:
        due.queue()


def in_turns(context: QObject, do_some: Callable[[], bool], ms: int = 0, when: Callable[..., None] = in_turn) -> None:
    """Does a long work piece by piece, one in each later turn, so that keys and painting come between them.

    `do_some` does the next piece, and gives False where none is left. It ends where `context` is gone. Between two
    pieces the thread rests for `ms` milliseconds. `when`: `later` for what goes, which would pile up behind what comes.
    """
    when(context, partial(_turn, context, do_some, ms, when))


def _turn(context: QObject, do_some: Callable[[], bool], ms: int, when: Callable[..., None]) -> None:
    """Apart from `in_turns`: a function in it that names itself would keep, until the next collection, all it uses."""
    if do_some():
        when(context, partial(_turn, context, do_some, ms, when), ms)
