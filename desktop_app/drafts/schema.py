"""The tables as this program makes them, version by version, and whether a file has exactly those.

Another program's trigger, index, view or computed column would run inside our statements: it could change or refuse
what we store. A file that has one is never worked with; its rows are copied into a file of ours.
"""

from __future__ import annotations

from typing import Final

from desktop_app.drafts.file import Connection

# What each version added or, under the same name, changed: a new version is one more entry. The migrations run these.
TABLES: Final[dict[int, tuple[str, ...]]] = {
    1: (
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
    ),
    2: (
        """CREATE TABLE records (
        id TEXT PRIMARY KEY, book TEXT NOT NULL, name TEXT NOT NULL, detail TEXT NOT NULL, folded TEXT NOT NULL,
        updated TEXT NOT NULL, binned TEXT, sha256 BLOB NOT NULL, answers BLOB NOT NULL)""",
        "CREATE INDEX records_of_book ON records (book, binned, folded)",
        """CREATE TABLE uses (
        draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, record TEXT NOT NULL, PRIMARY KEY (draft, record))""",
        "CREATE INDEX uses_of_record ON uses (record)",
    ),
    3: (
        # not the rowid: VACUUM renumbers those, and the highest one is given again after a deletion
        """CREATE TABLE numbers (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        draft TEXT NOT NULL UNIQUE REFERENCES drafts ON DELETE CASCADE)""",
    ),
    4: (
        "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
        # dossiers and records that were deleted for good and may still be in a copy: their ids alone
        "CREATE TABLE deleted (id TEXT PRIMARY KEY)",
        # since when the days of what is in a bin are counted: the time it was put there may be of a wrong clock
        "CREATE TABLE counted (id TEXT PRIMARY KEY, since TEXT NOT NULL)",
    ),
    5: (
        # `file` is the SHA-256 of a file in the archive (acts/archive.py); the number is given once
        """CREATE TABLE acts (
        number INTEGER PRIMARY KEY AUTOINCREMENT, draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE,
        kind TEXT NOT NULL, at TEXT NOT NULL, sha256 BLOB NOT NULL, content BLOB NOT NULL, file TEXT)""",
        "CREATE INDEX acts_of_draft ON acts (draft)",
        "CREATE INDEX acts_with_file ON acts (file) WHERE file IS NOT NULL",
        # by what an act is found from outside: the code or Message-ID of a message, the hash of a file sent
        """CREATE TABLE marks (
        mark TEXT NOT NULL, act INTEGER NOT NULL REFERENCES acts ON DELETE CASCADE, PRIMARY KEY (mark, act))""",
        "CREATE INDEX marks_of_act ON marks (act)",
        "CREATE INDEX exports_by_sha256 ON exports (sha256)",
        # the files themselves: in a copy of everything, and nowhere else
        "CREATE TABLE files (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL)",
    ),
    6: (
        # what the user said of a dossier as a whole, beside its answers: few have any
        """CREATE TABLE traits (
        draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, name TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (draft, name))""",
        # how a revision came about, or what happened to it (versions.py): few have any
        """CREATE TABLE version_notes (
        draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, number INTEGER NOT NULL, what TEXT NOT NULL,
        told TEXT NOT NULL, PRIMARY KEY (draft, number, what))""",
    ),
}
# What sqlite-utils keeps: which migrations were made.
_KEPT_BY_OTHERS: Final = (
    'CREATE TABLE "_sqlite_migrations" ( "id" INTEGER PRIMARY KEY, "migration_set" TEXT, "name" TEXT,'
    ' "applied_at" TEXT )',
    'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name" ON "_sqlite_migrations" ("migration_set", "name")',
)
_MOST_PARTS: Final = 100  # of a schema that are looked at; ours has fewer than 40


def expected(version: int) -> dict[str, str]:
    """The tables and indexes of a file of that version: the text of each, in single spaces, by its name."""
    texts = [*_KEPT_BY_OTHERS, *(text for number in range(1, version + 1) for text in TABLES[number])]
    return {_name(text): _plain(text) for text in texts}


def is_ours(connection: Connection, version: int) -> bool:
    """Whether a file has exactly our tables and indexes of a version; runs nothing of what it has.

    Raises what `faults.Error` names where the schema itself cannot be read.
    """
    if version not in TABLES:
        return False
    parts = _parts(connection)
    return parts is not None and parts == expected(version)


def can_be_read(connection: Connection) -> bool:
    """Whether a file has our present tables, whatever else a newer version of the program may have added."""
    parts = _parts(connection)
    return parts is not None and expected(max(TABLES)).items() <= parts.items()


def _parts(connection: Connection) -> dict[str, str] | None:
    """The text of each table, index, trigger and view by its name; None where there is no end of them, or no text."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchmany(_MOST_PARTS)
    made: dict[str, str] = {}
    for kind, name, text in found:
        if text is None and kind == "index" and isinstance(name, str) and name.startswith("sqlite_autoindex_"):
            continue  # of a primary key: it stands in the text of its table
        if name == "sqlite_sequence":
            continue  # SQLite's own, of tables that count upwards, and left when they are dropped
        if not isinstance(name, str) or not isinstance(text, str):
            return None
        made[name] = _plain(text)
    return made if len(found) < _MOST_PARTS else None


def _plain(text: str) -> str:
    return " ".join(text.split())


def _name(text: str) -> str:
    """What a CREATE statement makes."""
    words = text.replace("UNIQUE ", "").replace("(", " (").split()
    return words[2].strip('"')
