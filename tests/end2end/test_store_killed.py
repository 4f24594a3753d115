"""Killed while it does anything that changes the store: nothing acknowledged is lost, nothing deleted comes back."""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts.file import NAME
from desktop_app.drafts.models import Opened
from desktop_app.drafts.store import Drafts
from desktop_app.system.files import write_atomically
from tests.end2end.ledger import Kept, Ledger
from tests.end2end.lives import Life
from tests.end2end.store_child import FIRST_DAY, FORM, LIMIT, draft, live, mend

MOST_WAIT = 0.02  # seconds after a line was told: the time of the longest thing that the child does
FIRST_START, MIGRATION, REPAIR = 0.1, 0.15, 0.2  # seconds, a little more than each takes
OLDER = sorted((Path(__file__).parents[1] / "data" / "drafts").glob("v0_1_0*.db"))
DELETED = "Cancellata"
ALLOWED = re.compile(
    r"pratiche\.db|pratiche\.db\.versione-\d-[\d-]+|pratiche\.db\.danneggiato-[\d-]+(-wal|-shm|-journal)?"
    r"|impostazioni\.json"
    r"|\.commessa-[0-9a-f]{16}\.tmp"  # goes after an hour, when the next file is written there
    r"|archivio/[0-9a-f]{64}"
    r"|copie/(pratiche|prima-del-ripristino)-[\d-]+\.db"
)


def duty(drafts: Drafts, n: int) -> None:
    """What a start does by itself for what was deleted for good."""
    for _ in drafts.deletion.erase(FIRST_DAY + dt.timedelta(n)):
        pass


