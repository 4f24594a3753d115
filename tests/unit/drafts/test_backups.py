"""Copies of the file: whole, refused where they are not ours, and back again without losing what there was."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop_app.drafts import backups, file, handle
from desktop_app.drafts.store import Drafts, StoreFault
from tests.unit.drafts.support import FORM, LIMIT, ask, content, fill, is_whole, names, save

Make = Callable[[Path], Drafts]
DAY = dt.date(2026, 11, 24)
OLD = Path(__file__).parents[2] / "data" / "drafts"


def titles(drafts: Drafts) -> list[str]:
    return sorted(row.title for row in drafts.rows())


def refused(do: Callable[[], Any]) -> str:
    with pytest.raises(StoreFault) as caught:
        do()
    return str(caught.value)


def auto(drafts: Drafts) -> list[str]:
    folder = backups.backup_folder(drafts.path)
    return names(folder) if folder.exists() else []


# --- a copy --------------------------------------------------------------------------------------------------


def test_a_copy_is_whole_while_changes_go_on(drafts: Drafts, tmp_path: Path) -> None:
    ids = fill(drafts)
    target = tmp_path / "copia di Commessa.copia"
    copy = drafts.back_up_to(target)
    save(drafts, ids["first"], content(n=99))
    assert (copy.path, copy.dossiers) == (target, 2)
    assert copy == drafts.check_backup(target)
    assert is_whole(target) and set(names(tmp_path)) == {drafts.path.parent.name, target.name}
    if os.name != "nt":
        assert target.stat().st_mode & 0o077 == 0
    assert ask(target, f"SELECT count(*) FROM revisions WHERE draft = '{ids['first']}'") == [(4,)]


def test_a_copy_takes_the_place_of_an_older_one_and_never_of_the_file(drafts: Drafts, tmp_path: Path) -> None:
    drafts.create(content(), FORM, "Una")
    target = tmp_path / "copia"
    target.write_text("vecchia")
    assert drafts.back_up_to(target).dossiers == 1
    assert refused(lambda: drafts.back_up_to(drafts.path)) == (
        "Non riesco a fare la copia delle pratiche: questo è il file delle pratiche di adesso. Scegli una copia."
    )
    assert titles(drafts) == ["Una"]


def test_a_copy_that_cannot_be_made_leaves_nothing(drafts: Drafts, tmp_path: Path) -> None:
    sentence = refused(lambda: drafts.back_up_to(tmp_path / "via" / "copia"))
    assert sentence.startswith("Non riesco a fare la copia delle pratiche: la cartella") and "via" in sentence
    folder = tmp_path / "copia"
    folder.mkdir()
    refused(lambda: drafts.back_up_to(folder))
    assert set(names(tmp_path)) == {"copia", drafts.path.parent.name} and names(folder) == []


def test_a_copy_says_how_far_it_goes(drafts: Drafts, tmp_path: Path) -> None:
    opened = drafts.back_up_to(tmp_path / "subito")
    id = drafts.create(content(), FORM, "Una")
    saved = save(drafts, id, content(n=1))
    assert drafts.back_up_to(tmp_path / "poi").at == saved.at > opened.at


def test_no_copy_is_made_where_there_is_no_file(tmp_path: Path, store: Make) -> None:
    sentence = refused(lambda: store(tmp_path).back_up_to(tmp_path / "copia"))
    assert sentence.startswith("Non riesco a fare la copia delle pratiche: ") and "di adesso" not in sentence
    assert names(tmp_path) == []


# --- what is no copy -----------------------------------------------------------------------------------------


def spoil(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statement)


def half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def lose_a_page(path: Path, table: str) -> None:
    """Nothing that is shown of the copy is on it."""
    ((page,),) = ask(path, f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(data)


RESTORING = "Non riesco a ripristinare le pratiche: "
FOREIGN = RESTORING + "questo file non è una copia fatta da Commessa. Scegline un altro."
BROKEN = RESTORING + "la copia è rovinata. Scegline un'altra. Le pratiche di adesso sono rimaste come sono."
NEWER = RESTORING + "la copia l'ha fatta una versione più nuova di Commessa. Aggiorna il programma, poi riprova."
GONE = RESTORING + "il file della copia non c'è più. Scegline un altro."


@pytest.mark.parametrize(
    ("spoiled", "sentence"),
    [
        (lambda path: path.write_bytes(b""), FOREIGN),
        (lambda path: path.write_text("ciao " * 1000), FOREIGN),
        (lambda path: spoil(path, "PRAGMA application_id = 7"), FOREIGN),
        (lambda path: spoil(path, "DROP TABLE session"), FOREIGN),
        (lambda path: spoil(path, "CREATE TRIGGER t AFTER UPDATE ON drafts BEGIN DELETE FROM drafts; END"), FOREIGN),
        (lambda path: spoil(path, f"PRAGMA user_version = {file.SCHEMA + 1}"), NEWER),
        (half, BROKEN),
        (lambda path: lose_a_page(path, "exports"), BROKEN),
        (Path.unlink, GONE),
    ],
)
def test_what_is_no_whole_copy_is_refused(
    drafts: Drafts, tmp_path: Path, spoiled: Callable[[Path], object], sentence: str
) -> None:
    fill(drafts)
    before, source = titles(drafts), tmp_path / "copia.db"
    drafts.back_up_to(source)
    spoiled(source)
    assert refused(lambda: drafts.check_backup(source)) == sentence
    assert refused(lambda: drafts.restore_backup(source)) == sentence
    assert titles(drafts) == before and auto(drafts) == []
    save(drafts, drafts.rows()[0].id, content(n=5))


def test_the_file_itself_is_no_copy(drafts: Drafts) -> None:
    fill(drafts)
    assert refused(lambda: drafts.restore_backup(drafts.path)) == (
        "Non riesco a ripristinare le pratiche: questo è il file delle pratiche di adesso. Scegli una copia."
    )


# --- back ----------------------------------------------------------------------------------------------------


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
        assert "un altro programma sta usando" in refused(lambda: drafts.restore_backup(tmp_path / "copia"))
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
    monkeypatch.setattr(handle, "REPLACE_PAUSE", 0)
    drafts.restore_backup(tmp_path / "vuota")
    assert titles(drafts) == [] and not refusals
    # If it never gives in, everything stays as it is.
    id = drafts.create(content(), FORM, "Rimane")
    refusals += [PermissionError(13, "no")] * handle.REPLACE_ATTEMPTS
    refused(lambda: drafts.restore_backup(tmp_path / "vuota"))
    assert titles(drafts) == ["Rimane"] and not refusals
    save(drafts, id, content(n=1), "Rimane")


# --- by themselves -------------------------------------------------------------------------------------------


def test_one_copy_a_day_and_the_last_seven(drafts: Drafts) -> None:
    assert drafts.daily_backup(DAY) is None and auto(drafts) == []  # nothing to copy
    drafts.create(content(), FORM, "Una")
    for day in range(10):
        copy = drafts.daily_backup(DAY + dt.timedelta(days=day))
        assert copy is not None and copy.dossiers == 1
    assert drafts.daily_backup(DAY + dt.timedelta(days=9)) is None
    assert auto(drafts) == [f"pratiche-2026-{day}.db" for day in
                            ("11-27", "11-28", "11-29", "11-30", "12-01", "12-02", "12-03")]  # fmt: skip
    assert len(drafts.backups()) == 7 and all(each.daily for each in drafts.backups())


@pytest.mark.skipif(os.name == "nt", reason="the rights of a folder work otherwise on Windows")
@pytest.mark.parametrize("first", ["daily", "restore"])
def test_only_the_owner_looks_into_the_folder_of_the_copies(drafts: Drafts, tmp_path: Path, first: str) -> None:
    drafts.create(content(), FORM, "Una")
    drafts.back_up_to(tmp_path / "copia")
    if first == "daily":
        drafts.daily_backup(DAY)
    drafts.restore_backup(tmp_path / "copia")
    drafts.daily_backup(DAY + dt.timedelta(days=1))
    assert stat.S_IMODE(backups.backup_folder(drafts.path).stat().st_mode) == 0o700


def test_the_copies_are_listed_by_their_time_and_nothing_else_is(drafts: Drafts) -> None:
    folder = backups.backup_folder(drafts.path)
    assert drafts.backups() == []
    folder.mkdir()
    for age, name in enumerate(
        ("pratiche-2026-11-20.db", "prima-del-ripristino-x.db", "pratiche-2026-11-24.db", "a.txt")
    ):
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (1_000_000 - age, 1_000_000 - age))
    found = [(each.path.name, each.daily, each.at.timestamp()) for each in drafts.backups()]
    assert found == [
        ("pratiche-2026-11-20.db", True, 1_000_000),
        ("prima-del-ripristino-x.db", False, 999_999),
        ("pratiche-2026-11-24.db", True, 999_998),
    ]


def test_old_copies_do_not_outlive_the_bin(drafts: Drafts) -> None:
    drafts.create(content(), FORM, "Una")
    for day, age in ((0, 30 * 86_400 + 600), (1, 30 * 86_400 - 600)):  # seconds
        copy = drafts.daily_backup(DAY + dt.timedelta(days=day))
        assert copy is not None
        os.utime(copy.path, (time.time() - age, time.time() - age))
    drafts.daily_backup(DAY + dt.timedelta(days=40))
    assert auto(drafts) == ["pratiche-2026-11-25.db", "pratiche-2027-01-03.db"]


def test_what_was_deleted_for_good_is_in_no_copy(drafts: Drafts, tmp_path: Path) -> None:
    secret = "Nessuno deve leggerlo più"
    drafts.create(content(), FORM, "Resta")
    gone = drafts.create(content(testo=secret), FORM, "Via")
    drafts.back_up_to(tmp_path / "copia")
    drafts.daily_backup(DAY - dt.timedelta(days=1))
    drafts.daily_backup(DAY)
    drafts.restore_backup(tmp_path / "copia")
    drafts.bin(gone)
    drafts.empty_bin()
    assert any(secret.encode() in each.path.read_bytes() for each in drafts.backups())
    drafts.daily_backup(DAY, renew=True)
    assert auto(drafts) == [f"pratiche-{DAY.isoformat()}.db"]
    assert secret.encode() not in drafts.backups()[0].path.read_bytes()


def test_the_copies_before_a_restore_do_not_pile_up(drafts: Drafts, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    drafts.create(content(), FORM, "Una")
    drafts.back_up_to(tmp_path / "copia")
    for number in range(backups.MAX_OF_EACH_KIND + 2):
        monkeypatch.setattr(file, "timestamp", lambda number=number: f"20261124-10{number:02}00")
        drafts.restore_backup(tmp_path / "copia")
    assert len(auto(drafts)) == backups.MAX_OF_EACH_KIND and auto(drafts)[0].endswith("-100200.db")


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
    assert {row.id: row.number for row in drafts.rows()} == {id: numbers[id] for id in (ids[0], ids[2])}
    assert drafts.read(drafts.create(content(), FORM, "Cinque")).number not in numbers.values()
