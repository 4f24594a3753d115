"""Copies what can still be read of a damaged database into a new one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop_app.drafts import file
from desktop_app.drafts.changes import insert, transaction
from desktop_app.drafts.content import decode, decompress, form_of, is_intact
from desktop_app.drafts.faults import Error
from desktop_app.drafts.file import Connection

_TABLES = ("drafts", "contents", "revisions", "exports", "uses", "numbers")
_NAMELESS = "Pratica recuperata"


def salvage(damaged: Path, connection: Connection) -> int:
    """Copies every readable row; gives the number of dossiers. The damaged file is not changed."""
    connection.execute("PRAGMA foreign_keys=OFF")  # a history may have outlived its dossier
    try:
        with contextlib.suppress(*Error), closing(file.connect(damaged, "ro")) as old, transaction(connection):
            for table in (*_TABLES, "records", "deleted"):
                _copy(old, connection, table)
            _revive(connection)
            connection.execute("INSERT OR IGNORE INTO numbers (draft) SELECT id FROM drafts ORDER BY rowid")
            for table in _TABLES[1:]:
                connection.execute(f"DELETE FROM {table} WHERE draft NOT IN (SELECT id FROM drafts)")
    finally:
        connection.execute("PRAGMA foreign_keys=ON")
    return int(connection.execute("SELECT count(*) FROM drafts").fetchone()[0])


def _copy(old: Connection, connection: Connection, table: str) -> None:
    known = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    for row in _rows(old, table):
        kept = {name: value for name, value in row.items() if name in known}
        with contextlib.suppress(*Error):  # a row that breaks a constraint of the new table
            marks = ", ".join("?" * len(kept))
            connection.execute(f"INSERT INTO {table} ({', '.join(kept)}) VALUES ({marks})", [*kept.values()])


def _rows(old: Connection, table: str) -> Iterator[dict[str, Any]]:
    """The rows before the damage, then those after it, read backwards from the end."""
    seen = set()
    for order in ("ASC", "DESC"):
        with contextlib.suppress(*Error):
            cursor = old.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid {order}")
            names = [column[0] for column in cursor.description[1:]]
            for rowid, *values in cursor:
                if rowid in seen:
                    return
                seen.add(rowid)
                yield dict(zip(names, values, strict=True))


def _revive(connection: Connection) -> None:
    """Creates the dossiers of which only the history is left, from their newest intact revision."""
    lost = "SELECT draft, sha256, content FROM revisions WHERE draft NOT IN (SELECT id FROM drafts) ORDER BY number"
    newest = {}
    for id, check, packed in connection.execute(lost):
        content = decompress(packed)
        if content is not None and is_intact(id, content, check):
            newest[id] = content
    for id, content in newest.items():
        number = connection.execute("SELECT max(number) FROM revisions WHERE draft = ?", (id,)).fetchone()[0]
        insert(connection, id, decode(content), form_of(content), _NAMELESS, revision=number)
