"""The tables, as a list of migrations. The only user of sqlite_utils: imported only when a file needs one.

A released migration never changes. `table.transform()` drops triggers, also those of full-text tables: create them
again in the same migration. Each one ends by storing its number, so that a start sees at once if any is missing.
"""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database, Migrations

from desktop_app.drafts import file
from desktop_app.drafts.file import Connection

MIGRATIONS = Migrations("commessa")

_FIRST = (
    """CREATE TABLE drafts (
        id TEXT PRIMARY KEY, form TEXT NOT NULL, title TEXT NOT NULL, folded TEXT NOT NULL, step TEXT NOT NULL,
        summary TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL, exported TEXT, binned TEXT,
        version INTEGER NOT NULL, revision INTEGER NOT NULL, sha256 BLOB NOT NULL)""",
    # its own table, so that a list of 10,000 dossiers is read from few pages
    "CREATE TABLE contents (draft TEXT PRIMARY KEY REFERENCES drafts ON DELETE CASCADE, content BLOB NOT NULL)",
    """CREATE TABLE revisions (
        draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, number INTEGER NOT NULL, at TEXT NOT NULL,
        sha256 BLOB NOT NULL, content BLOB NOT NULL, PRIMARY KEY (draft, number))""",
    """CREATE TABLE exports (
        number INTEGER PRIMARY KEY, draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE,
        document TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL,
        bozza INTEGER NOT NULL, revision INTEGER, answers_sha256 BLOB NOT NULL, answers BLOB NOT NULL)""",
    "CREATE INDEX drafts_in_bin ON drafts (binned) WHERE binned IS NOT NULL",
    "CREATE INDEX exports_of_draft ON exports (draft)",
    """CREATE TABLE session (
        id INTEGER PRIMARY KEY CHECK (id = 1), draft TEXT, step TEXT NOT NULL, at TEXT NOT NULL,
        closed INTEGER NOT NULL)""",
)


@MIGRATIONS()
def m001_first_tables(db: Database) -> None:
    """Dossiers with their history and exported documents; the session."""
    for statement in _FIRST:
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")


_RECORDS = (
    """CREATE TABLE records (
        id TEXT PRIMARY KEY, book TEXT NOT NULL, name TEXT NOT NULL, detail TEXT NOT NULL, folded TEXT NOT NULL,
        updated TEXT NOT NULL, binned TEXT, sha256 BLOB NOT NULL, answers BLOB NOT NULL)""",
    "CREATE INDEX records_of_book ON records (book, binned, folded)",
    """CREATE TABLE uses (
        draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, record TEXT NOT NULL, PRIMARY KEY (draft, record))""",
    "CREATE INDEX uses_of_record ON uses (record)",
)


@MIGRATIONS()
def m002_address_books(db: Database) -> None:
    """The records of the address books, and which dossiers use them."""
    for statement in _RECORDS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")


_NUMBERS = (
    # not the rowid: VACUUM renumbers those, and the highest one is given again after a deletion
    """CREATE TABLE numbers (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        draft TEXT NOT NULL UNIQUE REFERENCES drafts ON DELETE CASCADE)""",
    "INSERT INTO numbers (number, draft) SELECT rowid, id FROM drafts",
)


@MIGRATIONS()
def m003_numbers(db: Database) -> None:
    """The number of a dossier in names of folders and in calendars: never changed, never given to another one."""
    for statement in _NUMBERS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")


def migrate(connection: Connection, path: Path) -> None:
    """Applies the missing migrations; a file that has tables already is backed up beside itself first."""
    version = file.pragma(connection, "user_version")
    if version:
        file.copy_into(connection, path.with_name(f"{path.name}.versione-{version}-{file.timestamp()}"))
    apply(connection)


def apply(connection: Connection) -> None:
    """Applies the missing migrations without a backup."""
    MIGRATIONS.apply(Database(connection, execute_plugins=False))
