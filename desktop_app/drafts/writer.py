"""The thread that owns the writing connection. Changes wait in line until they are on the disk."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections import deque
from collections.abc import Callable
from itertools import takewhile
from typing import Any, TypeVar

from desktop_app.drafts import faults
from desktop_app.drafts.changes import mark, save
from desktop_app.drafts.faults import Error, StoreFault, explain, is_damage
from desktop_app.drafts.file import Connection
from desktop_app.drafts.handle import DatabaseHandle
from desktop_app.drafts.models import PendingSave, Saved

RETRY = 2.0  # seconds until what failed is tried again
IDLE = 1.0  # seconds without work until the journal is moved into the file
LIMIT = 10.0  # seconds that a caller waits for an answer

T = TypeVar("T")


class Call:
    """Work that somebody waits for, if he likes; with `wipe`, what it deleted leaves the journal, too.

    With `bare` it gets the held file itself, outside any transaction.
    """

    def __init__(self, work: Callable[[Any], Any], wipe: bool = False, bare: bool = False) -> None:
        self.work, self.wipe, self.bare = work, wipe, bare
        self.result: Any = None
        self.fault: StoreFault | None = None
        self.over = threading.Event()


class Writer:
    """Takes changes from any thread, in their order. Those that fail stay in line and are tried again."""

    def __init__(self, held: DatabaseHandle) -> None:
        self._held = held
        self._queue: deque[PendingSave | Call] = deque()
        self._changed = threading.Condition()
        self._go = self._stopping = self._moved = self._suspect = False
        self._failing = ""
        self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
        self._thread.start()

    # --- from any thread ---------------------------------------------------------------------------------

    def put(self, job: PendingSave | Call) -> None:
        """Puts a job in line and returns at once."""
        with self._changed:
            if self._stopping:
                raise faults.closed()
            self._queue.append(job)
            self._go = True
            self._changed.notify_all()

    def call(self, work: Callable[[Connection], T], wipe: bool = False) -> T:
        """Does something after all that is in line, and waits for it. Raises StoreFault."""
        result: T = self._wait_for(Call(work, wipe=wipe))
        return result

    def replace_file(self, work: Callable[[DatabaseHandle], None]) -> None:
        """Does something with the file itself after all that is in line, and waits for it. Raises StoreFault."""
        self._wait_for(Call(work, bare=True))

    def _wait_for(self, job: Call) -> Any:
        self.put(job)
        if not job.over.wait(LIMIT):
            with self._changed, contextlib.suppress(ValueError):
                self._queue.remove(job)  # else it is being done at this moment
            if not job.over.is_set():
                raise faults.slow()
        if job.fault is not None:
            raise job.fault
        return job.result

    def pending(self) -> int:
        """How many changes are not on the disk yet."""
        with self._changed:
            return self._pending()

    def failing(self) -> str:
        """The sentence about the last attempt, empty when it went well."""
        return self._failing

    def retry(self) -> None:
        """Tries now what failed."""
        with self._changed:
            self._go = True
            self._changed.notify_all()

    def flush(self, timeout: float) -> bool:
        """Waits until nothing is pending; False if that took too long."""
        self.retry()
        with self._changed:
            return self._changed.wait_for(lambda: not self._pending(), timeout)

    def stop(self, timeout: float) -> bool:
        """Ends the thread after a last attempt; True if every change is on the disk."""
        durable = self.flush(timeout)
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._thread.join(timeout + 1)
        return durable and not self._thread.is_alive()

    def _pending(self) -> int:
        return sum(isinstance(job, PendingSave) for job in self._queue)

    # --- in the thread -----------------------------------------------------------------------------------

    def _run(self) -> None:
        while self._wait():
            with self._changed:
                self._go = False
                saves = list(takewhile(lambda job: isinstance(job, PendingSave), self._queue))
                first = self._queue[0] if self._queue else None
            if saves:
                self._save([job for job in saves if isinstance(job, PendingSave)])
            elif isinstance(first, Call):
                self._call(first)
        self._end()

    def _wait(self) -> bool:
        """Until there is something to do; False when all is over."""
        with self._changed:
            while True:
                if self._queue and (self._go or not self._failing):
                    return True
                if self._stopping:
                    return False
                rest = RETRY if self._queue else IDLE if self._moved else None
                if not self._changed.wait_for(lambda: self._go or self._stopping, rest):
                    if self._queue:
                        return True
                    self._tidy()
                elif not self._queue:
                    self._go = False

    def _tidy(self) -> None:
        self._moved = False
        with contextlib.suppress(Error):
            self._held.checkpoint()

    def _save(self, jobs: list[PendingSave]) -> None:
        try:
            results = self._held.run(lambda connection: [save(connection, job) for job in jobs])
        except Exception as error:
            self._failed(jobs, error)
            return
        self._failing, self._moved = "", True
        notice = self._held.take_notice()
        with self._changed:
            for _ in jobs:
                self._queue.popleft()
            self._changed.notify_all()
        for job, saved in zip(jobs, results, strict=True):
            if job.done:
                _tell(job.done, saved._replace(notice=notice) if notice else saved)

    def _failed(self, jobs: list[PendingSave], error: Exception) -> None:
        """The changes stay; whoever waits for something behind them hears why it cannot be done."""
        fault = self._understood(error)
        self._failing = fault.saving()
        with self._changed:
            calls = [job for job in self._queue if isinstance(job, Call)]
            self._queue = deque(job for job in self._queue if isinstance(job, PendingSave))
        for call in calls:
            call.fault = StoreFault(fault.cause, fault.remedy, faults.CHANGING)
            call.over.set()
        for job in jobs:
            if job.failed and job.told[-1:] != [self._failing]:
                job.told.append(self._failing)
                _tell(job.failed, self._failing)

    def _call(self, job: Call) -> None:
        try:
            job.result = job.work(self._held) if job.bare else self._held.run(job.work)
            if job.wipe:
                self._held.checkpoint(all_of_it=True)
        except Exception as error:
            job.fault = self._understood(error)
        self._moved = True
        with self._changed:
            with contextlib.suppress(ValueError, IndexError):
                self._queue.remove(job)
            self._changed.notify_all()
        job.over.set()

    def _understood(self, error: Exception) -> StoreFault:
        self._suspect = self._suspect or is_damage(error)
        return explain(error, self._held.path.parent, faults.CHANGING)

    def _end(self) -> None:
        """A session ended well when nothing was left, and the file gave no reason to look at it again."""
        if not self._pending() and not self._suspect:
            with contextlib.suppress(Exception):
                self._held.run(lambda connection: mark(connection, closed=True))
        self._held.close()
        for job in self._queue:
            if isinstance(job, Call):
                job.fault = faults.closed()
                job.over.set()


def _tell(callback: Callable[[Any], object], what: Saved | str) -> None:
    """A fault of the callback is reported, and does not stop the writer."""
    try:
        callback(what)
    except Exception:
        threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
