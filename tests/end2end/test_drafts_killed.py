"""Killed at any moment: every change that was acknowledged is there again, and the file is whole.

Run as a program with a folder, this is the one that gets killed: it edits and prints what was acknowledged.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts.models import Saved
from desktop_app.drafts.store import Drafts
from desktop_app.drafts.versions.thinning import LAST
from desktop_app.engine.answers.draft import Draft, parse

FIELDS = 40
MOST = 3_000  # changes in one life


def after(n: int) -> Draft:
    """The dossier after n changes: change n sets one field, and the count."""
    answers = {
        f"campo_{k}": f"valore {last} con qualche parola" for k in range(FIELDS) if (last := n - (n - k) % FIELDS) > 0
    }
    return Draft("regione/modulo_2026", {**answers, "n": str(n)})


def count(text: str) -> int:
    return int(parse(text.encode()).answers.get("n", 0))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def edit(folder: Path) -> None:
    say("start")
    drafts = Drafts(folder)
    drafts.open()
    rows = drafts.rows()
    id = rows[0].id if rows else drafts.create(after(0).to_json(), "regione/modulo_2026", "Titolo")
    drafts.remember_open(id, "passo")
    waiting = threading.Semaphore(5)  # as many changes are on their way at once
    first = count(drafts.read(id).content)
    for n in range(first + 1, first + MOST):

        def done(saved: Saved, n: int = n) -> None:
            say(json.dumps({"n": n, "revision": saved.revision}))
            waiting.release()

        waiting.acquire()
        drafts.save(id, after(n).to_json(), f"Titolo {n}", f"passo {n % 9}", done)
    drafts.flush(60)


def live_and_die(folder: Path, chance: random.Random) -> list[dict[str, int]]:
    """One life of the program, until it is killed; gives what it acknowledged."""
    root = str(Path(__file__).parents[2])
    command = [sys.executable, __file__, str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": root})
    assert process.stdout is not None
    with process, process.stdout:
        lines = [process.stdout.readline()]
        for _ in range(chance.choice([0, 0, 1, 2, chance.randrange(100)])):
            lines.append(process.stdout.readline())
        time.sleep(chance.random() * (0.1 if len(lines) == 1 else 0.01))
        process.kill()
        lines += process.stdout.readlines()
    assert lines[0] == b"start\n"
    return [json.loads(line) for line in lines[1:] if line.endswith(b"\n")]


def kill(folder: Path, times: int, seed: int) -> int:
    """Kills and looks, again and again on the same file; gives how many changes were acknowledged."""
    chance = random.Random(seed)
    total = reached = 0
    for life in range(times):
        acknowledged = live_and_die(folder, chance)
        total += len(acknowledged)
        reached = check(folder, life, reached, acknowledged)
    return total


def check(folder: Path, life: int, reached: int, acknowledged: list[dict[str, int]]) -> int:
    drafts = Drafts(folder)
    opened = drafts.open()
    assert opened.set_aside is None
    stored = None
    if rows := drafts.rows():
        assert len(rows) == 1, life
        stored = drafts.read(rows[0].id)
        reached = check_dossier(drafts, rows[0].id, life, reached, acknowledged)
    else:
        assert not acknowledged and not reached
    if acknowledged:
        assert stored is not None
        assert (opened.recovered, opened.draft) == (True, stored.id)
    assert drafts.close(30)
    with closing(sqlite3.connect(drafts.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return reached


def check_dossier(drafts: Drafts, id: str, life: int, reached: int, acknowledged: list[dict[str, int]]) -> int:
    stored = drafts.read(id)
    n = count(stored.content)
    assert n >= max([reached, *(each["n"] for each in acknowledged)]), f"life {life}: lost"
    assert stored.content == after(n).to_json(), f"life {life}: torn"
    assert stored.title in (f"Titolo {n}", "Titolo")
    history = drafts.history(id)
    of_last = range(max(stored.first, stored.last - LAST + 1), stored.last + 1)
    assert [each.number for each in history][-LAST:] == list(of_last)
    by_number = {each.number: count(each.content) for each in history}
    for each in acknowledged[-LAST // 2 :]:  # some that nobody heard of may have come after them
        assert by_number[each["revision"]] == each["n"], f"life {life}: a step is missing"
    return n


def test_kills_lose_nothing(quick_folder: Path) -> None:
    assert kill(quick_folder / "dati", 6, 1) > 20


@pytest.mark.long
def test_two_hundred_kills_lose_nothing(quick_folder: Path) -> None:
    assert kill(quick_folder / "dati", 200, 2) > 1_000


if __name__ == "__main__":
    edit(Path(sys.argv[1]))
