"""What the trials of an update believe: dossiers made older or newer, and whether the program did right by them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts.store import Drafts, StoreFault
from installers.project import BuildFault
from installers.updates import Dossiers
from tests.unit.drafts.support import FORM, LIMIT, content


@pytest.fixture
def dossiers(tmp_path: Path) -> Dossiers:
    drafts = Drafts(tmp_path)
    drafts.open()
    id = drafts.create(content(n=1), FORM, "Uno", "primo")
    drafts.remember_open(id, "primo")
    assert drafts.close(LIMIT)
    return Dossiers(tmp_path)


def test_an_update_that_loses_nothing_is_believed(dossiers: Dossiers) -> None:
    before = dossiers.make_older()
    assert before == {"Uno": content(n=1)} and not dossiers.opened()
    drafts = Drafts(dossiers.folder)
    opened = drafts.open()
    assert opened.recovered and opened.draft is not None
    drafts.remember_open(opened.draft, "primo")
    assert drafts.close(LIMIT) and dossiers.opened()
    dossiers.expect_migrated(before)


def test_an_update_that_was_none_or_lost_something_is_not(dossiers: Dossiers) -> None:
    before = dossiers.make_older()
    with pytest.raises(BuildFault, match="copia 0 volte"):
        dossiers.expect_migrated(before)
    drafts = Drafts(dossiers.folder)
    drafts.open()
    drafts.close(LIMIT)
    dossiers.expect_migrated(before)
    with pytest.raises(BuildFault, match="non sono più quelle"):
        dossiers.expect_same({**before, "Due": content(n=2)})
    with pytest.raises(BuildFault, match="non sono più quelle"):
        dossiers.expect_same({})


def test_the_first_schema_s_dossiers_are_brought_up_to_date(tmp_path: Path) -> None:
    dossiers = Dossiers(tmp_path / "dati")
    dossiers.put_first()
    before = dossiers.contents()
    assert len(before) == 2
    drafts = Drafts(dossiers.folder)
    drafts.open()
    drafts.close(LIMIT)
    dossiers.expect_migrated(before)


def test_newer_dossiers_that_are_left_alone_are_believed_and_changed_ones_are_not(dossiers: Dossiers) -> None:
    digest = dossiers.make_newer()
    with pytest.raises(StoreFault):
        Drafts(dossiers.folder).open()
    dossiers.expect_untouched(digest)
    with closing(sqlite3.connect(dossiers.path)) as connection:
        connection.execute("PRAGMA user_version = 9")
    with pytest.raises(BuildFault, match="non sono rimaste com'erano"):
        dossiers.expect_untouched(digest)
