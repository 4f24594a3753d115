"""Files that somebody prepared: as the database itself, and as a copy to restore. Nothing of theirs is ever run."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from desktop_app.drafts import file
from desktop_app.drafts.store import Drafts, StoreFault
from tests.unit.drafts.conftest import Make
from tests.unit.drafts.reading import refusal
from tests.unit.drafts.support import FORM, LIMIT, content, save

ADDED = {
    "a trigger that empties what is stored": (
        "CREATE TRIGGER t AFTER INSERT ON contents BEGIN UPDATE contents SET content = x'7b7d'; END"),
    "a trigger that deletes": (
        "CREATE TRIGGER t AFTER UPDATE ON drafts BEGIN DELETE FROM drafts WHERE id <> new.id; END"),
    "an index that takes one row": (
        "DELETE FROM contents WHERE rowid > 1; CREATE UNIQUE INDEX e ON contents (length(draft))"),
    "an index that takes no change": "CREATE UNIQUE INDEX e ON drafts ((revision > 1)) WHERE revision > 3",
    "an index of an expression": "CREATE INDEX e ON drafts (length(hex(zeroblob(1000 + revision))))",
    "a computed column": "ALTER TABLE drafts ADD COLUMN g AS (hex(zeroblob(200000000)))",
    "a column": "ALTER TABLE drafts ADD COLUMN x TEXT NOT NULL DEFAULT 'a'",
    "a check without end": (
        "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, 'sha256 BLOB NOT NULL)',"
        " 'sha256 BLOB NOT NULL CHECK (length(hex(zeroblob(400000000))) > 0))') WHERE name = 'drafts'"),
    "a table that holds the others": (
        "PRAGMA foreign_keys=OFF; CREATE TABLE z (d REFERENCES drafts(id)); INSERT INTO z SELECT id FROM drafts"),
    "a view": "CREATE VIEW w AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    "a virtual table": "CREATE VIRTUAL TABLE v USING fts5(x)",
    "no contents": "DROP TABLE contents",
    "no history": "DROP TABLE revisions",
    "no numbers": "DROP TABLE numbers",
    "no session": "DROP TABLE session",
    "no dossiers but their contents": "PRAGMA foreign_keys=OFF; DROP TABLE drafts",
    "a lie about the version": "PRAGMA user_version = 1",
    "pages of another size": "PRAGMA journal_mode=DELETE; PRAGMA page_size=512; VACUUM; CREATE VIEW w AS SELECT 1",
}  # fmt: skip


OFTEN = ("a trigger that empties what is stored", "an index that takes one row", "a check without end", "no contents")
CASES = [
    pytest.param(script, id=name, marks=() if name in OFTEN else pytest.mark.long) for name, script in ADDED.items()
]


@pytest.fixture
def good(folder: Path, store: Make) -> tuple[Path, dict[str, str]]:
    drafts = store(folder)
    drafts.open()
    contents = {}
    for n in range(3):
        id = drafts.create(content(n=n), FORM, f"Pratica {n}")
        contents[id] = content(n=n, testo="abc " * 2_000)
        save(drafts, id, contents[id], f"Pratica {n}")
    assert drafts.close(LIMIT)
    return drafts.path, contents


def change(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
        connection.commit()


def all_there(drafts: Drafts, contents: dict[str, str]) -> None:
    assert {row.id: drafts.read(row.id).content for row in drafts.rows()} == contents
    id = next(iter(contents))
    save(drafts, id, content(n="dopo"), "Dopo")
    assert drafts.read(id).content == content(n="dopo")
    found = drafts.damage.check()
    assert found is not None and found.is_sound


@pytest.mark.parametrize("script", CASES)
def test_as_the_database_its_rows_go_into_tables_of_ours(
    good: tuple[Path, dict[str, str]], store: Make, script: str
) -> None:
    path, contents = good
    change(path, script)
    drafts = store(path.parent)
    drafts.rows()  # before it is open, too, nothing of theirs is run
    opened = drafts.open()
    assert opened.set_aside is not None and "3 pratiche" in opened.notice
    all_there(drafts, contents)


@pytest.mark.parametrize("script", CASES)
def test_as_a_copy_its_rows_go_into_tables_of_ours(
    good: tuple[Path, dict[str, str]], store: Make, tmp_path: Path, script: str
) -> None:
    path, contents = good
    copy = tmp_path / "x.copia"
    shutil.copyfile(path, copy)
    change(copy, script)
    drafts = store(tmp_path / "altrove")
    drafts.open()
    assert drafts.check_backup(copy).dossiers == 3
    drafts.restore_backup(copy)
    all_there(drafts, contents)


@pytest.mark.parametrize(
    "script",
    [
        "DROP TABLE contents; DROP TABLE revisions; CREATE VIEW contents AS SELECT 1",
        "DELETE FROM drafts; DELETE FROM contents; DELETE FROM revisions; CREATE TABLE z (x)",
    ],
)
def test_a_copy_from_which_nothing_can_be_taken_is_refused(
    good: tuple[Path, dict[str, str]], store: Make, tmp_path: Path, script: str
) -> None:
    path, _ = good
    copy = tmp_path / "x.copia"
    shutil.copyfile(path, copy)
    change(copy, script)
    drafts = store(path.parent)
    drafts.open()
    for attempt in (drafts.check_backup, drafts.restore_backup):
        assert "questo file non è una copia fatta da Commessa" in refusal(partial(attempt, copy))
    assert len(drafts.rows()) == 3


def test_a_pipe_beside_the_database_is_not_waited_for(good: tuple[Path, dict[str, str]], store: Make) -> None:
    import os

    if os.name == "nt":
        pytest.skip("Windows has no such files")
    path, contents = good
    for end in ("-wal", "-shm", "-journal"):
        os.mkfifo(path.with_name(path.name + end))
    drafts = store(path.parent)
    with pytest.raises(StoreFault):
        drafts.rows()
    assert drafts.open().set_aside is not None
    all_there(drafts, contents)


def test_a_pipe_in_place_of_the_database_is_refused_with_a_sentence(folder: Path, store: Make) -> None:
    import os

    if os.name == "nt":
        pytest.skip("Windows has no such files")
    folder.mkdir()
    os.mkfifo(folder / file.NAME)
    assert "c'è qualcos'altro" in refusal(store(folder).open)
