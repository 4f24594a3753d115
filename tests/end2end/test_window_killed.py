"""The real window, killed at any moment while fields are edited: it reopens there, with all that it acknowledged."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop_app.drafts.store import Drafts
from desktop_app.drafts.versions.thinning import LAST
from desktop_app.engine.answers.draft import parse

CHILD = Path(__file__).with_name("window_child.py")
ROOT = Path(__file__).parents[2]
EDITED = 2  # changes acknowledged in a life, at least and on average: a slow machine saves several at once
LIMIT = 60.0  # seconds; no life takes as long, unless the window is broken
Line = dict[str, Any]


def launch(folder: Path, what: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(CHILD), str(folder), what]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)


def live_and_die(folder: Path, chance: random.Random) -> list[Line]:
    """One life of the window, until it is killed; gives what it told."""
    process = launch(folder, str(chance.randrange(10**6)))
    assert process.stdout is not None and process.stderr is not None
    late = threading.Timer(LIMIT, process.kill)
    late.start()
    with process, process.stdout, process.stderr:
        lines = [process.stdout.readline()]
        early = chance.random() < 0.2
        for _ in range(0 if early else chance.choice([2, 3, 8, 20, 40])):
            lines.append(process.stdout.readline())
        time.sleep(chance.random() * (1.0 if early else 0.05))  # the kill must come at any moment, not at a line
        assert late.is_alive(), "the window does nothing"
        late.cancel()
        process.kill()
        lines += process.stdout.readlines()
        errors = process.stderr.read().decode()
    assert "Traceback" not in errors, errors
    assert lines[0] == b'{"started": true}\n', errors
    return [json.loads(line) for line in lines[1:] if line.endswith(b"\n")]


def look(folder: Path) -> Line:
    """The next start: what the window shows."""
    process = launch(folder, "look")
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors.decode()
    lines = [json.loads(line) for line in out.splitlines()]
    assert lines[-1] == {"closed": True}
    return next(line["opened"] for line in lines if "opened" in line)


class Watcher:
    """What must be there by now: the answers of the last life, and the edits that may have reached the disk since."""

    def __init__(self) -> None:
        self.exists = False
        self.answers: Line | None = None
        self.edits: list[Line] = []
        self.steps: list[str] = []
        self.acknowledged: dict[int, Line] = {}
        self.total = 0

    def hear(self, lines: list[Line]) -> None:
        self.acknowledged.clear()
        for line in lines:
            if "opened" in line:
                self.opened(line["opened"])
            elif "step" in line:
                self.steps.append(line["step"])
            elif "edit" in line:
                self.exists = True
                self.edits.append(line["edit"])
            elif "saved" in line:
                self.total += 1
                saved = line["saved"]
                self.acknowledged[saved["revision"]] = saved["answers"]
                self.answers = saved["answers"]
                self.edits = self._since(saved["answers"])
                if saved["step"] in self.steps:
                    del self.steps[: self.steps.index(saved["step"])]

    def _since(self, answers: Line) -> list[Line]:
        """The edits that these answers do not hold yet, or only in part."""
        done = [place for place, each in enumerate(self.edits) if answers.get(each["field"]) == each["value"]]
        return self.edits[done[-1] + 1 :] if done else self.edits

    def opened(self, opened: Line) -> None:
        """The start after a kill: where the user was, with its notice, and everything there."""
        if opened["answers"] is None:
            assert self.answers is None, "the window did not reopen the dossier"
            return
        assert len(opened["notices"]) == 1 and opened["notices"][0].startswith("Commessa si era chiusa all'improvviso.")
        self.assert_holds(opened["answers"])
        assert opened["step"] in self.steps or not self.steps  # killed before it could tell its first one
        self.answers, self.edits = opened["answers"], []
        self.steps = [opened["step"]]

    def assert_holds(self, stored: Line) -> None:
        """The last acknowledged answers, or those after some of the later edits, the last one perhaps half typed."""
        if self.answers is None:
            return
        now = dict(self.answers)
        if stored == now:
            return
        for edit in self.edits:
            typed = stored.get(edit["field"])
            begun = isinstance(typed, str) and edit["value"].startswith(typed)
            if begun and stored == {**now, edit["field"]: typed}:
                return
            now[edit["field"]] = edit["value"]
            if stored == now:
                return
        lost = {id: (value, stored.get(id)) for id, value in self.answers.items() if stored.get(id) != value}
        raise AssertionError(f"acknowledged and not there: {lost}")

    def check_disk(self, folder: Path, copy: Path) -> None:
        """The file as the kill left it, looked at in a copy: whole, nothing lost, no step of undo missing."""
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.lock"))
        drafts = Drafts(copy)
        if not drafts.path.exists():
            assert self.answers is None
            return
        assert drafts.open().set_aside is None
        rows = drafts.rows()
        assert len(rows) == 1 if self.exists else len(rows) <= 1
        if rows:
            self.assert_holds(dict(parse(drafts.read(rows[0].id).content.encode()).answers))
            history = {each.number: parse(each.content.encode()).answers for each in drafts.history(rows[0].id)}
            newest = max(history)
            for revision, answers in self.acknowledged.items():
                if max(min(history), newest - LAST + 1) <= revision < newest:
                    assert history[revision] == answers, f"step {revision} is not as it was acknowledged"
                assert revision <= newest
        assert drafts.close(30)
        with closing(sqlite3.connect(drafts.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def kill(folder: Path, copy: Path, times: int, seed: int) -> int:
    """Kills and looks, again and again on the same file; gives how many changes were acknowledged."""
    chance, watcher = random.Random(seed), Watcher()
    for _ in range(times):
        watcher.hear(live_and_die(folder, chance))
        watcher.check_disk(folder, copy)
    opened = look(folder)
    watcher.opened(opened)
    assert opened["answers"] is not None
    assert look(folder)["notices"] == [], "a session that ended well needs no notice"
    return watcher.total


def test_the_watcher_sees_a_loss() -> None:
    watcher = Watcher()
    edits = [{"field": "a", "value": "k1n1", "step": "s"}, {"field": "b", "value": "k2n2", "step": "s"}]
    saved = {"answers": {"a": "k1n1"}, "revision": 2, "step": "s"}
    watcher.hear([{"edit": edits[0]}, {"saved": saved}, {"edit": edits[1]}])
    for whole in ({"a": "k1n1"}, {"a": "k1n1", "b": "k2"}, {"a": "k1n1", "b": "k2n2"}):
        watcher.assert_holds(whole)
    for lost in ({}, {"a": "k1"}, {"b": "k2n2"}, {"a": "k1n1", "b": "altro"}):
        with pytest.raises(AssertionError, match="acknowledged and not there"):
            watcher.assert_holds(lost)


def test_kills_lose_nothing(tmp_path: Path, data_folder: Path) -> None:
    assert kill(data_folder, tmp_path / "copia", 8, 3) > 8 * EDITED


@pytest.mark.long
def test_two_hundred_kills_lose_nothing(tmp_path: Path, data_folder: Path) -> None:
    assert kill(data_folder, tmp_path / "copia", 200, 4) > 200 * EDITED
