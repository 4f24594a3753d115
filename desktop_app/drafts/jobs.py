"""What the writer is given to do, and how whoever gave it is told of the end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from desktop_app.drafts.changes import report
from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.models import PendingSave, Saved


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


def tell_failed(job: PendingSave, sentence: str) -> None:
    """Tells why a change is not stored; the same sentence once."""
    if job.failed and job.reported[-1:] != [sentence]:
        job.reported.append(sentence)
        notify(job.failed, sentence)


def notify(callback: Callable[[Any], object], what: Saved | str) -> None:
    """Calls back; an exception there is reported and does not stop the writer."""
    try:
        callback(what)
    except Exception as error:
        report(error)
