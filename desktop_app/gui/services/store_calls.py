"""Work on the store, done beside the window's thread: one piece after the other, answered in the window's thread."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from desktop_app.drafts.faults import StoreFault
from desktop_app.engine.faults import DraftFault, FormFault
from desktop_app.gui.widgets.layout.later import in_turn
from desktop_app.system.files import FileFault

PATIENCE_SECONDS = 0.04  # that the window waits for an answer: a disk that works gives it within a few thousandths
FAULTS = (StoreFault, DraftFault, FormFault, FileFault)

T = TypeVar("T")


def while_alive(owner: QObject, do: Callable[[], object]) -> Callable[[], None]:
    """Does something later, unless its widget is gone by then."""
    return lambda: (do(), None)[1] if isValid(owner) else None


class _Request:
    """One piece of work, and who wants to know how it ended."""

    def __init__(
        self, work: Callable[[], Any], done: Callable[[Any], object], failed: Callable[[Exception], object]
    ) -> None:
        self._work, self._done, self._failed = work, done, failed
        self._result: Any = None
        self._fault: Exception | None = None
        self.over = threading.Event()

    def do(self) -> None:
        """In the store's thread."""
        try:
            self._result = self._work()
        except Exception as fault:
            self._fault = fault
        self.over.set()

    def tell(self) -> None:
        """In the window's thread; raises a fault of the program, for the log."""
        if self._fault is None:
            self._done(self._result)
        elif isinstance(self._fault, FAULTS):
            self._failed(self._fault)
        else:
            raise self._fault


class StoreCalls(QObject):
    """The thread and its queue. `waiting` tells whether something is under way that the disk has not answered yet."""

    waiting_changed = Signal(bool)
    _answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._queue: SimpleQueue[_Request | None] = SimpleQueue()
        self._asked: deque[_Request] = deque()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._asked)

    def ask(self, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[Exception], object]) -> None:
        """Does some work after all that was asked before; `done` or `failed` is called before this returns where the
        disk answers at once, else later. Nothing is called any more after `close`.
        """  # fmt: skip
        if self._closed:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="store", daemon=True)
            self._thread.start()
        request = _Request(work, done, failed)
        self._asked.append(request)
        self._queue.put(request)
        if len(self._asked) == 1 and request.over.wait(PATIENCE_SECONDS):
            self._hand_over()
        elif len(self._asked) == 1:
            self.waiting_changed.emit(True)

    def close(self, timeout: float) -> None:
        """Ends the thread when what was asked is done, and waits for it so many seconds."""
        self._closed = True
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join(timeout)

    def _run(self) -> None:
        while (request := self._queue.get()) is not None:
            request.do()
            self._answered.emit()

    def _on_answered(self) -> None:
        in_turn(self, self._hand_over)  # each answer in a turn of its own: much may hang on it

    def _hand_over(self) -> None:
        """Tells one answer, in the order of asking; what is told may ask for more."""
        if self._asked and self._asked[0].over.is_set() and not self._closed:
            request = self._asked.popleft()
            if not self._asked:
                self.waiting_changed.emit(False)
            request.tell()
