"""The files of acts: named by what is in them, checked when they are read, and in no copy but that of everything."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from desktop_app.drafts import file, inventory, rescue
from desktop_app.drafts.acts import archive as archives
from desktop_app.drafts.acts.archive import Archive, sha256
from desktop_app.drafts.store import Drafts
from desktop_app.system.files import FileFault
from tests.traces import files_with
from tests.unit.drafts.reading import refusal
from tests.unit.drafts.support import FORM, LIMIT, ask, content, is_whole, names

Make = Callable[[Path], Drafts]
DAY = dt.date(2026, 11, 24)
WORDS = "Firmata da Zorronome Inventato"
SIGNED = WORDS.encode() * 1_000
NAME = sha256(SIGNED)


@pytest.fixture
def id(drafts: Drafts) -> str:
    """A dossier with a file."""
    id = drafts.create(content(n=1), FORM, "Uno")
    drafts.acts.record(id, "returned", {"document": "a"}, SIGNED)
    return id


def erase(drafts: Drafts) -> None:
    for _ in drafts.deletion.erase(DAY):
        pass


def kept(drafts: Drafts) -> list[str]:
    folder = drafts.archive.folder
    return names(folder) if folder.exists() else []


# --- one file ------------------------------------------------------------------------------------------------


def test_a_file_is_named_by_its_content_and_only_its_owner_may_read_it(drafts: Drafts, id: str) -> None:
    assert kept(drafts) == [NAME] and drafts.archive.read(NAME) == SIGNED and drafts.archive.has(NAME)
    if os.name != "nt":
        assert stat.S_IMODE((drafts.archive.folder / NAME).stat().st_mode) == 0o600
        assert stat.S_IMODE(drafts.archive.folder.stat().st_mode) == 0o700


def test_the_same_file_twice_is_one_file(drafts: Drafts, id: str) -> None:
    before = (drafts.archive.folder / NAME).stat().st_mtime_ns
    drafts.acts.record(id, "returned", {"document": "b"}, SIGNED)
    assert kept(drafts) == [NAME] and (drafts.archive.folder / NAME).stat().st_mtime_ns == before


@pytest.mark.parametrize("data", [b"", b"altro", SIGNED[:-1], SIGNED + b"x"])
def test_a_file_that_was_changed_is_told_and_put_right_by_the_same_file(drafts: Drafts, id: str, data: bytes) -> None:
    (drafts.archive.folder / NAME).write_bytes(data)
    assert refusal(lambda: drafts.archive.read(NAME)) == (
        "Non riesco a leggere il file: non è più come l'avevo conservato, il disco può essere guasto. "
        "Aggiungilo di nuovo, o ripristina una copia di tutto."
    )
    assert drafts.archive.put(SIGNED) == NAME and drafts.archive.read(NAME) == SIGNED


def test_a_file_that_is_gone_is_told(drafts: Drafts, id: str) -> None:
    (drafts.archive.folder / NAME).unlink()
    sentence = "nella cartella «archivio» non c'è più. Aggiungilo di nuovo, o ripristina una copia di tutto."
    for name in (NAME, "../pratiche.db", "", "A" * 64):
        assert sentence in refusal(partial(drafts.archive.read, name))
    assert not drafts.archive.has(NAME) and not drafts.archive.has("../pratiche.db")
    (place,) = drafts.acts.missing()
    assert (place.dossier, place.title, place.file) == (id, "Uno", NAME)


def test_what_stands_in_the_place_of_a_file_is_not_opened(drafts: Drafts, id: str) -> None:
    target = drafts.archive.folder / NAME
    target.unlink()
    target.mkdir()
    assert "non è più come l'avevo conservato" in refusal(lambda: drafts.archive.read(NAME))
    assert refusal(lambda: drafts.archive.put(SIGNED)).startswith("Non riesco a conservare il file: ")
    target.rmdir()
    if os.name != "nt":
        os.mkfifo(target)
        assert "non è più come l'avevo conservato" in refusal(lambda: drafts.archive.read(NAME))


def test_a_file_that_is_too_large_is_refused(drafts: Drafts, id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_FILE", 100_000)
    before = drafts.acts.of(id)
    assert "supera 100 MB" in refusal(lambda: drafts.acts.record(id, "returned", {}, bytes(100_001)))
    assert kept(drafts) == [NAME] and drafts.acts.of(id) == before


def test_a_full_disk_is_told_and_records_nothing(store: Make, make_disk: Callable[[str], Path]) -> None:
    disk = make_disk("2m")
    drafts = store(disk / "dati")
    drafts.open()
    id = drafts.create(content(n=1), FORM, "Uno")
    assert "il disco è pieno" in refusal(lambda: drafts.acts.record(id, "returned", {}, bytes(3_000_000)))
    assert drafts.acts.of(id) == [] and kept(drafts) == []
    drafts.acts.record(id, "returned", {}, SIGNED)
    assert kept(drafts) == [NAME]


def test_a_folder_where_nobody_may_write_is_told(drafts: Drafts, id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bool:
        raise FileFault("no") from PermissionError(13, "Permission denied")

    monkeypatch.setattr(archives, "write_new", refuse)
    sentence = refusal(lambda: drafts.acts.record(id, "returned", {}, b"altro"))
    assert "archivio» non si può scrivere. Controlla i permessi" in sentence
    assert drafts.archive.read(NAME) == SIGNED and len(drafts.acts.of(id)) == 1
    monkeypatch.setattr(archives, "read_bounded", refuse)
    assert "la cartella «archivio» non si può leggere. Controlla" in refusal(lambda: drafts.archive.read(NAME))


# --- copies --------------------------------------------------------------------------------------------------


def test_the_copy_of_everything_takes_the_files_along_and_its_restore_puts_them_back(
    drafts: Drafts, id: str, store: Make, tmp_path: Path
) -> None:
    made = drafts.back_up_to(tmp_path / "tutto")
    assert (made.files, made.missing_files) == (1, 0)
    other = store(tmp_path / "altro computer")
    other.open()
    other.restore_backup(tmp_path / "tutto")
    assert other.archive.read(NAME) == SIGNED and [each.file for each in other.acts.of(id)] == [NAME]
    assert other.acts.missing() == []
    other.close(LIMIT)
    assert ask(other.path, "SELECT count(*) FROM files") == [(0,)] and WORDS not in other.path.read_bytes().decode(
        "latin-1"
    )
    assert is_whole(other.path)


def test_a_copy_of_everything_opened_in_the_place_of_the_file_has_its_files(
    drafts: Drafts, id: str, tmp_path: Path, store: Make
) -> None:
    drafts.back_up_to(tmp_path / "tutto")
    for number, place in enumerate((inventory.open_instead, shutil.copyfile)):
        folder = tmp_path / str(number)
        folder.mkdir()
        arguments = (folder / file.NAME, tmp_path / "tutto")
        place(*(arguments if place is inventory.open_instead else arguments[::-1]))  # type: ignore[operator]  # either way to put a file in its place
        other = store(folder)
        other.open()
        assert other.archive.read(NAME) == SIGNED
        assert other.close(LIMIT) and ask(other.path, "SELECT count(*) FROM files") == [(0,)]


def test_a_copy_of_everything_with_foreign_tables_gives_its_files_too(
    drafts: Drafts, id: str, tmp_path: Path, store: Make
) -> None:
    drafts.back_up_to(tmp_path / "tutto")
    bad = "INSERT INTO files VALUES ('" + "ab" * 32 + "', x'00')"
    for statement in ("CREATE TRIGGER t AFTER DELETE ON files BEGIN DELETE FROM acts; END", bad):
        run(tmp_path / "tutto", statement)
    other = store(tmp_path / "altro")
    other.open()
    other.restore_backup(tmp_path / "tutto")
    assert other.archive.read(NAME) == SIGNED and kept(other) == [NAME]
    assert [each.file for each in other.acts.of(id)] == [NAME]


def run(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_the_daily_copy_leaves_the_files_and_its_restore_finds_those_that_are_still_there(
    drafts: Drafts, id: str, tmp_path: Path
) -> None:
    made = drafts.daily_backup(DAY)
    assert made is not None and files_with(WORDS, made.path.parent) == []
    drafts.acts.record(id, "returned", {}, b"dopo")
    drafts.restore_backup(made.path)
    erase(drafts)
    assert drafts.acts.missing() == [] and drafts.archive.read(NAME) == SIGNED
    (newest,) = (each for each in drafts.backups() if not each.daily)
    drafts.restore_backup(newest.path)
    assert drafts.acts.missing() == [], "what only the replaced file had was kept for it"
    (drafts.archive.folder / NAME).unlink()
    drafts.restore_backup(made.path)
    assert [(each.title, each.file) for each in drafts.acts.missing()] == [("Uno", NAME)]


def test_a_file_that_cannot_be_read_does_not_keep_the_rest_from_being_copied(
    drafts: Drafts, id: str, tmp_path: Path
) -> None:
    drafts.acts.record(id, "returned", {}, b"altro")
    (drafts.archive.folder / NAME).write_bytes(b"guasto")
    made = drafts.back_up_to(tmp_path / "tutto")
    assert (made.files, made.missing_files, made.dossiers) == (1, 1, 1)


def test_what_can_be_read_is_saved_with_its_files(drafts: Drafts, id: str, tmp_path: Path) -> None:
    drafts.close(LIMIT)
    saved = rescue.save_readable(drafts.path, tmp_path)
    assert ask(saved.folder / rescue.BACKUP_NAME, "SELECT sha256 FROM files") == [(NAME,)]


# --- deleted is deleted --------------------------------------------------------------------------------------


def test_a_dossier_deleted_for_good_takes_its_files_away_from_everywhere(drafts: Drafts, id: str, folder: Path) -> None:
    other = drafts.create(content(n=2), FORM, "Due")
    drafts.acts.record(other, "returned", {}, b"altro")
    drafts.daily_backup(DAY)
    drafts.bin(id)
    drafts.empty_bin()
    erase(drafts)
    assert files_with("Zorronome", folder) == [] and kept(drafts) == [sha256(b"altro")]


def test_a_file_of_two_dossiers_goes_with_the_second(drafts: Drafts, id: str) -> None:
    other = drafts.create(content(n=2), FORM, "Due")
    drafts.acts.record(other, "returned", {}, SIGNED)
    for each, left in ((id, [NAME]), (other, [])):
        drafts.bin(each)
        drafts.empty_bin()
        erase(drafts)
        assert kept(drafts) == left


def test_a_file_whose_act_was_taken_away_goes_when_no_copy_refers_to_it(drafts: Drafts, id: str) -> None:
    drafts.daily_backup(DAY)
    (act,) = drafts.acts.of(id)
    drafts.acts.remove(act.number)
    erase(drafts)
    assert kept(drafts) == [NAME]
    drafts.deletion.remove_backup(drafts.backups()[0].path)
    erase(drafts)
    assert kept(drafts) == []


def test_what_a_kill_left_in_the_archive_goes_at_the_next_start(drafts: Drafts, id: str, folder: Path) -> None:
    drafts.archive.put(b"mai registrato")
    (drafts.archive.folder / ".commessa-0123456789abcdef.tmp").write_bytes(SIGNED)
    drafts.close(LIMIT)
    drafts.open()
    erase(drafts)
    assert kept(drafts) == [NAME]


def test_while_a_damaged_file_is_kept_only_what_was_deleted_for_good_goes(drafts: Drafts, id: str) -> None:
    drafts.archive.put(b"di un atto che non si legge")
    drafts.damage.repair()
    assert drafts.deletion.set_aside_files()
    drafts.bin(id)
    drafts.empty_bin()
    erase(drafts)
    assert kept(drafts) == [sha256(b"di un atto che non si legge")]
    for each in drafts.deletion.set_aside_files():
        drafts.deletion.remove_set_aside(each.path)
    erase(drafts)
    assert kept(drafts) == []


def test_an_archive_that_is_not_there_is_no_fault(drafts: Drafts) -> None:
    drafts.create(content(n=1), FORM, "Uno")
    erase(drafts)
    assert Archive(drafts.path).names() == set() and not drafts.archive.folder.exists()
    assert drafts.acts.missing() == []
