"""Looks at a whole database for damage, beside the work: every page, every content, whatever belongs to nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from desktop_app.drafts import faults, queries, schema
from desktop_app.drafts.acts import act_rows
from desktop_app.drafts.content import decompress, is_intact
from desktop_app.drafts.faults import DamagedDraft, Error, code, is_damage
from desktop_app.drafts.file import SCHEMA, Connection

_STEPS: Final = 20_000  # of SQLite's own, between two looks whether to stop: a few thousandths of a second
_WHOLE: Final = "PRAGMA integrity_check(1)"
_ORPHANS: Final = "SELECT 1 FROM drafts LEFT JOIN contents ON draft = id WHERE draft IS NULL LIMIT 1"


class Findings(NamedTuple):
    """What a look found. `file`: the file itself is damaged; `dossiers`: the ids of those that are not as stored."""

    file: bool = False
    dossiers: tuple[str, ...] = ()
    records: int = 0
    acts: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether there is no damage."""
        return not (self.file or self.dossiers or self.records or self.acts)


def check(path: Path, stop: Callable[[], bool]) -> Findings | None:
    """What is damaged in a file; None where `stop`, asked again and again, ended the look. Raises StoreFault."""
    with faults.explained(path.parent, faults.READING):
        try:
            with queries.reader(path) as connection:
                connection.set_progress_handler(stop, _STEPS)
                return _look(connection, stop)
        except Error as error:
            if code(error) == sqlite3.SQLITE_INTERRUPT:
                return None
            if is_damage(error):
                return Findings(file=True)
            raise
        except faults.Damaged:
            return Findings(file=True)


def _look(connection: Connection, stop: Callable[[], bool]) -> Findings | None:
    if not schema.is_ours(connection, SCHEMA):
        return Findings(file=True)
    file = connection.execute(_WHOLE).fetchone()[0] != "ok"
    file = file or bool(connection.execute("PRAGMA foreign_key_check").fetchone())
    file = file or bool(connection.execute(_ORPHANS).fetchone())
    dossiers = []
    for id in _ids(connection):
        if stop():
            return None
        if not _is_intact(connection, id):
            dossiers.append(str(id))
    records = connection.execute("SELECT id, answers, sha256 FROM records")
    bad = sum(not (isinstance(id, str) and is_intact(id, data, check)) for id, data, check in records)
    acts = 0
    for number, id, act in act_rows.all_of_them(connection):
        acts += act_rows.entry(id, number, act).damaged
        if stop():
            return None
    return Findings(file, tuple(dossiers), bad, acts)


def _ids(connection: Connection) -> list[object]:
    """All of them at once: nothing stays open that would keep the journal from being emptied."""
    return [id for (id,) in connection.execute("SELECT id FROM drafts").fetchall()]


def _is_intact(connection: Connection, id: object) -> bool:
    """Whether a dossier is as it was stored, and so is its newest revision."""
    if not isinstance(id, str):
        return False
    try:
        stored = queries.read(connection, id)
    except DamagedDraft:
        return False
    except faults.StoreFault:
        return True  # it was deleted meanwhile
    query = "SELECT sha256, content FROM revisions WHERE draft = ? AND number = ?"
    return all(
        data is not None and is_intact(id, data, check)
        for check, data in _unpacked(connection.execute(query, (id, stored.revision)))
    )


def _unpacked(rows: Iterator[tuple[object, object]]) -> Iterator[tuple[object, bytes | None]]:
    for check, packed in rows:
        yield check, decompress(packed)
