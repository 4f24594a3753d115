"""What is deleted for good is in no file of ours any more, whatever comes between: every byte is searched."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts import backup_folder, backups, changes, erasure, file, handle
from desktop_app.drafts.models import Contact
from desktop_app.drafts.store import Drafts
from tests.traces import files_with
from tests.unit.drafts.reading import OLD, refusal
from tests.unit.drafts.support import FORM, LIMIT, ask, content, save, use_on_days

Make = Callable[[Path], Drafts]
DAY = dt.date(2026, 11, 24)
GONE = "Zorronome Cancellatissimo"
ROOT = Path(__file__).parents[3]


def holding(folder: Path) -> list[str]:
    return files_with(GONE.split()[0], folder)


def fill(drafts: Drafts, others: int = 1) -> str:
    """A dossier of the name with its history, and others; gives its id."""
    id = drafts.create(content(nome=GONE), FORM, GONE, summary=GONE)
    for number in range(3):
        save(drafts, id, content(nome=f"{GONE} {number}", testo=GONE * 300), GONE)
    for number in range(others):
        drafts.create(content(nome=f"Altra {number}"), FORM, f"Altra {number}")
    return id


def delete(drafts: Drafts, id: str) -> None:
    drafts.bin(id)
    assert drafts.empty_bin() == 1


def erase(drafts: Drafts) -> None:
    for _ in drafts.deletion.erase(DAY):
        pass


def with_copies(drafts: Drafts, folder: Path, others: int = 1) -> str:
    """The name in a daily copy, in one made before a restore, in one of a migration, in one dated in the future."""
    id = fill(drafts, others)
    drafts.daily_backup(DAY + dt.timedelta(days=3650))
    drafts.back_up_to(folder.parent / "copia")
    drafts.restore_backup(folder.parent / "copia")
    shutil.copyfile(drafts.backups()[0].path, folder / f"{file.NAME}.versione-3-20261124-100000-000000")
    drafts.daily_backup(DAY)
    (folder.parent / "copia").unlink()
    assert len(holding(folder)) == 5 and len(drafts.backups()) == 3
    return id


@pytest.mark.parametrize(("others", "large"), [(0, False), (1, False), (40, False), (0, True), (40, True)])
def test_deleted_at_once_it_is_in_no_file_and_the_rest_is_in_every_copy(
    drafts: Drafts, folder: Path, others: int, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        monkeypatch.setattr(erasure, "LARGE", 0)
    delete(drafts, with_copies(drafts, folder, others))
    erase(drafts)
    assert holding(folder) == []
    assert [each.dossiers for each in drafts.backups()] == [others] * 3 * (others > 0)
    for each in drafts.backups():
        assert drafts.check_backup(each.path).dossiers == others
    assert list(drafts.deletion.erase(DAY)) == []  # nothing is left to do
    save(drafts, drafts.create(content(nome="Dopo"), FORM, "Dopo"), content(nome="Dopo 2"), "Dopo")
    assert len(drafts.rows()) == others + 1


def test_a_record_goes_from_the_copies_when_its_days_in_the_bin_are_over(drafts: Drafts, folder: Path) -> None:
    drafts.addresses.add(Contact("aziende", "Resta Srl", "", {}))
    id = drafts.addresses.add(Contact("aziende", GONE, "Jesi", {"nome": GONE}))
    drafts.daily_backup(DAY)
    drafts.addresses.bin(id)
    use_on_days(drafts, 1, 31, 32)
    erase(drafts)
    assert "pratiche.db" in holding(folder)
    use_on_days(drafts, 33)
    erase(drafts)
    assert holding(folder) == [] and len(drafts.backups()) == 1


def test_a_dossier_goes_from_the_copies_when_its_days_in_the_bin_are_over(drafts: Drafts, folder: Path) -> None:
    drafts.bin(with_copies(drafts, folder))
    use_on_days(drafts, 1, 31, 32, 33)
    erase(drafts)
    assert holding(folder) == [] and len(drafts.backups()) == 3


def test_a_disk_that_is_really_full_only_delays_it(store: Make, make_disk: Callable[[str], Path]) -> None:
    disk = make_disk("5m")
    drafts = store(disk / "dati")
    drafts.open()
    id = with_copies(drafts, disk / "dati", others=80)
    (disk / "altro").write_bytes(bytes(shutil.disk_usage(disk).free - 300_000))
    delete(drafts, id)
    assert "il disco è pieno" in refusal(lambda: erase(drafts))
    assert holding(disk) and [each.sound for each in drafts.backups()] == [True] * 3
    (disk / "altro").unlink()
    erase(drafts)
    assert holding(disk) == [] and [each.dossiers for each in drafts.backups()] == [80] * 3


def test_a_full_disk_only_delays_it(drafts: Drafts, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    delete(drafts, with_copies(drafts, folder))

    def full(connection: file.Connection, target: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(file, "copy_into", full)
        assert "il disco è pieno" in refusal(lambda: erase(drafts))
        drafts.daily_backup(DAY)  # is there already, and is no substitute
        assert len(drafts.backups()) == 3 and len(holding(folder)) == 4, "no good copy is given up for it"
    drafts.close(LIMIT)
    drafts.open()
    erase(drafts)
    assert holding(folder) == [] and len(drafts.backups()) == 3


def test_a_reader_that_keeps_the_journal_delays_it(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "BUSY_TIMEOUT", 0.05)
    drafts.close(LIMIT)
    drafts.open()
    id = fill(drafts)
    with closing(file.connect(drafts.path, "ro")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM drafts").fetchall()
        delete(drafts, id)
        assert "un altro programma sta usando" in refusal(lambda: erase(drafts))
    erase(drafts)
    assert holding(drafts.path.parent) == []


def test_changes_are_stored_while_it_is_erased(drafts: Drafts, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is written anew beside them, and none of them is missing in it."""
    delete(drafts, with_copies(drafts, folder))
    stays, copy_into, stored = drafts.rows()[0].id, file.copy_into, 0

    def slow(connection: file.Connection, target: Path) -> None:
        nonlocal stored
        copy_into(connection, target)
        if target.parent == folder and stored < most:
            stored += 1
            save(drafts, stays, content(nome=f"Intanto {stored}"), f"Intanto {stored}")  # waits until the disk has it

    monkeypatch.setattr(file, "copy_into", slow)
    monkeypatch.setattr(erasure, "LARGE", 0)
    most = erasure.ATTEMPTS
    erase(drafts)
    assert drafts.deletion.is_left() and [row.title for row in drafts.rows()] == ["Intanto 2"]
    assert {*holding(folder)} <= {file.NAME}, "the copies need not wait"
    most += 1
    erase(drafts)
    assert not drafts.deletion.is_left() and holding(folder) == []
    drafts.close(LIMIT)
    drafts.open()
    assert [row.title for row in drafts.rows()] == ["Intanto 3"] and len(drafts.history(stays)) == 4
    assert [each.name for each in folder.iterdir() if file.is_unfinished(each.name)] == []


