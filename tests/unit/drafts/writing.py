"""A writer on a file that does what the test says."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.drafts.jobs import Call
from desktop_app.drafts.models import PendingSave
from desktop_app.drafts.writer import Writer
from tests.unit.drafts.support import LIMIT, Answer

FULL = sqlite3.OperationalError("full")
FULL.sqlite_errorcode = sqlite3.SQLITE_FULL
BROKEN = sqlite3.DatabaseError("malformed")
BROKEN.sqlite_errorcode = sqlite3.SQLITE_CORRUPT


class Handle:
    """In place of a file: `error` is what a change meets, `free` lets it go on, `journal` is how it was emptied.

    `refusal`: what a change of the dossier «rotto» meets, alone or among others.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.connection, self.is_closed = path, None, False
        self.refusal: Exception | None = None
        self.error: Exception | None = None
        self.runs: list[object] = []
        self.journal: list[bool] = []
        self.checkpointed = threading.Event()
        self.closed = False
        self.free = threading.Event()
        self.free.set()

    def run(self, work: Callable[[Any], Any]) -> Any:
        assert self.free.wait(LIMIT)
        if self.error is not None:
            raise self.error
        self.runs.append(work(self))
        return self.runs[-1]

    def checkpoint(self, all_of_it: bool = False) -> bool:
        self.journal.append(all_of_it)
        self.checkpointed.set()
        return True

    def pop_notice(self) -> str:
        return ""

    def close(self) -> None:
        self.closed = self.is_closed = True


def save(thread: Writer, number: int, id: str = "id") -> Answer:
    answer = Answer()
    thread.put(PendingSave(id, str(number), "", "", "", None, False, answer.done, answer.failed, []))
    return answer


def busy(thread: Writer, handle: Handle) -> None:
    """Lets it begin a change that does not end before `handle.free`."""
    begun = threading.Event()
    handle.free.clear()

    def work(_: object) -> str:
        return "busy"

    run = handle.run

    def watched(work: Callable[[Any], Any]) -> Any:
        begun.set()
        handle.run = run  # type: ignore[method-assign]  # each run is watched, or fails
        return run(work)

    handle.run = watched  # type: ignore[method-assign]  # each run is watched, or fails
    thread.put(Call(work))
    assert begun.wait(LIMIT)
