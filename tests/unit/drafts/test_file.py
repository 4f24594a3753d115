"""The database file on the disk: its settings, its copies, and nothing lost or left behind when something fails."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PureWindowsPath
from typing import Any, cast

import pytest

from desktop_app.drafts import file
from desktop_app.drafts.file import Connection
from tests.unit.drafts.support import ask, is_whole, names


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small database."""
    made = tmp_path / "prova.db"
    with closing(sqlite3.connect(made)) as connection, connection:
        connection.execute("CREATE TABLE words (word TEXT)")
        connection.execute("INSERT INTO words VALUES ('uno')")
    return made


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    with closing(file.connect(path, "rw")) as made:
        yield made


def value(connection: Connection, pragma: str) -> object:
    return connection.execute(f"PRAGMA {pragma}").fetchone()[0]


# --- connecting ----------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="paths look otherwise on Windows")
def test_a_path_as_sqlite_takes_it() -> None:
    assert file.uri(Path("/a b/c?d#e%.db")) == "file:///a%20b/c%3Fd%23e%25.db"
    assert file.uri(Path("è.db")).startswith("file:///") and file.uri(Path("è.db")).endswith("/%C3%A8.db")


class WindowsPath(PureWindowsPath):
    def absolute(self) -> WindowsPath:
        return self


def test_a_path_of_windows_as_sqlite_takes_it() -> None:
    assert file.uri(cast(Path, WindowsPath("C:\\dati di Anna\\p.db"))) == "file:///C%3A/dati%20di%20Anna/p.db"


@pytest.mark.parametrize("mode", ["ro", "rw", "immutable"])
def test_connecting_makes_no_file(tmp_path: Path, mode: Any) -> None:
    with pytest.raises(sqlite3.OperationalError):
        file.connect(tmp_path / "manca.db", mode).execute("SELECT 1 FROM sqlite_master")
    assert names(tmp_path) == []


