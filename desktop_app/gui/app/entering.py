"""The looks at a folder and its lock that may take long: beside the window's thread, or a little at a time."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Final

from desktop_app.gui.app import instance
from desktop_app.gui.app.gate import Elsewhere
from desktop_app.gui.app.instance import Claim, Instance
from desktop_app.gui.shell.window import Window
from desktop_app.system import folder_state
from desktop_app.system.folder_state import FolderTrouble

SILENT_SECONDS = 1.0  # that a start shows nothing at all
STANDSTILL_SECONDS: Final = 0.04  # that a window may stand still


def look_at(folder: Path, before: Window | None = None) -> FolderTrouble | Elsewhere | None:
    """What is wrong with a folder, looked at in a thread: on a network that is gone it may take minutes to answer.

    Who waits is told, in front of the window `before`, where there is one.
    """
    found: list[FolderTrouble | None] = []
    over = threading.Event()

    def look() -> None:
        try:
            found.append(folder_state.prepare(folder))
        except Exception:  # whatever it is, nobody may wait for ever
            found.append(FolderTrouble("unusable", folder))
        over.set()

    threading.Thread(target=look, name="folder", daemon=True).start()
    if not over.wait(SILENT_SECONDS if before is None else STANDSTILL_SECONDS):
        from desktop_app.gui.app.waiting import of_folder, wait_for

        answer = wait_for(lambda: found or None, of_folder(folder, is_start=before is None), before)
        if isinstance(answer, Elsewhere):
            return answer
    return found[0]


def claim_lock(lock: Instance, file: str) -> Claim | Elsewhere:
    """Takes the lock of a folder or hands the file over; whoever holds it and is silent is waited for, and named."""
    until = time.monotonic() + instance.PATIENCE_SECONDS
    first = lock.claim(file, min(SILENT_SECONDS, instance.PATIENCE_SECONDS))
    if first.state != "silent" or time.monotonic() >= until:
        return first
    from desktop_app.gui.app.waiting import HOLDER, wait_for

    def again() -> Claim | None:
        found = lock.claim(file, 0)
        return found if found.state != "silent" or time.monotonic() >= until else None

    return wait_for(again, HOLDER)
