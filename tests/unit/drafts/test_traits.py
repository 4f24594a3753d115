"""What the user says of a dossier as a whole: kept over saves, backups and damage, gone with the dossier."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts import file
from desktop_app.drafts.models import DossierEntry
from desktop_app.drafts.store import Drafts, StoreFault
from desktop_app.system.clock import today
from tests.traces import files_with
from tests.unit.drafts.support import FORM, LIMIT, ask, content, is_whole, save

OWN = "Mensa scolastica, lotto due"
AUTOMATIC = "Rossi Srl, Jesi"


def entry(drafts: Drafts, id: str, binned: bool = False) -> DossierEntry:
    return next(row for row in drafts.rows(binned=binned) if row.id == id)


@pytest.fixture
def id(drafts: Drafts) -> str:
    return drafts.create(content(n=1), FORM, AUTOMATIC)


def said(drafts: Drafts, id: str) -> tuple[bool, bool, bool, str]:
    row = entry(drafts, id)
    return row.archived is not None, row.marked, row.own_title, row.title


def test_several_are_archived_and_marked_at_once_and_none_counts_as_changed(drafts: Drafts, id: str) -> None:
    other, third = (drafts.create(content(), FORM, title) for title in ("Due", "Tre"))
    before = {row.id: row.updated for row in drafts.rows()}
    drafts.traits.archive([id, other])
    drafts.traits.mark([other, third])
    assert said(drafts, id)[:2] == (True, False) and said(drafts, other)[:2] == (True, True)
    assert said(drafts, third)[:2] == (False, True)
    assert {row.id: row.updated for row in drafts.rows()} == before
    drafts.traits.archive([id, other], on=False)
    drafts.traits.mark([other, third], on=False)
    assert (
        not any(row.archived or row.marked for row in drafts.rows()) and ask(drafts.path, "SELECT * FROM traits") == []
    )


def test_where_one_of_several_is_gone_none_is_changed(drafts: Drafts, id: str) -> None:
    with pytest.raises(StoreFault, match="questa pratica non c'è più"):
        drafts.traits.archive([id, "nessuna"])
    assert said(drafts, id)[:2] == (False, False)


def test_what_was_archived_is_archived_again_when_it_leaves_the_bin(drafts: Drafts, id: str) -> None:
    drafts.traits.archive([id])
    drafts.bin(id)
    assert drafts.rows() == [] and entry(drafts, id, binned=True).archived is not None
    drafts.restore(id)
    assert said(drafts, id)[0]


def test_a_title_of_its_own_outlives_saves_and_gives_way_to_what_the_answers_say_then(drafts: Drafts, id: str) -> None:
    drafts.traits.rename(id, f"  {OWN.replace(', ', ',' + chr(10))} ")
    assert said(drafts, id)[2:] == (True, OWN) and drafts.read(id).own_title
    save(drafts, id, content(n=2), "Verdi Srl, Fano")
    assert said(drafts, id)[2:] == (True, OWN) and drafts.read(id).title == OWN
    drafts.traits.rename(id, "Un altro")
    drafts.traits.rename(id, "")
    assert said(drafts, id)[2:] == (False, "Verdi Srl, Fano") and not drafts.read(id).own_title
    save(drafts, id, content(n=3), "Neri Srl, Urbino")
    assert said(drafts, id)[3] == "Neri Srl, Urbino" and ask(drafts.path, "SELECT * FROM traits") == []


def test_a_title_of_its_own_is_searched(drafts: Drafts, id: str) -> None:
    drafts.traits.rename(id, OWN)
    assert [row.id for row in drafts.rows("mensa scolastica")] == [id] and drafts.rows("rossi srl") == []
    save(drafts, id, content(n=2), AUTOMATIC)
    assert [row.id for row in drafts.rows("lotto due")] == [id]
    with pytest.raises(StoreFault, match="questa pratica non c'è più"):
        drafts.traits.rename("nessuna", OWN)


def test_backup_and_restore_carry_it(drafts: Drafts, id: str, tmp_path: Path) -> None:
    drafts.traits.archive([id])
    drafts.traits.mark([id])
    drafts.traits.rename(id, OWN)
    drafts.back_up_to(tmp_path / "copia")
    drafts.traits.archive([id], on=False)
    drafts.traits.rename(id, "")
    drafts.restore_backup(tmp_path / "copia")
    assert said(drafts, id) == (True, True, True, OWN)


@pytest.mark.parametrize("lost", ["", "drafts"])
def test_of_a_damaged_file_it_is_saved_and_names_a_dossier_whose_row_is_lost(
    drafts: Drafts, id: str, store: Callable[[Path], Drafts], lost: str
) -> None:
    drafts.traits.archive([id])
    drafts.traits.mark([id])
    drafts.traits.rename(id, OWN)
    assert drafts.close(LIMIT)
    wreck(drafts.path, lost)
    again = store(drafts.path.parent)
    again.open()
    assert said(again, id) == (True, True, True, OWN) and again.read(id).content == content(n=1)
    assert again.close(LIMIT) and is_whole(again.path)


def test_of_a_copy_only_what_the_file_may_have_lost_comes_back(
    drafts: Drafts, id: str, store: Callable[[Path], Drafts]
) -> None:
    drafts.traits.mark([id])
    drafts.daily_backup(today())
    drafts.traits.mark([id], on=False)
    drafts.traits.archive([id])
    assert drafts.close(LIMIT)
    wreck(drafts.path)
    again = store(drafts.path.parent)
    again.open()
    assert said(again, id)[:2] == (True, False)


def wreck(path: Path, table: str = "") -> None:
    """A header that no program reads, and zeros on the page where a table begins."""
    data = bytearray(path.read_bytes())
    if table:
        ((page,),) = ask(path, f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")
        data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    data[18:20] = b"\xff\xff"  # versions of the format that there are not
    path.write_bytes(data)


def test_it_goes_with_the_dossier_from_every_file(drafts: Drafts, id: str, folder: Path) -> None:
    drafts.traits.rename(id, "Zorronome di mano")
    drafts.daily_backup(today())
    drafts.bin(id)
    drafts.empty_bin()
    for _ in drafts.deletion.erase(today()):
        pass
    assert files_with("Zorronome", folder) == [] and ask(drafts.path, "SELECT * FROM traits") == []
    assert drafts.path.name == file.NAME


def test_what_a_later_version_says_of_a_dossier_is_left_alone(drafts: Drafts, id: str) -> None:
    assert drafts.close(LIMIT)
    with closing(sqlite3.connect(drafts.path)) as connection, connection:
        connection.execute("INSERT INTO traits VALUES (?, 'colore', 'blu'), (?, 'marked', x'00ff')", (id, id))
    drafts.open()
    assert said(drafts, id) == (False, False, False, AUTOMATIC)
    save(drafts, id, content(n=2), AUTOMATIC)
    assert ask(drafts.path, "SELECT value FROM traits WHERE name = 'colore'") == [("blu",)]