def is_whole(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def assert_nothing_false(opened: Opened, ledger: Ledger) -> None:
    """A start that finds what a kill left has nothing to tell but that it was one."""
    assert (opened.notice, opened.set_aside, opened.report) == ("", None, None)
    assert opened.recovered or not ledger.opened
    assert opened.was_there or not ledger.opened


def assert_nothing_left(folder: Path, traces: set[bytes]) -> None:
    """After a start and a good end: no file that was left half made, and no byte of what was deleted for good."""
    for path in (each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        assert ALLOWED.fullmatch(name), name
        if ".danneggiato-" not in name:  # stays as it is until the user lets it go
            data = path.read_bytes()
            assert not [trace for trace in traces if trace in data], f"deleted for good, and still in {name}"


def look(folder: Path, outside: Path, ledger: Ledger) -> None:
    """The next start."""
    drafts = Drafts(folder)
    assert_nothing_false(drafts.open(), ledger)
    ledger.check(drafts, outside)
    duty(drafts, ledger.n)
    found = drafts.damage.check()
    assert found is not None and found.is_sound
    kept = drafts.deletion.set_aside_files()
    for each in kept:
        drafts.deletion.remove_set_aside(each.path)
    if kept:  # while they were there, files of acts that they may have stayed
        duty(drafts, ledger.n)
    assert drafts.close(LIMIT)
    assert is_whole(drafts.path)
    assert_nothing_left(folder, ledger.traces())


def kill(folder: Path, times: int, seed: int) -> Ledger:
    """Kills and looks, again and again in the same folder."""
    ledger, chance = Ledger(), random.Random(seed)
    data, outside = folder / "dati", folder / "fuori"
    outside.mkdir()
    for _ in range(times):
        life = Life(live, folder / "log", data, outside, folder / "log", chance.randrange(10**9), ledger.n)
        life.wait(chance.choice([0, 1, 2, 5, 20, 50, 100]), chance, MOST_WAIT)
        life.kill()
        ledger.hear(life.told())
        look(data, outside, ledger)
        age(outside)
    write_atomically(outside / "ultimo", b"")
    assert not [*outside.glob(".commessa-*.tmp")]
    return ledger


def age(folder: Path) -> None:
    """What a kill left half written there counts as left from now on."""
    for each in folder.glob(".commessa-*.tmp"):
        os.utime(each, (0, 0))


def kill_first_starts(folder: Path, times: int, seed: int) -> int:
    """Each in a folder that was never used; gives how many had begun to make a file."""
    chance, begun = random.Random(seed), 0
    for number in range(times):
        data = folder / str(number)
        life = Life(mend, folder / "log", data, folder / "log")
        life.wait(1, chance, FIRST_START)
        life.kill()
        was_there = (data / NAME).exists()
        begun += data.exists() and any(data.iterdir())
        life.told()
        drafts = Drafts(data)
        opened = drafts.open()
        assert (opened.notice, opened.report, opened.was_there) == ("", None, was_there)
        assert drafts.rows() == [] and drafts.close(LIMIT)
        assert [each.name for each in data.iterdir()] == [NAME]
    return begun


def kill_migrations(folder: Path, times: int, seed: int) -> int:
    """Each of a file of an earlier version, two in a row; gives how many had begun."""
    chance, begun = random.Random(seed), 0
    for number in range(times // 2):
        data = folder / str(number)
        data.mkdir()
        shutil.copyfile(chance.choice(OLDER), data / NAME)
        before = contents(data / NAME)
        for _ in range(2):
            life = Life(mend, folder / "log", data, folder / "log")
            life.wait(1, chance, MIGRATION)
            life.kill()
            life.told()
            begun += len([*data.iterdir()]) > 1
        drafts = Drafts(data)
        opened = drafts.open()
        assert (opened.notice, opened.set_aside, opened.report, opened.was_there) == ("", None, None, True)
        assert drafts.close(LIMIT) and is_whole(drafts.path)
        assert contents(drafts.path) == before
        assert len([*data.glob(f"{NAME}.versione-*")]) <= 1, "a copy of the same file for each start"
        assert_nothing_left(data, set())
    return begun


def contents(path: Path) -> list[tuple[str, str, bytes]]:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT id, title, content FROM drafts JOIN contents ON draft = id ORDER BY id"
        return connection.execute(query).fetchall()


def kill_repairs(folder: Path, times: int, seed: int) -> int:
    """Each of a file with a damage that loses nothing; gives how many were killed before the new one was in place."""
    chance, midway = random.Random(seed), 0
    truth = folder / "prima"
    before = make_truth(truth)
    for number in range(times // 2):
        data = folder / str(number)
        shutil.copytree(truth, data)
        break_(data / NAME, chance.choice(["head", "index", "marked"]))
        for _ in range(2):
            life = Life(mend, folder / "log", data, folder / "log")
            life.wait(1, chance, REPAIR)
            life.kill()
            midway += not any("mended" in line for line in life.told())
        drafts = Drafts(data)
        drafts.open()
        found = drafts.damage.check()
        if found is not None and not found.is_sound:
            drafts.damage.repair()
        assert drafts.close(LIMIT) and is_whole(drafts.path)
        assert contents(drafts.path) == before
        assert len(drafts.deletion.set_aside_files()) == 1
        assert_nothing_left(data, {DELETED.encode()})
    return midway


def make_truth(folder: Path) -> list[tuple[str, str, bytes]]:
    """Dossiers, of which a copy has some, and one that was deleted for good."""
    drafts = Drafts(folder)
    drafts.open()
    for n in range(20):
        drafts.create(draft(f"nome{n}", n), FORM, f"nome{n}, {n}")
    gone = drafts.create(draft(DELETED, 0), FORM, DELETED)
    drafts.daily_backup(FIRST_DAY)
    drafts.bin(gone)
    drafts.empty_bin()
    duty(drafts, 0)
    for row in drafts.rows()[:5]:
        drafts.save(row.id, draft("nome", 100), "nome, 100")
    assert drafts.close(LIMIT)
    return contents(drafts.path)


def break_(path: Path, how: str) -> None:
    """Three ways to be damaged: seen at the start, by the look from end to end, and by the session before."""
    if how == "marked":
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE session SET closed = 2")
        return
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'exports_of_draft'").fetchone()
    with path.open("r+b") as file:
        file.seek(68 if how == "head" else (page - 1) * 4096)
        file.write(b"rovinato")


def test_the_ledger_sees_what_is_lost_and_what_comes_back() -> None:
    ledger = Ledger()
    ledger.hear([
        {"k": 1, "op": "create"}, {"ok": 1, "made": "a"}, {"k": 2, "op": "create"}, {"ok": 2, "made": "b"},
        {"k": 3, "op": "bin", "id": "b"}, {"k": 4, "op": "empty"}, {"ok": 3, "made": None}, {"ok": 4, "made": 1},
        {"k": 5, "op": "save", "id": "a"}, {"k": 6, "op": "save", "id": "a"}, {"ok": 5, "made": 2},
        {"k": 7, "op": "create"},
    ])  # fmt: skip
    assert ledger.settled({"a": Kept(5)}).gone == {"b"}
    ledger.settled({"a": Kept(6)})
    ledger.settled({"a": Kept(6), "c": Kept(7)})
    for wrong in ({}, {"a": Kept(1)}, {"a": Kept(5), "c": Kept(7)}, {"a": Kept(6), "b": Kept(2)}):
        with pytest.raises(AssertionError, match="acknowledged"):
            ledger.settled(wrong)
    assert ledger.tally.acknowledged == 5 and ledger.tally.deleted == 1


def test_the_ledger_sees_an_act_that_is_lost() -> None:
    ledger = Ledger()
    ledger.hear([
        {"k": 1, "op": "create"}, {"ok": 1, "made": "a"}, {"k": 2, "op": "act", "id": "a"}, {"ok": 2, "made": None},
        {"k": 3, "op": "unact", "id": "a", "act": 2},
    ])  # fmt: skip
    ledger.settled({"a": Kept(1)})  # it may have been taken away
    ledger.state = ledger.settled({"a": Kept(1, acts=frozenset({2}))})
    ledger.hear([{"k": 4, "op": "act", "id": "a"}, {"ok": 4, "made": None}])
    with pytest.raises(AssertionError, match="acknowledged"):
        ledger.settled({"a": Kept(1)})


def test_kills_lose_nothing_and_bring_nothing_back(quick_folder: Path) -> None:
    ledger = kill(quick_folder, 8, 1)
    assert ledger.tally.acknowledged > 20


@pytest.mark.parametrize("what", [kill_first_starts, kill_migrations, kill_repairs])
def test_starts_that_are_killed_are_as_if_they_had_not_been(quick_folder: Path, what: Callable[..., int]) -> None:
    what(quick_folder, 4, 1)


@pytest.mark.long
def test_four_hundred_kills_lose_nothing_and_bring_nothing_back(quick_folder: Path) -> None:
    ledger = kill(quick_folder, 400, 2)
    assert ledger.tally.acknowledged > 2_000 and ledger.tally.deleted > 20
    sys.stdout.write(f"{ledger.tally}\n")


@pytest.mark.long
@pytest.mark.parametrize("what", [kill_first_starts, kill_migrations, kill_repairs])
def test_a_hundred_starts_that_are_killed(quick_folder: Path, what: Callable[..., int]) -> None:
    assert what(quick_folder, 100, 2) > 20
