"""Trouble for the window: small disks, locks, and what must still be true meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desktop_app.gui.steps.field_item import FieldItem
from tests.gui.support.program import Program

HERE = "Quello che hai scritto è ancora qui."
NOT_SAVED = "Non salvato: quello che hai scritto è ancora qui"
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


def field(program: Program, number: int = 0, kind: str = "text") -> str:
    parts = program.view.parts().values()
    found = [
        part.field.id for part in parts
        if isinstance(part, FieldItem) and part.field.spec.type == kind and not part.field.formula
        and part.isVisible() and not part.field.spec.suggestions
    ]  # fmt: skip
    return found[number]


def held(program: Program, id: str) -> object:
    """What the file on the disk holds."""
    return program.stored_draft.answers.get(id)


def assert_told(program: Program, sentence: str, field: str, words: str) -> None:
    """The sentence, and everything still there and editable."""
    program.notice(sentence)
    assert len(program.notices()) == 1
    assert program.status() == NOT_SAVED
    assert program.view.isVisible() and program.draft.answers[field] == words
