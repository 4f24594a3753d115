"""The steps from one version of the tables (`schema.py`) to the next. The only user of sqlite_utils: imported late.

A released migration never changes. `table.transform()` drops triggers, also those of full-text tables: create them
again in the same migration. Each one ends by storing its number, so that a start sees at once if any is missing.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from sqlite_utils import Database, Migrations

from desktop_app.drafts import backup_folder, file, queries, schema
from desktop_app.drafts.faults import Damaged, Error
from desktop_app.drafts.file import Connection

# What tells, in every version, that two files are of the same moment; checksums stand for contents.
_STATE = ("SELECT at, draft, step FROM session", "SELECT id, updated, binned, sha256 FROM drafts ORDER BY id")
MIGRATIONS = Migrations("commessa")


@MIGRATIONS()
def m001_first_tables(db: Database) -> None:
    """Dossiers with their history and exported documents; the session."""
    _make(db, 1)


@MIGRATIONS()
def m002_address_books(db: Database) -> None:
    """The records of the address books, and which dossiers use them."""
    _make(db, 2)


@MIGRATIONS()
def m003_numbers(db: Database) -> None:
    """The number of a dossier in names of folders and in calendars: never changed, never given to another one."""
    _make(db, 3, "INSERT INTO numbers (number, draft) SELECT rowid, id FROM drafts")


@MIGRATIONS()
def m004_state(db: Database) -> None:
    """What the store keeps about itself, so that neither clocks nor names of files decide what is deleted."""
    until_then = "WHERE binned <= (SELECT at FROM session)"
    _make(
        db,
        4,
        f"INSERT INTO counted (id, since) SELECT id, binned FROM drafts {until_then}",
        f"INSERT OR IGNORE INTO counted (id, since) SELECT id, binned FROM records {until_then}",
        "INSERT INTO state (key, value) SELECT 'clock_newest', at FROM session",
    )


@MIGRATIONS()
def m005_acts(db: Database) -> None:
    """What happened to a dossier outside of its answers, and the files that tell of it."""
    _make(db, 5)


@MIGRATIONS()
def m006_traits(db: Database) -> None:
    """What the user said of a dossier as a whole, as that it is archived; what is known of its versions."""
    of_then = "SELECT max(number) FROM revisions WHERE revisions.draft = acts.draft AND revisions.at <= acts.at"
    _make(
        db,
        6,
        "INSERT OR IGNORE INTO version_notes (draft, number, what, told)"
        f" SELECT draft, ({of_then}) AS number, 'act', '' FROM acts WHERE ({of_then}) NOT NULL",
    )


def _make(db: Database, version: int, *more: str) -> None:
    """Runs the statements of a version, and stores that it is this one."""
    for statement in (*schema.TABLES[version], *more):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {version}")


def migrate(connection: Connection, path: Path) -> None:
    """Applies the missing migrations; a file that has tables already is backed up beside itself first."""
    version = file.pragma(connection, "user_version")
    if version and not _is_copied(connection, path):
        file.copy_into(connection, path.with_name(f"{path.name}.versione-{version}-{file.timestamp()}"))
    apply(connection)


def _is_copied(connection: Connection, path: Path) -> bool:
    """Whether a start that was interrupted has left the backup, perhaps some steps ago: one for each would add up."""
    for copy in backup_folder.versions(path):
        with contextlib.suppress(*Error, Damaged, OSError), queries.reader(copy) as other:
            if _state(other) == _state(connection):
                return True
    return False


def _state(connection: Connection) -> list[object]:
    return [connection.execute(query).fetchall() for query in _STATE]


def apply(connection: Connection) -> None:
    """Applies the missing migrations without a backup."""
    MIGRATIONS.apply(Database(connection, execute_plugins=False))
