"""The thread that owns the writing connection. Changes stay in a queue until they are on the disk."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections import deque
from collections.abc import Callable
from itertools import takewhile
from typing import Any, TypeVar

from desktop_app.drafts import faults
from desktop_app.drafts.changes import mark_session, save
from desktop_app.drafts.faults import Error, StoreFault, explain, is_damage
from desktop_app.drafts.file import Connection
from desktop_app.drafts.handle import DatabaseHandle
from desktop_app.drafts.models import PendingSave, Saved

RETRY_SECONDS = 2.0  # until a failed change is tried again
IDLE_SECONDS = 1.0  # without work, until the journal is moved into the file
CALL_SECONDS = 10.0  # that a caller waits for an answer

T = TypeVar("T")


class Call:
    """Work for the writer whose end a caller may wait for (`over`).

    `wipe`: empties the journal afterwards, so that nothing deleted stays in it. `on_handle`: the work is given the
    DatabaseHandle outside any transaction, instead of the connection inside one.
    """

    def __init__(self, work: Callable[[Any], Any], wipe: bool = False, on_handle: bool = False) -> None:
        self.work, self.wipe, self.on_handle = work, wipe, on_handle
        self.result: Any = None
        self.fault: StoreFault | None = None
        self.over = threading.Event()


class Writer:
    """Takes changes from any thread and makes them in that order. A change that fails stays queued and is retried."""

    def __init__(self, handle: DatabaseHandle) -> None:
        self._handle = handle
        self._queue: deque[PendingSave | Call] = deque()
        self._changed = threading.Condition()
        self._woken = self._stopping = self._journal_grown = self._damage_seen = False
        self._failing = ""
        self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
        self._thread.start()

    # --- from any thread ---------------------------------------------------------------------------------

    def put(self, job: PendingSave | Call) -> None:
        """Queues a job and returns at once."""
        with self._changed:
            if self._stopping:
                raise faults.closed()
            self._queue.append(job)
            self._woken = True
            self._changed.notify_all()

    def call(self, work: Callable[[Connection], T], wipe: bool = False) -> T:
        """Does some work after all that is queued, and waits for its result. Raises StoreFault."""
        result: T = self._wait_for(Call(work, wipe=wipe))
        return result

    def replace_file(self, work: Callable[[DatabaseHandle], None]) -> None:
        """Works on the file itself after all that is queued, and waits for it. Raises StoreFault."""
        self._wait_for(Call(work, on_handle=True))

    def _wait_for(self, job: Call) -> Any:
        self.put(job)
        if not job.over.wait(CALL_SECONDS):
            with self._changed, contextlib.suppress(ValueError):
                self._queue.remove(job)  # not queued any more: it is being done now
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
        """Why the last attempt failed, in Italian; empty if it succeeded."""
        return self._failing

    def retry(self) -> None:
        """Tries the failed changes now."""
        with self._changed:
            self._woken = True
            self._changed.notify_all()

    def flush(self, timeout: float) -> bool:
        """Waits until nothing is pending; False after `timeout` seconds."""
        self.retry()
        with self._changed:
            return self._changed.wait_for(lambda: not self._pending(), timeout)

    def stop(self, timeout: float) -> bool:
        """Ends the thread after a last attempt of `timeout` seconds; True if every change is on the disk."""
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
        while self._wait_for_work():
            with self._changed:
                self._woken = False
                saves = list(takewhile(lambda job: isinstance(job, PendingSave), self._queue))
                first = self._queue[0] if self._queue else None
            if saves:
                self._save([job for job in saves if isinstance(job, PendingSave)])
            elif isinstance(first, Call):
                self._call(first)
        self._end()

    def _wait_for_work(self) -> bool:
        """Waits for the next job; meanwhile moves the journal into the file. False when the thread has to end."""
        with self._changed:
            while True:
                if self._queue and (self._woken or not self._failing):
                    return True
                if self._stopping:
                    return False
                rest = RETRY_SECONDS if self._queue else IDLE_SECONDS if self._journal_grown else None
                if not self._changed.wait_for(lambda: self._woken or self._stopping, rest):
                    if self._queue:
                        return True
                    self._move_journal()
                elif not self._queue:
                    self._woken = False

    def _move_journal(self) -> None:
        self._journal_grown = False
        with contextlib.suppress(Error):
            self._handle.checkpoint()

    def _save(self, jobs: list[PendingSave]) -> None:
        try:
            results = self._handle.run(lambda connection: [save(connection, job) for job in jobs])
        except Exception as error:
            self._failed(jobs, error)
            return
        self._failing, self._journal_grown = "", True
        notice = self._handle.pop_notice()
        with self._changed:
            for _ in jobs:
                self._queue.popleft()
            self._changed.notify_all()
        for job, saved in zip(jobs, results, strict=True):
            if job.done:
                _notify(job.done, saved._replace(notice=notice) if notice else saved)

    def _failed(self, jobs: list[PendingSave], error: Exception) -> None:
        """Keeps the changes in the queue; the calls queued behind them fail with the same cause."""
        fault = self._as_fault(error)
        self._failing = fault.saving()
        with self._changed:
            calls = [job for job in self._queue if isinstance(job, Call)]
            self._queue = deque(job for job in self._queue if isinstance(job, PendingSave))
        for call in calls:
            call.fault = StoreFault(fault.cause, fault.remedy, faults.CHANGING)
            call.over.set()
        for job in jobs:
            if job.failed and job.reported[-1:] != [self._failing]:
                job.reported.append(self._failing)
                _notify(job.failed, self._failing)

    def _call(self, job: Call) -> None:
        try:
            job.result = job.work(self._handle) if job.on_handle else self._handle.run(job.work)
            if job.wipe:
                self._handle.checkpoint(all_of_it=True)
        except Exception as error:
            job.fault = self._as_fault(error)
        self._journal_grown = True
        with self._changed:
            with contextlib.suppress(ValueError, IndexError):
                self._queue.remove(job)
            self._changed.notify_all()
        job.over.set()

    def _as_fault(self, error: Exception) -> StoreFault:
        self._damage_seen = self._damage_seen or is_damage(error)
        return explain(error, self._handle.path.parent, faults.CHANGING)

    def _end(self) -> None:
        """Marks the session as closed, unless changes are left or damage was seen: then the next start checks all."""
        if not self._pending() and not self._damage_seen:
            with contextlib.suppress(Exception):
                self._handle.run(lambda connection: mark_session(connection, closed=True))
        self._handle.close()
        for job in self._queue:
            if isinstance(job, Call):
                job.fault = faults.closed()
                job.over.set()


def _notify(callback: Callable[[Any], object], what: Saved | str) -> None:
    """Calls back; an exception there is reported to threading.excepthook and does not stop the writer."""
    try:
        callback(what)
    except Exception:
        threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
