"""The thread that owns the writing connection. Changes stay in a queue until they are on the disk."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Any, TypeVar

from desktop_app.drafts import faults
from desktop_app.drafts.changes import DAMAGE_SEEN, PreparedSave, mark_session, prepare, report, save
from desktop_app.drafts.faults import Error, StoreFault, explain, is_damage, is_of_the_program
from desktop_app.drafts.file import Connection
from desktop_app.drafts.handle import DatabaseHandle
from desktop_app.drafts.jobs import Call, notify, tell_failed
from desktop_app.drafts.models import PendingSave

RETRY_SECONDS = 2.0  # until a failed change is tried again
IDLE_SECONDS = 1.0  # without work, until the journal is moved into the file
CALL_SECONDS = 10.0  # that a caller waits for its work to begin

T = TypeVar("T")


class Writer:
    """Takes changes from any thread and makes them in that order.

    A change that the disk refuses stays queued and is tried again; one that no disk can store is put aside, told, and
    counts as pending until a later one of its dossier is stored. `repair` gives a handle on a sound file where damage
    was met; it is asked once.
    """

    def __init__(self, handle: DatabaseHandle, repair: Callable[[], DatabaseHandle] | None = None) -> None:
        self._handle, self._repair, self._make_anew = handle, repair, repair
        self._queue: deque[PendingSave | Call] = deque()
        self._refused: list[PendingSave] = []
        self._begun: Call | None = None
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
            self._wake()

    def call(self, work: Callable[[Connection], T], wipe: bool = False) -> T:
        """Does some work after all that is queued, and waits for its result. Raises StoreFault."""
        result: T = self._wait_for(Call(work, wipe=wipe))
        return result

    def with_handle(self, work: Callable[[DatabaseHandle], T]) -> T:
        """Works on the file itself after all that is queued, and waits for its result. Raises StoreFault."""
        result: T = self._wait_for(Call(work, on_handle=True))
        return result

    def rebuild(self) -> None:
        """Puts a sound file in the place of this one, after all that is queued. Raises StoreFault."""
        self._wait_for(Call(self._rebuild, on_handle=True))

    def note_damage(self) -> None:
        """Damage was met by somebody who reads."""
        self._damage_seen = True

    def _wait_for(self, job: Call) -> Any:
        """Work that does not begin in time is given up; what has begun has no deadline, or it would be done twice."""
        self.put(job)
        if not job.over.wait(CALL_SECONDS):
            with self._changed:
                waits = job in self._queue and job is not self._begun
                if waits:
                    self._queue.remove(job)
            if waits:
                raise faults.slow()
            job.over.wait()
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
        """Tries the failed changes now, also those that were put aside."""
        with self._changed:
            self._queue.extendleft(reversed(self._refused))
            self._refused.clear()
            self._wake()

    def flush(self, timeout: float) -> bool:
        """Waits until nothing is pending; False after `timeout` seconds."""
        with self._changed:
            self._wake()
            return self._changed.wait_for(lambda: not self._pending(), timeout)

    def stop(self, timeout: float) -> bool:
        """Ends the thread after a last attempt of `timeout` seconds; True if every change is on the disk."""
        durable = self.flush(timeout)
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._thread.join(timeout + 1)
        return durable and not self._thread.is_alive()

    def _wake(self) -> None:
        self._woken = True
        self._changed.notify_all()

    def _pending(self) -> int:
        return sum(isinstance(job, PendingSave) for job in self._queue) + len(self._refused)

    # --- in the thread -----------------------------------------------------------------------------------

    def _run(self) -> None:
        while self._wait_for_work():
            with self._changed:
                self._woken = False
                saves = [*takewhile(lambda job: isinstance(job, PendingSave), self._queue)]
                first = self._queue[0] if self._queue else None
                self._begun = first if isinstance(first, Call) else None
            if saves:
                self._save([job for job in saves if isinstance(job, PendingSave)])
            elif isinstance(first, Call):
                self._call(first)
        self._end()

    def _wait_for_work(self) -> bool:
        """Waits for the next job; meanwhile moves the journal into the file. False when the thread has to end.

        The journal is moved without the lock: whoever asks how much is pending would wait for the disk.
        """
        while (has_work := self._has_work()) is None:
            self._move_journal()
        return has_work

    def _has_work(self) -> bool | None:
        """Waits until it is known; None where nothing came for a while, and the journal has grown."""
        with self._changed:
            while True:
                if self._queue and (self._woken or not self._failing):
                    return True
                if self._stopping:
                    return False
                rest = RETRY_SECONDS if self._queue else IDLE_SECONDS if self._journal_grown else None
                if not self._changed.wait_for(lambda: self._woken or self._stopping, rest):
                    return True if self._queue else None
                if not self._queue:
                    self._woken = False

    def _move_journal(self) -> None:
        self._journal_grown = False
        with contextlib.suppress(*Error):
            self._handle.checkpoint()

    # --- saving ------------------------------------------------------------------------------------------

    def _save(self, jobs: Sequence[PendingSave]) -> None:
        ready = []
        for job in jobs:
            try:
                ready.append(prepare(self._handle.connection, job))
            except Exception as error:
                self._refuse(job, error)
        if not ready:
            return
        try:
            self._store(ready)
        except Exception as error:
            left = self._left_after_repair(error)
            if left is None:
                return  # they are still queued, and the file is another one now
            if len(ready) > 1 and not self._handle.is_closed:
                self._save_apart(ready)
            elif is_of_the_program(left):
                self._refuse(ready[0].job, left)
            else:
                self._failed([each.job for each in ready], left)

    def _store(self, prepared: Sequence[PreparedSave]) -> None:
        """All in one transaction, acknowledged when they are on the disk."""
        results = self._handle.run(lambda connection: [save(connection, each) for each in prepared])
        jobs = [each.job for each in prepared]
        self._journal_grown = True
        notice = self._handle.pop_notice()
        with self._changed:
            self._take_out(jobs)
            stored = {job.id for job in jobs}
            self._refused = [job for job in self._refused if job.id not in stored]
            if not self._refused:
                self._failing = ""
            self._changed.notify_all()
        for job, saved in zip(jobs, results, strict=True):
            if job.done:
                notify(job.done, saved._replace(notice=notice) if notice else saved)

    def _save_apart(self, prepared: Sequence[PreparedSave]) -> None:
        """One by one, so that a change that cannot be stored stops no other; those of one dossier keep their order."""
        stuck: list[PendingSave] = []
        fault: Exception | None = None
        for each in prepared:
            if any(job.id == each.job.id for job in stuck):
                stuck.append(each.job)
                continue
            try:
                self._store([each])
            except Exception as error:
                if is_of_the_program(error):
                    self._refuse(each.job, error)
                    continue
                stuck.append(each.job)
                fault = error
        if fault is not None:
            self._failed(stuck, fault)

    def _failed(self, jobs: Sequence[PendingSave], error: Exception) -> None:
        """Keeps the changes in the queue; the calls queued behind them fail with the same cause."""
        fault = self._as_fault(error)
        with self._changed:
            self._failing = fault.saving()
            calls = [job for job in self._queue if isinstance(job, Call)]
            self._queue = deque(job for job in self._queue if isinstance(job, PendingSave))
        for call in calls:
            call.fault = StoreFault(fault.cause, fault.remedy, faults.CHANGING)
            call.over.set()
        for job in jobs:
            tell_failed(job, self._failing)

    def _refuse(self, job: PendingSave, error: Exception) -> None:
        """Puts a change aside that would fail again on any disk."""
        report(error)
        with self._changed:
            self._take_out([job])
            self._refused.append(job)
            self._failing = faults.of_the_program().saving()
            self._changed.notify_all()
        tell_failed(job, self._failing)

    def _take_out(self, jobs: Sequence[PendingSave]) -> None:
        gone = {id(job) for job in jobs}
        self._queue = deque(job for job in self._queue if id(job) not in gone)

    # --- other work --------------------------------------------------------------------------------------

    def _call(self, job: Call) -> None:
        try:
            self._do(job)
        except Exception as error:
            left = self._left_after_repair(error)
            if left is None:
                return  # it is still queued
            job.fault = self._as_fault(left)
        self._journal_grown = True
        with self._changed:
            with contextlib.suppress(ValueError, IndexError):
                self._queue.remove(job)
            self._changed.notify_all()
        job.over.set()

    def _do(self, job: Call) -> None:
        job.result = job.work(self._handle) if job.on_handle else self._handle.run(job.work)
        if job.wipe:
            self._handle.checkpoint(all_of_it=True)

    def _left_after_repair(self, error: Exception) -> Exception | None:
        """None where the file was damaged and a sound one is in its place now: what failed is tried again on it."""
        if self._repair is None or not (is_damage(error) or self._handle.is_closed):
            return error
        self._handle.close()
        try:
            self._handle = self._repair()
        except Exception as fault:
            return fault  # asked again at the next attempt
        self._repair, self._woken, self._damage_seen = None, True, False
        return None

    def _rebuild(self, handle: DatabaseHandle) -> None:
        assert self._make_anew is not None
        handle.close()
        self._handle, self._damage_seen = self._make_anew(), False

    def _as_fault(self, error: Exception) -> StoreFault:
        self._damage_seen = self._damage_seen or is_damage(error)
        if is_of_the_program(error):
            report(error)
            return faults.of_the_program()
        return explain(error, self._handle.path.parent, faults.CHANGING)

    def _end(self) -> None:
        """Marks the session as closed, unless changes are left; damage that was seen is mended at the next start."""
        closed = DAMAGE_SEEN if self._damage_seen else True
        if self._damage_seen or not self._pending():
            with contextlib.suppress(Exception):
                self._handle.run(lambda connection: mark_session(connection, closed))
        self._handle.close()
        for job in self._queue:
            if isinstance(job, Call):
                job.fault = faults.closed()
                job.over.set()
