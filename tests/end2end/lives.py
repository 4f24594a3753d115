"""Processes that end before their time: killed, or stopped while the disk is taken away, each told from where it was.

They are copies of one process that has read the program already (where the system can make such), so that a thousand
of them take minutes.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

LIMIT = 120.0  # seconds; nothing takes as long, unless it is broken
PAUSE = 0.0005
Line = dict[str, Any]

# What is read only when it is needed; each process also reads again what runs the tests.
_LATE = ("desktop_app.drafts.migrations", "desktop_app.drafts.damage.salvage", "pytest")
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_CONTEXT: Any = multiprocessing.get_context(_METHOD)
if _METHOD == "forkserver":
    _CONTEXT.set_forkserver_preload(["tests.end2end.store_child", *_LATE])


class Life:
    """A process that tells what it does in a file, which must not be there yet."""

    def __init__(self, target: Callable[..., None], log: Path, *arguments: object) -> None:
        self._log = log
        self._process: BaseProcess = _CONTEXT.Process(target=target, args=arguments, daemon=True)
        self._process.start()

    def wait(self, lines: int, chance: random.Random, most: float) -> None:
        """Until it has told so many lines, and then for at most so many seconds; shorter pauses are likelier."""
        end = time.monotonic() + LIMIT
        while self._log_size() < lines and self._process.is_alive():
            assert time.monotonic() < end, "it does nothing"
            time.sleep(PAUSE)
        time.sleep(most * chance.random() ** 3)  # the end must come at any moment, not at a line

    def _log_size(self) -> int:
        try:
            return self._log.read_bytes().count(b"\n")
        except FileNotFoundError:
            return 0

    def stop(self) -> None:
        """From now on it does nothing any more, not even die."""
        assert self._process.pid is not None
        os.kill(self._process.pid, signal.SIGSTOP)
        while _state(self._process.pid) not in "Tt":
            time.sleep(PAUSE)

    def kill(self) -> None:
        self._process.kill()
        self._process.join(LIMIT)
        self._process.close()

    def told(self) -> list[Line]:
        """Every whole line; the file is taken away."""
        data = self._log.read_bytes() if self._log.exists() else b""
        self._log.unlink(missing_ok=True)
        return [json.loads(line) for line in data.split(b"\n")[:-1]]


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
