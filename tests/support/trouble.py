"""Trouble for the store: a full disk, another program that holds the file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
    "c.execute('BEGIN IMMEDIATE'); print('ok', flush=True); sys.stdin.read(); c.execute('ROLLBACK'); c.close()"
)


def fill_up(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as stream:
        try:
            while stream.write(bytes(4096)):
                pass
        except OSError:
            return filler
    raise AssertionError("the disk has no end")


class Locker:
    """Another program that holds the file's write lock until `end`."""

    def __init__(self, path: Path) -> None:
        command = [sys.executable, "-c", LOCK, str(path)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdout is not None and self.process.stdout.readline().strip() == b"ok"

    def end(self) -> None:
        self.process.communicate(timeout=20)


@contextmanager
def lockers() -> Iterator[Callable[[Path], Locker]]:
    """Makes such programs; they have ended afterwards."""
    made: list[Locker] = []

    def make(path: Path) -> Locker:
        made.append(Locker(path))
        return made[-1]

    try:
        yield make
    finally:
        for each in made:
            each.process.kill()
            each.process.wait()
            for stream in (each.process.stdin, each.process.stdout):
                if stream is not None:
                    stream.close()
