"""Copies of the file: whole, refused where they are not ours, and back again without losing what there was."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import stat
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts import backups, file
from desktop_app.drafts.store import Drafts
from tests.unit.drafts.reading import daily_copies, refusal, titles
from tests.unit.drafts.support import FORM, ask, content, fill, is_whole, names, save

Make = Callable[[Path], Drafts]
DAY = dt.date(2026, 11, 24)


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
    assert refusal(lambda: drafts.back_up_to(drafts.path)) == (
        "Non riesco a fare la copia delle pratiche: questo è il file delle pratiche di adesso. Scegli una copia."
    )
    assert titles(drafts) == ["Una"]


def test_a_copy_that_cannot_be_made_leaves_nothing(drafts: Drafts, tmp_path: Path) -> None:
    sentence = refusal(lambda: drafts.back_up_to(tmp_path / "via" / "copia"))
    assert sentence.startswith("Non riesco a fare la copia delle pratiche: la cartella") and "via" in sentence
    folder = tmp_path / "copia"
    folder.mkdir()
    refusal(lambda: drafts.back_up_to(folder))
    assert set(names(tmp_path)) == {"copia", drafts.path.parent.name} and names(folder) == []


def test_a_copy_says_how_far_it_goes(drafts: Drafts, tmp_path: Path) -> None:
    opened = drafts.back_up_to(tmp_path / "subito")
    id = drafts.create(content(), FORM, "Una")
    saved = save(drafts, id, content(n=1))
    assert drafts.back_up_to(tmp_path / "poi").at == saved.at > opened.at


def test_no_copy_is_made_where_there_is_no_file(tmp_path: Path, store: Make) -> None:
    sentence = refusal(lambda: store(tmp_path).back_up_to(tmp_path / "copia"))
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
    assert refusal(lambda: drafts.check_backup(source)) == sentence
    assert refusal(lambda: drafts.restore_backup(source)) == sentence
    assert titles(drafts) == before and daily_copies(drafts) == []
    save(drafts, drafts.rows()[0].id, content(n=5))


def test_the_file_itself_is_no_copy(drafts: Drafts) -> None:
    fill(drafts)
    assert refusal(lambda: drafts.restore_backup(drafts.path)) == (
        "Non riesco a ripristinare le pratiche: questo è il file delle pratiche di adesso. Scegli una copia."
    )


# --- by themselves -------------------------------------------------------------------------------------------


def test_one_copy_a_day_and_the_last_seven(drafts: Drafts) -> None:
    assert drafts.daily_backup(DAY) is None and daily_copies(drafts) == []  # nothing to copy
    drafts.create(content(), FORM, "Una")
    for day in range(10):
        copy = drafts.daily_backup(DAY + dt.timedelta(days=day))
        assert copy is not None and copy.dossiers == 1
    assert drafts.daily_backup(DAY + dt.timedelta(days=9)) is None
    assert daily_copies(drafts) == [f"pratiche-2026-{day}.db" for day in
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
    assert daily_copies(drafts) == ["pratiche-2026-11-25.db", "pratiche-2027-01-03.db"]


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
    assert daily_copies(drafts) == [f"pratiche-{DAY.isoformat()}.db"]
    assert secret.encode() not in drafts.backups()[0].path.read_bytes()
