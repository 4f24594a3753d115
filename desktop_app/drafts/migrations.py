"""The tables, one step per change since the first. The only user of sqlite_utils: imported when a file needs it.

A step that was released never changes. `table.transform()` drops triggers and full-text tables' ones: make them
again in the same step. Each step ends by writing its number, so that a start can see that nothing is to do.
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
    # apart, so that a list of 10,000 is read from few pages
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
    """Dossiers with their history, what was exported from them, and what was open."""
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
    # its own column: SQLite renumbers its rows when a file is copied, and gives the last one's number again
    """CREATE TABLE numbers (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        draft TEXT NOT NULL UNIQUE REFERENCES drafts ON DELETE CASCADE)""",
    "INSERT INTO numbers (number, draft) SELECT rowid, id FROM drafts",
)


@MIGRATIONS()
def m003_numbers(db: Database) -> None:
    """The number that folders and calendars name a dossier by: it stays, and no other dossier ever has it."""
    for statement in _NUMBERS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")


def migrate(connection: Connection, path: Path) -> None:
    """Brings the tables up to date; a file that holds something is copied first."""
    version = file.pragma(connection, "user_version")
    if version:
        file.copy_into(connection, path.with_name(f"{path.name}.versione-{version}-{file.stamp()}"))
    apply(connection)


def apply(connection: Connection) -> None:
    """The same without a copy, of a file that is one."""
    MIGRATIONS.apply(Database(connection, execute_plugins=False))
