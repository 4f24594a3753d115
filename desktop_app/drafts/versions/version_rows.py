"""The statements for the versions of a dossier: each revision of its draft, with what is known of it.

A note says how a version came about or what happened to it (`version_notes`). A change after an undo leaves the
versions that were undone aside: they lead to nothing any more, and can still be looked at and taken up.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from bisect import bisect_right
from typing import Final, NamedTuple

from desktop_app.drafts.cells import readable
from desktop_app.drafts.content import compress, decompress, is_intact
from desktop_app.drafts.faults import Error
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import from_iso
from desktop_app.drafts.versions import thinning

ASIDE: Final = "aside"  # told: after which version its branch began, and the change that took its place, as `3:7`
TAKEN: Final = "taken"  # an earlier version was taken up again; told: the time of that one
PASSED: Final = "passed"  # to another edition of its form; told: the id of the form that it went by before
IMPORTED: Final = "imported"
EXAMPLE: Final = "example"
DUPLICATED: Final = "duplicated"
ACT: Final = "act"  # something was recorded of the dossier as it was then
CAME: Final = (TAKEN, PASSED, IMPORTED, EXAMPLE, DUPLICATED)
NOTES: Final = (ASIDE, ACT, *CAME)
MOST: Final = 5_000  # that are read of a dossier; thinned, those of a year are some hundred
_EXPORTED: Final = (
    "SELECT revision FROM exports JOIN revisions ON revisions.draft = exports.draft"
    " AND revisions.number = revision AND revisions.sha256 = answers_sha256 WHERE exports.draft = ?"
)

Note = tuple[str, str]  # what, and what is told with it


class VersionEntry(NamedTuple):
    """A version without its content. `parent`: the version it was made of, 0 of the first.

    `branch` is empty of those that undo and redo go through, else it tells one branch that was left from others.
    `came` is one of CAME, or empty; `told` belongs to it.
    """

    number: int
    at: dt.datetime
    parent: int = 0
    branch: str = ""
    came: str = ""
    told: str = ""


# --- changing --------------------------------------------------------------------------------------------


def put(connection: Connection, id: str, number: int, at: str, check: bytes, data: bytes) -> None:
    """Stores a version; an identical one keeps its time."""
    connection.execute(
        "INSERT OR REPLACE INTO revisions (draft, number, at, sha256, content) VALUES (?1, ?2,"
        " coalesce((SELECT at FROM revisions WHERE draft = ?1 AND number = ?2 AND sha256 = ?4), ?3), ?4, ?5)",
        (id, number, at, check, compress(data)),
    )


def note(connection: Connection, id: str, number: int, what: str, told: str = "") -> None:
    """Says something of a version, which stays from then on, except of one that was left aside."""
    put_note = "INSERT OR REPLACE INTO version_notes (draft, number, what, told) VALUES (?, ?, ?, ?)"
    connection.execute(put_note, (id, number, what, told))


def note_act(connection: Connection, id: str) -> None:
    """Something was recorded of a dossier: the version that it has now stays."""
    connection.execute(
        "INSERT OR IGNORE INTO version_notes (draft, number, what, told) SELECT id, revision, ?, '' FROM drafts"
        " WHERE id = ?",
        (ACT, id),
    )


def leave_aside(connection: Connection, id: str, after: int, number: int) -> None:
    """A change made `number` of the version `after`: what lies between them was undone, and is left."""
    connection.execute(
        "INSERT OR IGNORE INTO version_notes (draft, number, what, told) SELECT draft, number, ?, ? FROM revisions"
        " WHERE draft = ? AND number > ? AND number < ?",
        (ASIDE, f"{after}:{number}", id, after, number),
    )
    forget = "DELETE FROM version_notes WHERE draft = ? AND number = ? AND what = ?"
    connection.execute(forget, (id, number, ASIDE))


def thin(connection: Connection, id: str, now: dt.datetime) -> None:
    """Deletes the versions that may go (`thinning.py`), with what is said of them."""
    rows = connection.execute("SELECT number, at FROM revisions WHERE draft = ?", (id,)).fetchall()
    if len(rows) <= thinning.LAST:
        return
    notes = connection.execute("SELECT number, what FROM version_notes WHERE draft = ?", (id,)).fetchall()
    aside = {number for number, what in notes if what == ASIDE}
    pinned = {number for number, what in notes if what != ASIDE}
    pinned.update(number for (number,) in connection.execute(_EXPORTED, (id,)))
    passed = {number for number, what in notes if what == PASSED}
    pinned |= _before(passed, [number for number, _ in rows if isinstance(number, int) and number not in aside])
    marks = [
        thinning.VersionMark(number, from_iso(at), number in pinned, number in aside)
        for number, at in rows
        if isinstance(number, int)
    ]
    gone = [(id, number) for number in thinning.obsolete(marks, now)]
    for table in ("revisions", "version_notes") if gone else ():
        connection.executemany(f"DELETE FROM {table} WHERE draft = ? AND number = ?", gone)


def _before(numbers: set[int], main: list[int]) -> set[int]:
    """The version before each of these: as the dossier was under the form that it left."""
    return {max(each for each in main if each < number) for number in numbers if min(main, default=number) < number}


# --- reading ---------------------------------------------------------------------------------------------


def aside(connection: Connection, id: str) -> dict[int, str]:
    """The versions that were left aside, each with its branch; as far as that can be read."""
    return {number: told for number, what, told in _notes(connection, id) if what == ASIDE}


def _notes(connection: Connection, id: str) -> list[tuple[int, str, str]]:
    query = "SELECT number, what, told FROM version_notes WHERE draft = ?"
    found: list[tuple[int, str, str]] = []
    with contextlib.suppress(*Error):
        for number, what, told in connection.execute(query, (id,)):
            if isinstance(number, int) and isinstance(what, str) and isinstance(told, str):
                found.append((number, what, told))
    return found


def entries(connection: Connection, id: str) -> list[VersionEntry]:
    """See `Versions.of`."""
    query = "SELECT number, at FROM revisions WHERE draft = ? ORDER BY number DESC LIMIT ?"
    rows = connection.execute(query, (id, MOST)).fetchall()
    branches = aside(connection, id)
    came = {number: (what, told) for number, what, told in _notes(connection, id) if what in CAME}
    times = {number: from_iso(at) for number, at in reversed(rows) if isinstance(number, int)}
    main = [number for number in times if number not in branches]
    last: dict[str, int] = {}  # of each branch
    found = []
    for number, at in times.items():
        branch = branches.get(number, "")
        parent = last.get(branch) or _begin(main, branch)
        found.append(VersionEntry(number, at, parent, branch, *came.get(number, ("", ""))))
        last[branch] = number
    return found


def _begin(main: list[int], branch: str) -> int:
    """After which version a branch began; where that one went since, the one before it. 0 where there is none."""
    begun = branch.partition(":")[0]
    before = main[: bisect_right(main, int(begun))] if begun.isdecimal() and len(begun) < 19 else []
    return before[-1] if before else 0


def content(connection: Connection, id: str, number: int) -> str | None:
    """See `Versions.content`."""
    query = "SELECT sha256, content FROM revisions WHERE draft = ? AND number = ?"
    check, packed = connection.execute(query, (id, number)).fetchone() or (None, None)
    data = decompress(packed)
    return readable(data) if data is not None and is_intact(id, data, check) else None
