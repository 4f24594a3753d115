"""A journal read without SQLite: the same pages as SQLite reads, and damage that SQLite is silent about."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts.damage import wal
from desktop_app.drafts.damage.pages import PageFile
from desktop_app.drafts.file import sidecars
from desktop_app.system import held_files
from desktop_app.system.files import read_start
from desktop_app.system.held_files import READ_ATTEMPTS

FRAME = 24 + 4096


@pytest.fixture
def live(tmp_path: Path) -> Iterator[tuple[Path, sqlite3.Connection]]:
    """A database with ten changes in its journal, as a kill would leave it."""
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("CREATE TABLE t (x)")
        for n in range(10):
            connection.execute("INSERT INTO t VALUES (?)", (f"{n}" * 3_000,))
        yield path, connection


@pytest.fixture
def killed(live: tuple[Path, sqlite3.Connection], tmp_path: Path) -> Path:
    copy = tmp_path / "b.db"
    for one, other in zip((live[0], *sidecars(live[0])[:2]), (copy, *sidecars(copy)[:2]), strict=True):
        shutil.copyfile(one, other)
    return copy


def parts(path: Path) -> tuple[Path, Path]:
    journal, index, _ = sidecars(path)
    return journal, index


def test_its_pages_are_those_that_sqlite_reads(live: tuple[Path, sqlite3.Connection], killed: Path) -> None:
    _, connection = live
    journal, index = parts(killed)
    found, mark = wal.read(journal), wal.mark(index)
    assert found is not None and mark is not None and found.frames == mark.frames and not found.beyond
    assert not wal.is_cut(journal, mark)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with PageFile(killed) as pages, PageFile(live[0]) as moved:
        assert pages.count == moved.count
        assert all(pages.page(number) == moved.page(number) for number in range(2, moved.count + 1))


@pytest.mark.parametrize("at", [40, 60, FRAME * 3 + 100, FRAME * 8 + 2_000])
def test_a_bit_that_takes_changes_away_is_seen(killed: Path, at: int) -> None:
    journal, index = parts(killed)
    mark, data = wal.mark(index), bytearray(journal.read_bytes())
    data[at] ^= 1
    journal.write_bytes(data)
    assert wal.is_cut(journal, None) and wal.is_cut(journal, mark)
    found = wal.read(journal)
    assert found is not None and found.beyond  # the rows there are found all the same


def test_changes_that_are_cut_off_are_seen_by_the_index_alone(killed: Path) -> None:
    journal, index = parts(killed)
    mark = wal.mark(index)
    journal.write_bytes(journal.read_bytes()[: 32 + FRAME * 5 + 100])
    assert wal.is_cut(journal, mark) and not wal.is_cut(journal, None)
    journal.unlink()
    assert wal.is_cut(journal, mark)


def test_what_a_kill_cuts_off_is_no_damage(killed: Path) -> None:
    """It was not stored yet: the index does not count it."""
    journal, index = parts(killed)
    data = journal.read_bytes()
    journal.write_bytes(data + data[-FRAME:-3_000])
    assert not wal.is_cut(journal, wal.mark(index))


def test_what_a_power_cut_leaves_of_the_last_change_is_no_damage(killed: Path) -> None:
    """Its pages reach the disk in any order; the next change is begun only when all of them have."""
    journal, _ = parts(killed)
    whole = journal.read_bytes()
    found = wal.read(journal)
    assert found is not None
    first, last = (32 + FRAME * (found.frames - each) for each in (2, 1))
    assert whole[first + 4 : first + 8] == bytes(4) != whole[last + 4 : last + 8]  # one change of two pages
    holed = whole[:first] + bytes(FRAME) + whole[last:]
    journal.write_bytes(holed)
    assert not wal.is_cut(journal, None)
    journal.write_bytes(holed + whole[last:])
    assert wal.is_cut(journal, None), "another change follows"


def test_a_journal_that_was_just_begun_anew_misses_nothing(killed: Path) -> None:
    """A power cut comes before its first change, and leaves the index of the former one."""
    journal, index = parts(killed)
    mark, data = wal.mark(index), journal.read_bytes()
    with closing(sqlite3.connect(killed, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("INSERT INTO t VALUES (1)")
        journal.with_name("testa").write_bytes(journal.read_bytes()[:32])
    head = journal.with_name("testa").read_bytes()
    journal.write_bytes(head)
    assert mark is not None and not wal.is_cut(journal, mark)
    for wrong in (data[:32], bytes([*head[:31], head[31] ^ 1]), head[:31]):
        journal.write_bytes(wrong)
        assert wal.is_cut(journal, mark)


def test_what_is_in_the_database_already_is_not_missed(live: tuple[Path, sqlite3.Connection]) -> None:
    path, connection = live
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    journal, index = parts(path)
    assert wal.mark(index) is None and not wal.is_cut(journal, None)


@pytest.mark.parametrize("data", [b"", b"x" * 31, bytes(5_000), b"\x37\x7f\x06\x82" + bytes(5_000)])
def test_what_is_no_journal_is_none(killed: Path, data: bytes) -> None:
    journal, index = parts(killed)
    mark = wal.mark(index)
    journal.write_bytes(data)
    assert wal.read(journal) is None and wal.is_cut(journal, mark)
    index.write_bytes(data)
    assert wal.mark(index) is None


def test_an_index_that_is_half_written_says_nothing(killed: Path) -> None:
    _, index = parts(killed)
    data = bytearray(index.read_bytes())
    data[20] ^= 1
    index.write_bytes(data)
    assert wal.mark(index) is None
    data[68] ^= 1  # the same in both halves: its checksum is wrong
    index.write_bytes(data)
    assert wal.mark(index) is None


def test_a_journal_that_another_program_holds_on_windows_is_not_taken_for_one_that_was_cut_off(
    killed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What looks for viruses opens it just when the program starts after a power cut."""
    journal, index = parts(killed)
    mark, read, held = wal.mark(index), read_start, [PermissionError(13, "")] * (READ_ATTEMPTS - 1)

    def refused(path: Path, most: int) -> bytes:
        if held:
            raise held.pop()
        return read(path, most)

    monkeypatch.setattr(wal, "read_start", refused)
    monkeypatch.setattr(wal, "_ON_WINDOWS", True)
    monkeypatch.setattr(held_files, "_ON_WINDOWS", True)
    monkeypatch.setattr(held_files, "PAUSE", 0)
    assert mark is not None and not wal.is_cut(journal, mark) and not held
    held += [PermissionError(13, "")] * 100
    with pytest.raises(PermissionError):  # it is told, and the next attempt finds the journal
        wal.is_cut(journal, mark)
    assert wal.mark(index) is None
