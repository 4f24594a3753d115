"""What lies in a data folder while the store is closed, and a copy in the place of the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.drafts import inventory
from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.inventory import Inventory
from desktop_app.drafts.models import LONG_AGO
from desktop_app.drafts.store import Drafts
from desktop_app.system.clock import today
from tests.unit.drafts.support import FORM, content


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of one dossier, with a copy of it."""
    drafts = Drafts(tmp_path / "dati")
    drafts.open()
    drafts.create(content(), FORM, "Una")
    drafts.daily_backup(today())
    drafts.close(10)
    return drafts.path


def titles(path: Path) -> list[str]:
    return [row.title for row in Drafts(path.parent).rows()]


def taken(path: Path) -> Inventory:
    steps = inventory.take(path)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Inventory = end.value
            return found


def test_copies_are_read_from_end_to_end_and_only_good_ones_are_offered(path: Path) -> None:
    (copy,) = (path.parent / "copie").iterdir()
    (path.parent / "copie" / "pratiche-2020-01-01.db").write_bytes(copy.read_bytes()[:-4096])
    found = taken(path)
    assert [(each.path, each.dossiers) for each in found.copies] == [(copy, 1)] and found.bad_copies == 1
    assert found.file is not None and found.file.size == path.stat().st_size


def test_an_empty_or_missing_folder_holds_nothing(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "no"):
        assert taken(folder / "pratiche.db") == Inventory(None, (), 0)
        assert not inventory.was_used(folder / "pratiche.db") and not inventory.is_there(folder / "pratiche.db")


@pytest.mark.parametrize(
    ("name", "used"),
    [
        ("pratiche.db", True), ("pratiche.db-wal", True), ("pratiche.db.danneggiato-20261128", True),
        ("copie/pratiche-2026-11-28.db", True),
        ("pratiche.db.nuovo", False), ("pratiche.db.nuovo.part", False),
        ("pratiche.db.nuovo-journal", False), ("pratiche.db.nuovo.part-journal", False), ("commessa.lock", False),
    ],
)  # fmt: skip
def test_whatever_a_file_of_dossiers_leaves_tells_of_it(tmp_path: Path, name: str, used: bool) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).touch()
    assert inventory.was_used(tmp_path / "pratiche.db") is used


def test_a_copy_takes_the_place_of_the_file_which_is_kept_as_it_is(path: Path) -> None:
    (copy,) = (path.parent / "copie").iterdir()
    drafts = Drafts(path.parent)
    drafts.open()
    drafts.create(content(), FORM, "Due")
    drafts.close(10)
    before = path.read_bytes()
    aside = inventory.open_instead(path, copy)
    assert aside is not None and aside.read_bytes() == before and copy.is_file()
    assert titles(path) == ["Una"]
    path.unlink()
    assert inventory.open_instead(path, copy) is None and titles(path) == ["Una"]


def test_a_copy_that_is_not_good_changes_nothing(path: Path, tmp_path: Path) -> None:
    bad = tmp_path / "rotta.db"
    bad.write_bytes(path.read_bytes()[:-4096])
    before = path.read_bytes()
    with pytest.raises(StoreFault):
        inventory.open_instead(path, bad)
    assert path.read_bytes() == before and titles(path) == ["Una"]
    assert not list(path.parent.glob("pratiche.db.*"))


def test_dossiers_get_a_folder_of_their_own_among_other_things(path: Path, tmp_path: Path) -> None:
    empty, photographs = tmp_path / "vuota", tmp_path / "foto"
    empty.mkdir()
    photographs.mkdir()
    (photographs / "mare.jpg").touch()
    assert inventory.place_in(empty) == empty and inventory.place_in(path.parent) == path.parent
    assert inventory.place_in(photographs) == photographs / "Commessa"
    assert inventory.place_in(tmp_path / "no") == tmp_path / "no"


@pytest.mark.parametrize("seconds", [-11_644_473_600, -1])
def test_a_file_of_a_time_that_windows_cannot_tell_is_listed_all_the_same(path: Path, seconds: int) -> None:
    """Some programs leave the year 1601, the first that Windows has for files."""
    os.utime(path, (seconds, seconds))
    found = inventory.facts(path)
    assert found is not None and found.size > 0 and found.changed == LONG_AGO
