"""The writing connection and its file: what was committed is where everybody looks for it."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts import file
from desktop_app.drafts import handle as module
from desktop_app.drafts.changes import insert, remember_session
from desktop_app.drafts.file import Connection
from desktop_app.drafts.gate import Gate
from desktop_app.drafts.handle import DatabaseHandle
from desktop_app.drafts.opening import open_file
from desktop_app.drafts.store import StoreFault
from tests.unit.drafts.support import FORM, ask, content, is_whole, names


@pytest.fixture
def handle(folder: Path) -> Iterator[DatabaseHandle]:
    path = folder / file.NAME
    made = DatabaseHandle(path, open_file(path)[0])
    yield made
    made.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be deleted")
def test_a_file_deleted_in_the_middle_of_a_change_is_noticed_before_the_change_is_acknowledged(
    handle: DatabaseHandle,
) -> None:
    attempts: list[str] = []

    def change(connection: Connection) -> None:
        attempts.append(f"dossier {len(attempts)}")
        if len(attempts) == 1:
            handle.path.unlink()
        insert(connection, attempts[-1], content(), FORM, "Uno")

    handle.run(change)
    handle.close()
    assert attempts[-1] in [id for (id,) in ask(handle.path, "SELECT id FROM drafts")]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be deleted")
def test_a_change_whose_file_disappears_each_time_is_not_acknowledged(handle: DatabaseHandle) -> None:
    def change(connection: Connection) -> None:
        handle.path.unlink()

    with pytest.raises(StoreFault, match=r"la cartella .* non c'è"):
        handle.run(change)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be deleted")
def test_a_deleted_journal_is_not_given_up_while_somebody_keeps_it_from_being_emptied(handle: DatabaseHandle) -> None:
    handle.run(lambda connection: insert(connection, "uno", content(), FORM, "Uno"))
    handle.connection.execute("PRAGMA busy_timeout = 0")
    with closing(file.connect(handle.path, "ro")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM drafts").fetchall()
        handle.run(lambda connection: insert(connection, "due", content(), FORM, "Due"))
        file.sidecars(handle.path)[0].unlink()
        with pytest.raises(StoreFault):
            handle.run(lambda connection: None)
    handle.run(lambda connection: None)
    handle.close()
    assert ask(handle.path, "SELECT id FROM drafts ORDER BY id") == [("due",), ("uno",)]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be replaced")
def test_another_file_is_kept_aside_with_its_own_journal(handle: DatabaseHandle, tmp_path: Path) -> None:
    handle.run(lambda connection: insert(connection, "uno", content(), FORM, "Uno"))
    for path, data in ((handle.path, b"un altro file"), (file.sidecars(handle.path)[0], b"il suo giornale")):
        (tmp_path / "altro").write_bytes(data)
        (tmp_path / "altro").replace(path)
    handle.run(lambda connection: None)
    aside = min(handle.path.parent.glob("*.trovato-*"))
    assert aside.read_bytes() == b"un altro file" and file.sidecars(aside)[0].read_bytes() == b"il suo giornale"
    assert f"Quello che c'era al suo posto è in «{aside}»." in handle.pop_notice()
    handle.close()
    assert is_whole(handle.path) and ask(handle.path, "SELECT id FROM drafts") == [("uno",)]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be deleted")
def test_a_file_that_was_written_again_is_told_once(handle: DatabaseHandle) -> None:
    handle.path.unlink()
    handle.run(lambda connection: None)
    assert handle.pop_notice() == (
        "Il file delle pratiche era sparito mentre Commessa era aperta: l'ho riscritto."
    )  # nothing lay in its place
    assert handle.pop_notice() == ""
    handle.run(lambda connection: None)
    assert handle.pop_notice() == ""


def test_a_file_without_a_journal_of_its_own_is_no_reason_to_write_it_again(folder: Path) -> None:
    """A place where SQLite cannot share memory, as some network drives."""
    path = folder / file.NAME
    open_file(path)[0].close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    before = file.identity(path)
    with closing(DatabaseHandle(path, file.connect(path, "rw"))) as made:
        assert made.run(lambda connection: "done") == "done"
        assert made.pop_notice() == "" and file.identity(path) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be replaced")
def test_without_a_journal_of_its_own_it_takes_nobody_else_s_away(folder: Path, tmp_path: Path) -> None:
    path = folder / file.NAME
    open_file(path)[0].close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    with closing(DatabaseHandle(path, file.connect(path, "rw"))) as made:
        (tmp_path / "altro").write_bytes(b"un altro file")
        (tmp_path / "altro").replace(path)
        file.sidecars(path)[2].write_bytes(b"il suo giornale")
        made.run(lambda connection: None)
    aside = min(folder.glob("*.trovato-*"))
    assert file.sidecars(aside)[2].read_bytes() == b"il suo giornale" and is_whole(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be deleted")
def test_the_connection_to_a_file_that_is_gone_is_closed(handle: DatabaseHandle) -> None:
    old = handle.connection
    handle.path.unlink()
    handle.run(lambda connection: None)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        old.execute("SELECT 1")


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be replaced")
def test_a_restore_does_not_overwrite_another_file_that_lies_in_its_place(
    handle: DatabaseHandle, folder: Path, tmp_path: Path
) -> None:
    file.copy_into(handle.connection, folder / "nuovo")
    (tmp_path / "altro").write_bytes(b"un altro file")
    (tmp_path / "altro").replace(handle.path)
    handle.replace_with(folder / "nuovo", folder / "di prima", Gate())
    assert min(folder.glob("*.trovato-*")).read_bytes() == b"un altro file"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no call for it")
def test_the_new_name_is_on_the_disk_when_a_restore_is_acknowledged(
    handle: DatabaseHandle, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.copy_into(handle.connection, folder / "nuovo")
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def watched_sync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def watched_replace(self: Path, target: Path) -> Path:
        steps.append(target.name)
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", watched_sync)
    monkeypatch.setattr(Path, "replace", watched_replace)
    handle.replace_with(folder / "nuovo", folder / "di prima", Gate())
    assert steps == ["file", "di prima", "folder", "file", file.NAME, "folder"]


def test_a_replaced_file_is_open_with_nothing_in_it_open_and_the_old_one_is_kept(
    handle: DatabaseHandle, folder: Path
) -> None:
    handle.run(lambda connection: insert(connection, "uno", content(), FORM, "Uno"))
    fresh, kept = folder / "nuovo", folder / "di prima"
    file.copy_into(handle.connection, fresh)

    def change(connection: Connection) -> None:
        insert(connection, "due", content(), FORM, "Due")
        remember_session(connection, "due", "passo", closed=False)

    handle.run(change)
    handle.replace_with(fresh, kept, Gate())
    handle.run(lambda connection: insert(connection, "tre", content(), FORM, "Tre"))
    assert handle.connection.execute("SELECT draft, step, closed FROM session").fetchall() == [(None, "", 0)]
    handle.close()
    assert names(folder) == ["di prima", file.NAME]
    assert ask(handle.path, "SELECT id FROM drafts ORDER BY id") == [("tre",), ("uno",)]
    assert ask(kept, "SELECT id FROM drafts ORDER BY id") == [("due",), ("uno",)] and is_whole(kept)


def test_a_file_that_cannot_be_replaced_goes_on(
    handle: DatabaseHandle, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(fresh: Path, path: Path) -> None:
        raise OSError(13, "in use")

    monkeypatch.setattr(module, "_rename_over", refuse)
    file.copy_into(handle.connection, folder / "nuovo")
    with pytest.raises(OSError, match="in use"):
        handle.replace_with(folder / "nuovo", folder / "di prima", Gate())
    handle.run(lambda connection: insert(connection, "uno", content(), FORM, "Uno"))
    assert handle.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_journal_is_moved_and_on_demand_emptied(handle: DatabaseHandle) -> None:
    journal = file.sidecars(handle.path)[0]
    handle.run(lambda connection: insert(connection, "uno", content(), FORM, "Uno"))
    assert handle.checkpoint() and journal.stat().st_size > 0
    before = journal.stat().st_size
    assert handle.checkpoint(all_of_it=True) and 32 < journal.stat().st_size < before
    with closing(file.connect(handle.path, "ro")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM drafts").fetchall()
        handle.run(lambda connection: insert(connection, "due", content(), FORM, "Due"))
        handle.connection.execute("PRAGMA busy_timeout = 0")
        assert not handle.checkpoint(all_of_it=True)  # somebody still reads what was there before
