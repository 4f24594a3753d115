"""Copies of the file: whole, refused where they are not ours, and back again without losing what there was."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.drafts import backup_folder, file, inventory
from desktop_app.drafts.store import Drafts
from tests.unit.drafts.reading import OLD, daily_copies, refusal, titles
from tests.unit.drafts.support import FORM, LIMIT, ask, content, fill, is_whole, names, save

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
                            ("11-27-4", "11-28-5", "11-29-6", "11-30-7", "12-01-8", "12-02-9", "12-03-10")]  # fmt: skip
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
    assert stat.S_IMODE(backup_folder.place(drafts.path).stat().st_mode) == 0o700


def test_the_copies_are_listed_by_their_number_and_say_what_they_hold(drafts: Drafts, tmp_path: Path) -> None:
    folder = backup_folder.place(drafts.path)
    assert drafts.backups() == []
    drafts.create(content(), FORM, "Una")
    drafts.daily_backup(DAY + dt.timedelta(days=3650))  # a clock that was wrong
    drafts.bin(drafts.create(content(), FORM, "Due"))
    saved = save(drafts, drafts.create(content(), FORM, "Tre"), content(n=1))
    drafts.back_up_to(tmp_path / "copia")
    drafts.restore_backup(tmp_path / "copia")
    drafts.daily_backup(DAY)
    for age, copy in enumerate(drafts.backups()):
        os.utime(copy.path, (1_000_000 + age, 1_000_000 + age))
    shutil.copyfile(OLD / "v0_1_0.db", folder / "pratiche-2036-11-24.db")
    (folder / "pratiche-2040-01-01.db").write_bytes(b"rotten")
    (folder / "a.txt").write_bytes(b"")
    found = drafts.backups()
    assert [(each.number, each.daily, each.dossiers, each.binned, each.sound) for each in found] == [
        (3, True, 2, 1, True), (2, False, 2, 1, True), (1, True, 1, 0, True), (0, True, 2, 1, True),
        (0, True, 0, 0, False),
    ]  # fmt: skip
    assert found[1].at == saved.at and found[2].day == "2036-11-21"


def test_a_wrong_clock_neither_stops_the_copies_nor_lets_good_ones_go(drafts: Drafts) -> None:
    drafts.create(content(), FORM, "Una")
    days = [0, *(400 + number for number in range(7)), 1, 2, -5000, 3]
    for made, day in enumerate(days, 1):
        assert drafts.daily_backup(DAY + dt.timedelta(days=day)) is not None
        assert [each.number for each in drafts.backups()] == [*range(made, max(made - 7, 0), -1)]


def test_a_copy_goes_for_seven_newer_good_ones_and_never_for_its_age(drafts: Drafts) -> None:
    drafts.create(content(), FORM, "Una")
    for day in range(7):
        drafts.daily_backup(DAY + dt.timedelta(days=day))
    oldest = drafts.backups()[-1].path
    for copy in drafts.backups():
        os.utime(copy.path, (1_000_000, 1_000_000))
    for copy in drafts.backups()[:2]:
        copy.path.write_bytes(b"rotten")
    for day in (400, 401):
        assert oldest.exists()
        drafts.daily_backup(DAY + dt.timedelta(days=day))
    assert oldest.exists() and len([each for each in drafts.backups() if each.sound]) == 7
    drafts.daily_backup(DAY + dt.timedelta(days=402))
    assert not oldest.exists() and len(drafts.backups()) == 7 and all(each.sound for each in drafts.backups())


STEPS = st.lists(st.integers(-400, 4000) | st.sampled_from(["rots", "is deleted"]), min_size=9, max_size=25)


@pytest.mark.parametrize("many", [3, pytest.param(60, marks=pytest.mark.long)])
def test_whatever_clocks_and_disks_do_seven_good_copies_stay(many: int) -> None:
    @settings(max_examples=many)
    @given(STEPS, st.randoms(use_true_random=False))
    def live(steps: list[int | str], choose: random.Random) -> None:
        with tempfile.TemporaryDirectory() as folder:
            drafts = Drafts(Path(folder))
            drafts.open()
            try:
                drafts.create(content(), FORM, "Una")
                for step in steps:
                    before = drafts.backups()
                    if isinstance(step, int):
                        drafts.daily_backup(DAY + dt.timedelta(days=step))
                    elif before and step == "rots":
                        choose.choice(before).path.write_bytes(b"rotten")
                    elif before:
                        drafts.deletion.remove_backup(choose.choice(before).path)
                        continue
                    after = drafts.backups()
                    gone = {each.path for each in before} - {each.path for each in after}
                    assert not gone or sum(each.sound for each in after) == 7
            finally:
                drafts.close(LIMIT)

    live()


def test_what_got_lost_unseen_stays_in_the_newest_copy_that_has_it(drafts: Drafts) -> None:
    lost, gone = (drafts.create(content(), FORM, title) for title in ("Persa", "Cancellata"))
    drafts.create(content(), FORM, "Resta")
    for day in range(2):
        drafts.daily_backup(DAY + dt.timedelta(days=day))
    drafts._change(lambda connection: connection.execute("DELETE FROM drafts WHERE id = ?", (lost,)))  # noqa: SLF001 - damage that no one can do from outside
    drafts.bin(gone)
    drafts.empty_bin()
    for day in range(2, 20):
        drafts.daily_backup(DAY + dt.timedelta(days=day))
    assert [each.number for each in drafts.backups()] == [*range(20, 13, -1), 2]


def test_a_copy_opened_in_the_place_of_a_damaged_file_counts_on_from_it(drafts: Drafts) -> None:
    gone = drafts.create(content(), FORM, "Via")
    drafts.create(content(), FORM, "Una")
    for day in range(3):
        drafts.daily_backup(DAY + dt.timedelta(days=day))
    drafts.bin(gone)
    drafts.empty_bin()
    drafts.close(LIMIT)
    aside = inventory.open_instead(drafts.path, drafts.backups()[2].path)
    assert aside is not None and titles(drafts) == ["Una", "Via"]
    drafts.open()
    for day in range(3, 20):
        drafts.daily_backup(DAY + dt.timedelta(days=day))
    numbers = [each.number for each in drafts.backups()]
    assert numbers[-3:] == [3, 2, 1] and len(set(numbers)) == 3 + 7, "those made before the damage stay"
    assert list(drafts.deletion.erase(DAY)) == []  # what came back with the copy is not deleted any more


def test_copies_made_before_damage_stay_until_the_damaged_file_is_let_go(drafts: Drafts) -> None:
    drafts.create(content(), FORM, "Una")
    for day in range(3):
        drafts.daily_backup(DAY + dt.timedelta(days=day))
    before = {each.path for each in drafts.backups()}
    drafts.close(LIMIT)
    drafts.path.write_bytes(b"rotten" * 1000)
    assert drafts.open().set_aside is not None
    drafts.create(content(), FORM, "Due")
    for day in range(3, 20):
        drafts.daily_backup(DAY + dt.timedelta(days=day))
    assert before <= {each.path for each in drafts.backups()} and len(drafts.backups()) == 3 + 7
    (aside,) = drafts.deletion.set_aside_files()
    drafts.deletion.remove_set_aside(aside.path)
    drafts.daily_backup(DAY + dt.timedelta(days=20))
    assert len(drafts.backups()) == 7 and not before & {each.path for each in drafts.backups()}
