"""Dossiers of a copy put in the place of those there are: whole or not at all, with a way back."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop_app.drafts import backup_folder, backups, file, handle
from desktop_app.drafts.store import Drafts, StoreFault
from desktop_app.system import held_files
from tests.unit.drafts.reading import OLD, refusal, titles
from tests.unit.drafts.support import FORM, LIMIT, ask, content, fill, save

Make = Callable[[Path], Drafts]


def test_a_copy_comes_back_and_what_there_was_is_kept(drafts: Drafts, tmp_path: Path, store: Make) -> None:
    first = drafts.create(content(n=1), FORM, "Prima")
    source = tmp_path / "copia"
    drafts.remember_open(first, "passo")
    drafts.back_up_to(source)
    save(drafts, first, content(n=2), "Prima, cambiata")
    second = drafts.create(content(), FORM, "Seconda")
    kept = drafts.restore_backup(source)
    assert titles(drafts) == ["Prima"] and drafts.read(first).content == content(n=1)
    # The store goes on as if nothing had happened, and so does the next start.
    third = drafts.create(content(), FORM, "Terza")
    save(drafts, third, content(n=3), "Terza")
    assert drafts.close(LIMIT)
    again = store(drafts.path.parent)
    opened = again.open()
    assert (opened.recovered, opened.draft, opened.notice) == (False, None, "")
    assert titles(again) == ["Prima", "Terza"]
    # What there was before comes back the same way.
    assert [each.daily for each in again.backups()] == [False] and again.backups()[0].path == kept
    again.restore_backup(kept)
    assert titles(again) == ["Prima, cambiata", "Seconda"] and again.read(second).content == content()


def test_killed_after_a_restore_it_opens_as_after_any_other_change(drafts: Drafts, tmp_path: Path) -> None:
    drafts.back_up_to(tmp_path / "copia")
    drafts.restore_backup(tmp_path / "copia")
    assert ask_live(drafts, "SELECT closed, draft FROM session") == [(0, None)]


def ask_live(drafts: Drafts, query: str) -> list[Any]:
    with closing(file.connect(drafts.path, "ro")) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.skipif(os.name == "nt", reason="there is no pread")
def test_what_takes_the_file_s_place_is_on_the_disk_before(
    drafts: Drafts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts.back_up_to(tmp_path / "copia")
    synced: set[tuple[int, str]] = set()
    sync, replace, taken = os.fsync, Path.replace, []

    def watched_sync(descriptor: int) -> None:
        sync(descriptor)
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            size = os.fstat(descriptor).st_size
            synced.add((os.fstat(descriptor).st_ino, digest(os.pread(descriptor, size, 0))))

    def watched_replace(self: Path, target: Path) -> Path:
        if target == drafts.path:
            taken.append((self.stat().st_ino, digest(self.read_bytes())))
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", watched_sync)
    monkeypatch.setattr(Path, "replace", watched_replace)
    drafts.restore_backup(tmp_path / "copia")
    assert len(taken) == 1 and set(taken) <= synced  # the same file, and nothing was written into it since


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_what_waits_to_take_the_file_s_place_has_nothing_open(drafts: Drafts, tmp_path: Path) -> None:
    """Killed right after it took it, the next start shows the list."""
    drafts.remember_open(drafts.create(content(), FORM, "Una"), "passo")
    drafts.back_up_to(tmp_path / "copia")
    fresh = backups.stage(drafts.path, tmp_path / "copia")
    assert ask(fresh, "SELECT draft, step, closed FROM session") == [(None, "", 1)]


def test_a_copy_of_the_first_version_comes_back(drafts: Drafts, tmp_path: Path) -> None:
    shutil.copyfile(OLD / "v0_1_0.db", tmp_path / "vecchia.db")
    before = (tmp_path / "vecchia.db").read_bytes()
    drafts.restore_backup(tmp_path / "vecchia.db")
    assert len(titles(drafts)) == 2
    assert (tmp_path / "vecchia.db").read_bytes() == before


def test_a_save_on_its_way_is_not_lost(drafts: Drafts, tmp_path: Path) -> None:
    drafts.back_up_to(tmp_path / "vuota")
    id = drafts.create(content(n=1), FORM, "Aperta")
    drafts.restore_backup(tmp_path / "vuota")
    assert titles(drafts) == []
    save(drafts, id, content(n=2), "Aperta")
    assert drafts.read(id).content == content(n=2)


def test_another_program_that_looks_into_the_file(drafts: Drafts, tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    fill(drafts)
    before = titles(drafts)
    drafts.back_up_to(tmp_path / "copia")
    monkeypatch.setattr(file, "BUSY_TIMEOUT", 0.05)
    with closing(sqlite3.connect(drafts.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM drafts").fetchall()
        assert "un altro programma sta usando" in refusal(lambda: drafts.restore_backup(tmp_path / "copia"))
        other.execute("COMMIT")
    assert titles(drafts) == before
    save(drafts, drafts.rows()[0].id, content(n=7))
    drafts.restore_backup(tmp_path / "copia")


def test_windows_refuses_for_a_moment(drafts: Drafts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts.back_up_to(tmp_path / "vuota")
    drafts.create(content(), FORM, "Nuova")
    replace, refusals = Path.replace, [PermissionError(), PermissionError()]

    def stubborn(self: Path, target: Path) -> Path:
        if target == drafts.path and refusals:
            raise refusals.pop()
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stubborn)
    monkeypatch.setattr(held_files, "_ON_WINDOWS", True)
    monkeypatch.setattr(held_files, "PAUSE", 0)
    drafts.restore_backup(tmp_path / "vuota")
    assert titles(drafts) == [] and not refusals
    # If it never gives in, everything stays as it is.
    id = drafts.create(content(), FORM, "Rimane")
    refusals += [PermissionError(13, "no")] * handle.REPLACE_ATTEMPTS
    refusal(lambda: drafts.restore_backup(tmp_path / "vuota"))
    assert titles(drafts) == ["Rimane"] and not refusals
    save(drafts, id, content(n=1), "Rimane")


def test_the_copies_before_a_restore_do_not_pile_up(drafts: Drafts, tmp_path: Path) -> None:
    drafts.create(content(), FORM, "Una")
    drafts.back_up_to(tmp_path / "copia")
    for _ in range(backup_folder.MAX_OF_EACH_KIND + 2):
        drafts.restore_backup(tmp_path / "copia")
    assert [each.number for each in drafts.backups()] == [9, 8, 7, 6, 5, 4, 3]


def test_two_restores_at_once_keep_both_moments(drafts: Drafts, tmp_path: Path) -> None:
    drafts.create(content(), FORM, "Una")
    drafts.back_up_to(tmp_path / "copia")
    drafts.create(content(), FORM, "Due")
    for _ in range(2):
        drafts.restore_backup(tmp_path / "copia")
    assert sorted(drafts.check_backup(each.path).dossiers for each in drafts.backups()) == [1, 2]


def test_a_dossier_has_its_number_again_in_a_copy_and_no_other_ever_has_it(drafts: Drafts, tmp_path: Path) -> None:
    """Folders of documents and calendars name it by that number."""
    ids = [drafts.create(content(), FORM, name) for name in ("Una", "Due", "Tre", "Quattro")]
    numbers = {id: drafts.read(id).number for id in ids}
    for gone in (ids[1], ids[3]):
        drafts.bin(gone)
    drafts.empty_bin()
    drafts.back_up_to(tmp_path / "copia")
    drafts.restore_backup(tmp_path / "copia")
    assert {id: drafts.rows().numbers.of(id) for id in drafts.rows().ids} == {
        id: numbers[id] for id in (ids[0], ids[2])
    }
    assert drafts.read(drafts.create(content(), FORM, "Cinque")).number not in numbers.values()


def test_nobody_hears_of_damage_while_a_backup_is_restored(drafts: Drafts, tmp_path: Path) -> None:
    """Who reads at that moment finds one file or the other, or is told what is going on."""
    id = drafts.create(content(n=1), FORM, "Uno")
    source = drafts.back_up_to(tmp_path / "prima.copia").path
    faults: set[str] = set()
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            try:
                assert [row.id for row in drafts.rows()] == [id]
                assert drafts.read(id).content == content(n=1)
            except StoreFault as fault:
                faults.add(str(fault))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for each in readers:
        each.start()
    for _ in range(5):
        drafts.restore_backup(source)
    over.set()
    for each in readers:
        each.join(LIMIT)
    assert faults <= {"Non riesco a leggere le pratiche: il file delle pratiche viene sostituito proprio adesso. "
                      "Aspetta un momento, poi riprova."}  # fmt: skip