@pytest.mark.parametrize(
    "kill_at", ["deleted", "first copy", *(pytest.param(at, marks=pytest.mark.long) for at in ("rewritten", "written"))]
)
def test_closed_or_killed_meanwhile_it_is_done_at_the_next_start(tmp_path: Path, store: Make, kill_at: str) -> None:
    folder = tmp_path / "dati"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = [sys.executable, "-m", "tests.unit.drafts.test_erasure", str(folder), kill_at]
    done = subprocess.run(child, env=environment, cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 9 and holding(folder)
    drafts = store(folder)
    drafts.open()
    erase(drafts)
    assert holding(folder) == []
    assert [row.title for row in drafts.rows()] == ["Altra 0"] and [each.dossiers for each in drafts.backups()] == [
        1
    ] * 3


def die_in_the_middle(folder: Path, kill_at: str) -> None:
    """In a child: deletes, and ends without closing anything at a certain moment."""
    drafts = Drafts(folder)
    drafts.open()
    id = with_copies(drafts, folder)

    def die(*_: object, **__: object) -> None:
        os._exit(9)

    if kill_at == "deleted":
        handle.DatabaseHandle.checkpoint = die  # type: ignore[assignment, method-assign]  # the process ends there
    delete(drafts, id)
    if kill_at == "written":
        backups.inspected = die  # type: ignore[assignment]  # the process ends there
    steps = drafts.deletion.erase(DAY)
    for _ in range({"rewritten": 1, "first copy": 2}.get(kill_at, 99)):
        next(steps)
    die()


def test_what_a_crash_left_half_made_goes_at_the_next_start(drafts: Drafts, folder: Path) -> None:
    drafts.create(content(), FORM, "Altra")
    drafts.daily_backup(DAY)
    drafts.close(LIMIT)
    copies = backup_folder.place(drafts.path)
    print_folder = folder / f"{erasure.PRINT_FOLDER}abc"
    print_folder.mkdir()
    left = [
        *(folder / f"{file.NAME}.{end}" for end in ("nuovo", "nuovo-journal", "part", "nuovo.part", "nuovo.part-wal")),
        folder / f"{file.NAME}.versione-3-20261124.part", print_folder / "stampa.pdf",
        *(copies / f"pratiche-2026-11-24-1.db.{end}" for end in ("part", "nuova", "nuova.part", "nuova-journal")),
    ]  # fmt: skip
    for each in left:
        each.write_text(GONE)
    drafts.open()
    assert holding(folder) == [] and not print_folder.exists() and len(drafts.backups()) == 1


def test_a_copy_that_cannot_be_read_goes_once_there_is_a_good_one(drafts: Drafts, folder: Path) -> None:
    id = fill(drafts)
    drafts.daily_backup(DAY)
    copy = drafts.backups()[0].path
    rotten = b"no database " + GONE.encode()
    copy.write_bytes(rotten)
    delete(drafts, id)
    erase(drafts)
    assert holding(folder) == [] and [each.dossiers for each in drafts.backups()] == [1]


def test_a_copy_of_the_first_version_is_written_anew_too(drafts: Drafts, folder: Path) -> None:
    target = backup_folder.place(drafts.path) / "pratiche-2025-01-01.db"
    target.parent.mkdir()
    shutil.copyfile(OLD / "v0_1_0.db", target)
    ((gone, title),) = ask(target, "SELECT id, title FROM drafts WHERE binned IS NOT NULL")
    drafts.path.parent.joinpath("x").touch()
    drafts.bin(drafts.create(content(), FORM, "Altra"))
    drafts.empty_bin()
    drafts._change(lambda connection: connection.execute("INSERT INTO deleted VALUES (?)", (gone,)))  # noqa: SLF001 - what a newer version could have noted
    erase(drafts)
    assert title.encode() not in target.read_bytes() and drafts.check_backup(target).dossiers == 2


def test_what_was_put_aside_and_the_user_s_own_copies_stay_as_they_are(
    drafts: Drafts, folder: Path, tmp_path: Path
) -> None:
    id = fill(drafts)
    drafts.back_up_to(tmp_path / "mia.copia")
    for word in ("danneggiato", "trovato"):
        for end in ("", "-wal"):
            (folder / f"{file.NAME}.{word}-20261124{end}").write_text(GONE)
    delete(drafts, id)
    erase(drafts)
    assert len(holding(folder)) == 4 and "mia.copia" in holding(tmp_path)
    found = drafts.deletion.set_aside_files()
    assert [(each.damaged, each.size) for each in found] == [(True, 2 * len(GONE)), (False, 2 * len(GONE))]
    for each in found:
        drafts.deletion.remove_set_aside(each.path)
    drafts.deletion.remove_set_aside(drafts.path)  # nothing else is deleted
    assert holding(folder) == [] and drafts.deletion.set_aside_files() == [] and len(drafts.rows()) == 1


def test_a_dossier_that_lives_again_stays_in_the_copies(drafts: Drafts, folder: Path) -> None:
    id = fill(drafts)
    drafts.daily_backup(DAY)
    delete(drafts, id)
    save(drafts, id, content(nome=GONE), GONE)  # it was still open
    erase(drafts)
    assert [each.dossiers for each in drafts.backups()] == [2] and len(drafts.rows()) == 2


def test_a_restore_forgets_no_duty(drafts: Drafts, folder: Path, tmp_path: Path) -> None:
    drafts.create(content(), FORM, "Resta")
    drafts.back_up_to(tmp_path / "copia")
    id = fill(drafts)
    drafts.daily_backup(DAY)
    drafts.addresses.bin(drafts.addresses.add(Contact("aziende", "Scheda", "", {})))
    delete(drafts, id)
    drafts.restore_backup(tmp_path / "copia")
    numbers = [each.number for each in drafts.backups()]
    assert numbers == [2, 1]
    erase(drafts)
    assert holding(folder) == [] and len(drafts.backups()) == 2
    drafts.daily_backup(DAY + dt.timedelta(days=1))
    assert [each.number for each in drafts.backups()] == [3, 2, 1]


@pytest.mark.parametrize("seed", [12, 19, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(100))])
def test_no_page_keeps_a_trace(drafts: Drafts, folder: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite moves rows between pages and leaves traces of them, whatever is said of secure_delete."""
    choose = random.Random(seed)
    monkeypatch.setattr(changes, "new_id", lambda: f"{choose.getrandbits(64):016x}")  # it decides where a row lies
    ids: list[tuple[str, str]] = []
    for _ in range(choose.choice([5, 20, 60])):
        name = (GONE if choose.random() < 0.4 else "Altra") + "x" * choose.choice([0, 5, 50, 300])
        id = drafts.create(content(testo=name * choose.choice([1, 10, 200])), FORM, name, summary=name)
        ids.append((id, name))
        if choose.random() < 0.2:
            id, name = choose.choice(ids)
            for number in range(choose.choice([1, 5, 20])):
                text = name[:20] + str(choose.random())
                drafts.save(id, content(n=number, testo=text * choose.choice([1, 20, 300])), name[:20] + str(number))
    assert drafts.flush(LIMIT)
    drafts.daily_backup(DAY)
    for id, name in ids:
        if name.startswith(GONE):
            drafts.bin(id)
    drafts.empty_bin()
    erase(drafts)
    assert holding(folder) == []


if __name__ == "__main__":
    die_in_the_middle(Path(sys.argv[1]), sys.argv[2])
