"""The one thread beside the window's: it makes, draws and prints PDFs, reads forms, makes backups.

Work is a generator that runs in it. What it yields is its progress; at each yield it can be stopped, and more urgent
work goes first. Progress, result and the sentence of a fault reach the window's thread by callbacks.
"""

from __future__ import annotations

import gc
import heapq
import threading
from collections.abc import Callable, Generator
from typing import Any, Final, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.drafts.faults import StoreFault
from desktop_app.gui.services.garbage import Collector
from desktop_app.gui.widgets.layout.later import in_turn
from desktop_app.pdf.faults import PdfFault
from desktop_app.system.files import FileFault

T = TypeVar("T")
Steps = Generator[object, bool | None, T]  # each yield is answered with whether to stop

CLOSING, ON_SCREEN, NORMAL, BACKGROUND, LONG = range(5)  # how urgent; what is on the screen comes first
UNEXPECTED_FAULT: Final = "Qualcosa in Commessa non ha funzionato. La pratica è salva: riprova, o riavvia il programma."


class JobFault(Exception):
    """Work that cannot be done; its text is a sentence for the user."""


def in_one_step(make: Callable[[], T]) -> Steps[T]:
    """Work without intermediate steps: it can neither be stopped nor be overtaken once it runs."""
    yield from ()
    return make()


class Job:
    """Work that was submitted. Its methods are called in the window's thread."""

    def __init__(self, steps: Steps[Any], **calls: Callable[..., None]) -> None:
        self.steps, self.begun = steps, False
        self.stopping = False
        self._calls = calls

    def stop(self) -> None:
        """Ends the work at its next step; its result is what was done until then."""
        self.stopping = True

    def drop(self) -> None:
        """Cancels it: no callback is called any more, and work that has not begun never does."""
        self.stopping = True
        self._calls.clear()

    @property
    def is_dropped(self) -> bool:
        return not self._calls

    def tell(self, name: str, value: object) -> None:
        """Calls one of the callbacks; after "done" or "failed" none is called any more."""
        call = self._calls.get(name)
        if name != "told":
            self._calls.clear()
        if call:
            call(value)


class _Queued(NamedTuple):
    """A queued job, ordered by rank, then by number; no number comes twice."""

    rank: int
    number: int
    job: Job


class Worker(QObject):
    """The thread and its queue. It starts with the first job; `close` ends it. `say_unexpected` gives the sentence
    about a fault that nobody expected.
    """

    _came = Signal(object, str, object)

    def __init__(self) -> None:
        super().__init__()
        self._queue: list[_Queued] = []
        self._changed = threading.Condition()
        self._numbers = self._closed = 0
        self._thread: threading.Thread | None = None
        self.say_unexpected: Callable[[], str] = lambda: UNEXPECTED_FAULT
        self.when_ready: Callable[[Callable[[], object]], object] = _at_once  # the end of a job waits for it
        self.collector = Collector()  # making a PDF leaves many cycles
        self._came.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        steps: Steps[T],
        done: Callable[[T], None],
        failed: Callable[[str], None],
        told: Callable[[Any], None] | None = None,
        rank: int = NORMAL,
    ) -> Job:
        """Queues work; exactly one of `done` and `failed` is called later, unless the job is dropped."""
        job = Job(steps, done=done, failed=failed, told=told or _ignore)
        with self._changed:
            if self._closed:
                job.drop()
                return job
            self._numbers += 1
            heapq.heappush(self._queue, _Queued(rank, self._numbers, job))
            self._changed.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="pdf", daemon=True)
            self._thread.start()
        return job

    @property
    def is_closed(self) -> bool:
        """Whether nothing is told any more."""
        return bool(self._closed)

    def close(self) -> None:
        """Stops what runs at its next step, forgets the rest, and waits for the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()
        self.collector.close()

    def _hand_over(self, job: Job, name: str, value: object) -> None:
        if self._closed:
            job.drop()
        if name == "broken":
            assert isinstance(value, Exception)
            # at once with what is raised: who waits for the end finds both
            job.tell("failed", self.say_unexpected())
            raise value  # a fault of the program: for the log
        if name == "told":
            job.tell(name, value)
        else:
            in_turn(self, lambda: self.when_ready(lambda: self._end(job, name, value)))  # much may hang on it

    def _end(self, job: Job, name: str, value: object) -> None:
        if self._closed:
            job.drop()
        job.tell(name, value)

    # --- in the other thread -----------------------------------------------------------------------------

    def _run(self) -> None:
        while (place := self._next()) is not None:
            if self._step(place.job):
                with self._changed:
                    heapq.heappush(self._queue, place)

    def _next(self) -> _Queued | None:
        with self._changed:
            self._changed.wait_for(lambda: self._queue or self._closed)
            if not self._closed:
                return heapq.heappop(self._queue)
            left = sorted(self._queue)
            self._queue.clear()
        for place in left:
            if place.rank == CLOSING:
                self._step(place.job)
            place.job.steps.close()
        return None

    def _step(self, job: Job) -> bool:
        """One step; whether there are more."""
        if job.is_dropped:
            job.steps.close()
            return False
        gc.disable()  # as the Collector says, and whatever others may have done
        try:
            told = job.steps.send(job.stopping if job.begun else None)
        except StopIteration as end:
            self._came.emit(job, "done", end.value)
        except (PdfFault, FileFault, StoreFault, JobFault) as fault:
            self._came.emit(job, "failed", str(fault))
        except Exception as error:
            self._came.emit(job, "broken", error)
        else:
            job.begun = True
            self._came.emit(job, "told", told)
            return True
        return False


def _at_once(do: Callable[[], object]) -> None:
    """Nothing is waited for."""
    do()


def _ignore(_: object) -> None:
    """The default for progress that is not shown."""


class Progress(NamedTuple):
    """How far long work is, and what it is about to do."""

    words: str
    done: int
    total: int


class Task(QObject):
    """Long work that the window shows with a strip: `finished` brings its result, `failed` a sentence."""

    progressed = Signal(str, int, int)
    finished = Signal(object)
    failed = Signal(str)

    def __init__(self, worker: Worker, steps: Steps[Any]) -> None:
        super().__init__()
        self._job = worker.submit(steps, self._finish, self._fail, self._tell, LONG)

    def stop(self) -> None:
        """Ends it at the next step; `finished` brings what is done until then."""
        self._job.stop()

    def _tell(self, progress: Progress) -> None:
        self.progressed.emit(progress.words, progress.done, progress.total)

    def _finish(self, result: object) -> None:
        self.finished.emit(result)

    def _fail(self, sentence: str) -> None:
        self.failed.emit(sentence)
