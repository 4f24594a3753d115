"""Killed in the middle of a restore: the dossiers are all of the one file or all of the other, never less.

Run as a program with a folder and two copies, this is the one that gets killed: it restores them in turn.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_app.drafts.store import Drafts
from desktop_app.engine.answers.draft import Draft

FORM = "regione/modulo_2026"


def go_round(folder: Path, *sources: Path) -> None:
    drafts = Drafts(folder)
    drafts.open()
    while True:
        for source in sources:
            sys.stdout.write("restoring\n")
            sys.stdout.flush()
            drafts.restore_backup(source)


def make_copy(folder: Path, target: Path, number: int) -> set[str]:
    """A copy with so many dossiers; gives their titles."""
    drafts = Drafts(folder)
    drafts.open()
    titles = {f"{target.name} {each}" for each in range(number)}
    for title in titles:
        id = drafts.create(Draft(FORM, {"testo": "x" * 20_000}).to_json(), FORM, title)
        drafts.acts.record(id, "prova", {}, title.encode() * 1_000)
    drafts.back_up_to(target)
    assert drafts.close(30)
    return titles


def live_and_die(folder: Path, sources: list[Path], chance: random.Random) -> None:
    root = str(Path(__file__).parents[2])
    command = [sys.executable, __file__, str(folder), *map(str, sources)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": root})
    assert process.stdout is not None
    with process, process.stdout:
        for _ in range(chance.randrange(1, 4)):
            assert process.stdout.readline() == b"restoring\n"
        time.sleep(chance.random() * 0.06)
        process.kill()


def kill(folder: Path, times: int, seed: int) -> None:
    chance = random.Random(seed)
    sources = [folder / "prima", folder / "seconda"]
    possible = [make_copy(folder / name, source, number)
                for name, source, number in zip("ab", sources, (3, 40), strict=True)]  # fmt: skip
    for life in range(times):
        live_and_die(folder / "a", sources, chance)
        drafts = Drafts(folder / "a")
        opened = drafts.open()
        assert opened.notice == "", life
        found = {row.title for row in drafts.rows()}
        assert found in possible, f"life {life}: {len(found)} dossiers"
        for row in drafts.rows():
            assert len(drafts.read(row.id).content) > 20_000
            (act,) = drafts.acts.of(row.id)
            assert act.file is not None and drafts.archive.read(act.file) == row.title.encode() * 1_000
        for copy in drafts.backups():
            drafts.check_backup(copy.path)
        assert drafts.close(30)


def test_kills_lose_nothing(quick_folder: Path) -> None:
    kill(quick_folder, 4, 1)


@pytest.mark.long
def test_a_hundred_kills_lose_nothing(quick_folder: Path) -> None:
    kill(quick_folder, 100, 2)


if __name__ == "__main__":
    go_round(*map(Path, sys.argv[1:]))
