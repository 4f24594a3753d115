"""A file is worked with only where its tables and indexes are exactly ours."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts import file, schema
from desktop_app.drafts.opening import open_file
from tests.unit.drafts.reading import OLD


def judged(path: Path) -> bool:
    with closing(file.connect(path, "ro")) as connection:
        return schema.is_ours(connection, file.pragma(connection, "user_version"))


def test_the_stated_schema_is_what_the_migrations_make(folder: Path) -> None:
    connection, *_ = open_file(folder / file.NAME)
    connection.close()
    assert judged(folder / file.NAME) and max(schema.TABLES) == file.SCHEMA


@pytest.mark.parametrize("old", sorted(OLD.glob("*.db")), ids=lambda path: path.name)
def test_the_files_of_older_versions_have_the_schema_stated_for_them(old: Path, tmp_path: Path) -> None:
    shutil.copyfile(old, tmp_path / "x.db")
    assert judged(tmp_path / "x.db")


ADDED = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON contents BEGIN DELETE FROM drafts; END",
    "view": "CREATE VIEW w AS SELECT 1",
    "unique index": "CREATE UNIQUE INDEX e ON contents (content)",
    "index of an expression": "CREATE INDEX e ON drafts (hex(title))",
    "computed column": "ALTER TABLE drafts ADD COLUMN g AS (hex(title))",
    "one more column": "ALTER TABLE drafts ADD COLUMN x TEXT NOT NULL DEFAULT 'a'",
    "one more table": "CREATE TABLE z (d TEXT REFERENCES drafts ON DELETE RESTRICT)",
    "virtual table": "CREATE VIRTUAL TABLE v USING fts5(x)",
    "statistics": "ANALYZE",
    "one table less": "DROP TABLE contents",
    "one index less": "DROP INDEX drafts_in_bin",
    "a lie about the version": "PRAGMA user_version = 1",
    "a version of nobody": "PRAGMA user_version = -1",
}


@pytest.mark.parametrize("statement", ADDED.values(), ids=ADDED)
def test_whatever_is_more_or_less_is_not_ours(used: Path, statement: str) -> None:
    with closing(sqlite3.connect(used)) as connection:
        connection.execute(statement)
        connection.commit()
    assert not judged(used)


def test_a_check_or_collation_of_others_is_not_ours(used: Path) -> None:
    with closing(sqlite3.connect(used)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'title TEXT', 'title TEXT CHECK (1)')")
        connection.commit()
    assert not judged(used)


def test_a_schema_without_end_is_not_read_to_its_end(used: Path) -> None:
    with closing(sqlite3.connect(used)) as connection:
        for number in range(120):
            connection.execute(f"CREATE TABLE t{number} (x)")
    assert not judged(used)