@pytest.mark.parametrize("mode", ["ro", "immutable"])
def test_a_reading_connection_changes_nothing(path: Path, mode: Any) -> None:
    with closing(file.connect(path, mode)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM words")
        assert connection.execute("SELECT word FROM words").fetchall() == [("uno",)]


def test_only_an_immutable_connection_ignores_other_programs(path: Path) -> None:
    """Two modes: one for a place where no lock can be taken, the other for every day."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with closing(file.connect(path, "immutable")) as connection:
            assert connection.execute("SELECT word FROM words").fetchall() == [("uno",)]


def test_broken_letters_are_replaced_and_not_quoted_in_an_error(path: Path, connection: Connection) -> None:
    assert connection.execute("SELECT CAST(x'41ff42' AS TEXT)").fetchone() == ("A\ufffdB",)


def test_the_writing_connection_loses_nothing_and_leaves_no_deleted_text(connection: Connection) -> None:
    connection.execute("PRAGMA secure_delete=OFF")  # in some builds of SQLite it is on anyway
    file.prepare(connection)
    assert value(connection, "journal_mode") == "wal"
    assert value(connection, "synchronous") == 2  # FULL
    assert value(connection, "secure_delete") == 1
    assert value(connection, "foreign_keys") == 1
    assert value(connection, "trusted_schema") == 0
    assert value(connection, "fullfsync") == value(connection, "checkpoint_fullfsync") == 1  # heeded on macOS
    assert value(connection, "wal_autocheckpoint") == 10_000


def test_a_lock_is_waited_for_as_long_as_a_person_would(connection: Connection) -> None:
    assert value(connection, "busy_timeout") == 1_000  # milliseconds


def test_each_statement_is_its_own_change_unless_it_is_said(path: Path, connection: Connection) -> None:
    connection.execute("INSERT INTO words VALUES ('due')")
    assert ask(path, "SELECT word FROM words") == [("uno",), ("due",)]


def test_where_there_is_no_wal_each_change_is_synced_all_the_more() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        file.prepare(connection)
        assert value(connection, "synchronous") == 3  # EXTRA


def test_a_pragma_is_a_number(connection: Connection) -> None:
    connection.execute("PRAGMA user_version = 7")
    assert file.pragma(connection, "user_version") == 7


def test_only_an_unfinished_transaction_is_rolled_back(path: Path) -> None:
    other = sqlite3.OperationalError("disk I/O error")
    other.sqlite_errorcode = sqlite3.SQLITE_IOERR
    assert not file.roll_back_unfinished(path, other)
    assert not file.roll_back_unfinished(path, sqlite3.Error("no code"))
    unfinished = sqlite3.OperationalError("readonly")
    unfinished.sqlite_errorcode = sqlite3.SQLITE_READONLY_ROLLBACK
    assert file.roll_back_unfinished(path, unfinished)


# --- names ---------------------------------------------------------------------------------------------------


def test_which_file_is_at_a_path(path: Path, tmp_path: Path) -> None:
    os.link(path, tmp_path / "anche.db")
    assert file.identity(path) == file.identity(tmp_path / "anche.db") is not None
    (tmp_path / "altro.db").write_bytes(path.read_bytes())
    assert file.identity(tmp_path / "altro.db") != file.identity(path)
    assert file.identity(tmp_path / "manca") is None
    assert file.identity(path / "dentro un file") is None


def test_a_time_in_a_name_sorts_and_says_when() -> None:
    first, second = file.timestamp(), file.timestamp()
    assert re.fullmatch(r"\d{8}-\d{6}-\d{6}", first) and first <= second


def test_setting_aside_takes_everything_along_and_overwrites_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "timestamp", lambda: "ora")
    data = path.read_bytes()
    path.with_name("prova.db-wal").write_bytes(b"giornale")
    first = file.set_aside(path)
    assert first == tmp_path / "prova.db.danneggiato-ora" and first.read_bytes() == data
    assert names(tmp_path) == ["prova.db.danneggiato-ora", "prova.db.danneggiato-ora-wal"]
    for number in (2, 3):
        path.write_bytes(b"altro")
        assert file.set_aside(path) == tmp_path / f"prova.db.danneggiato-ora-{number}"
    first.unlink()
    path.write_bytes(b"altro")  # the journal of the first is still there: its name is taken, too
    assert file.set_aside(path) == tmp_path / "prova.db.danneggiato-ora-4"
    path.write_bytes(b"altro")
    assert file.set_aside(path, "trovato").name == "prova.db.trovato-ora"


def test_removing_takes_the_files_beside_it_along(path: Path, tmp_path: Path) -> None:
    for each in file.sidecars(path):
        each.write_bytes(b"x")
    assert names(tmp_path) == ["prova.db", "prova.db-journal", "prova.db-shm", "prova.db-wal"]
    file.remove(path)
    assert names(tmp_path) == []
    file.remove(path)


# --- copies --------------------------------------------------------------------------------------------------


def test_a_copy_is_whole_and_its_owner_s(path: Path, tmp_path: Path, connection: Connection) -> None:
    target = tmp_path / "copia.db"
    file.copy_into(connection, target)
    assert is_whole(target) and ask(target, "SELECT word FROM words") == [("uno",)]
    assert os.name == "nt" or stat.S_IMODE(target.stat().st_mode) == 0o600
    assert names(tmp_path) == ["copia.db", "prova.db"]


def test_a_copy_that_fails_leaves_the_old_one_and_nothing_else(
    path: Path, tmp_path: Path, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copia.db"
    target.write_bytes(b"di prima")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        file.copy_into(connection, target)
    assert target.read_bytes() == b"di prima" and names(tmp_path) == ["copia.db", "prova.db"]


def test_nothing_stays_open_after_a_sync(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    open_, closed = os.open, []

    def watched_open(*arguments: Any) -> int:
        opened.append(open_(*arguments))
        return opened[-1]

    close = os.close

    def watched_close(descriptor: int) -> None:
        closed.append(descriptor)
        close(descriptor)

    monkeypatch.setattr(os, "open", watched_open)
    monkeypatch.setattr(os, "close", watched_close)
    file.sync_file(path)
    file.sync_folder(tmp_path)
    file.new_file(tmp_path / "nuovo.db")
    assert opened == closed != []


def test_what_a_crash_left_of_a_copy_is_in_nobody_s_way(path: Path, tmp_path: Path, connection: Connection) -> None:
    target = tmp_path / "copia.db"
    (tmp_path / "copia.db.part").write_bytes(b"meta")
    file.copy_into(connection, target)
    assert is_whole(target) and names(tmp_path) == ["copia.db", "prova.db"]


def test_a_copy_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def watched_sync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def watched_replace(self: Path, target: Path) -> Path:
        steps.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", watched_sync)
    monkeypatch.setattr(Path, "replace", watched_replace)
    file.copy_into(connection, tmp_path / "copia.db")
    assert steps == (["file", "name"] if os.name == "nt" else ["file", "name", "folder"])
