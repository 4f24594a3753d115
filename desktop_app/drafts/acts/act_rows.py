"""The statements for the acts of dossiers, run inside transactions; each row has a checksum over all that it says."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from desktop_app.drafts.acts.archive import NAME
from desktop_app.drafts.cells import MAX_ID, Cells
from desktop_app.drafts.content import checksum, compress, decompress, encode, storable
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import LONG_AGO, ActEntry, ActPlace, ExportPlace, to_iso

MOST_ACTS: Final = 10_000  # read of a dossier
MOST_MARKS: Final = 500  # of an act
_AT_ONCE: Final = 500  # values in one statement
UNKNOWN_TIME: Final = LONG_AGO + dt.timedelta(days=1)  # of an act whose time cannot be read
DAMAGED_KIND: Final = "damaged"  # of an act of which a rebuilt file could save no more than that it was there


class PackedAct(NamedTuple):
    """An act as its row has it, without its number."""

    kind: str
    at: str
    check: bytes
    content: bytes
    file: str | None


def pack(
    id: str, kind: str, at: dt.datetime, data: Mapping[str, Any], file: str | None, marks: Iterable[str]
) -> PackedAct:
    """An act of the dossier `id`. Raises ValueError or TypeError where `data` is no JSON."""
    words = [storable(each) for each in dict.fromkeys(marks) if each][:MOST_MARKS]
    text = json.dumps({"data": data, "marks": words}, ensure_ascii=False, allow_nan=False, sort_keys=True)
    kind, when, content = storable(kind), to_iso(at.astimezone(dt.UTC)), encode(text)
    return PackedAct(kind, when, _check(id, kind, when, file, content), compress(content), file)


def unpack(id: str, row: PackedAct) -> dict[str, Any] | None:
    """What an act says: `data` and `marks`; None where its row is not as it was stored."""
    content = decompress(row.content)
    if content is None or _check(id, row.kind, row.at, row.file, content) != row.check:
        return None
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and isinstance(said.get("data"), dict) else None


def _check(id: str, kind: object, at: object, file: object, content: bytes) -> bytes:
    return checksum(id, f"{kind}\0{at}\0{file or ''}\0".encode("utf-8", "replace") + content)


# --- changing --------------------------------------------------------------------------------------------


def put(connection: Connection, id: str, act: PackedAct) -> int:
    """Stores an act and gives its number; stored twice, it counts once."""
    found = connection.execute(
        "SELECT number FROM acts WHERE draft = ? AND kind = ? AND at = ? AND sha256 = ?",
        (id, act.kind, act.at, act.check),
    ).fetchone()
    if found:
        return int(found[0])
    made = connection.execute(
        "INSERT INTO acts (draft, kind, at, sha256, content, file) VALUES (?, ?, ?, ?, ?, ?)",
        (id, act.kind, act.at, act.check, act.content, act.file),
    )
    number = int(made.lastrowid or 0)
    said = unpack(id, act) or {}
    rows = [(mark, number) for mark in said.get("marks", ()) if isinstance(mark, str)]
    connection.executemany("INSERT OR IGNORE INTO marks (mark, act) VALUES (?, ?)", rows)
    return number


def remove(connection: Connection, number: int) -> None:
    """Takes an act away."""
    connection.execute("DELETE FROM acts WHERE number = ?", (number,))


# --- reading ---------------------------------------------------------------------------------------------


def of(connection: Connection, id: str) -> list[ActEntry]:
    """The acts of a dossier, the oldest first; a damaged one is one of them."""
    found = connection.execute(
        "SELECT number, kind, at, sha256, content, file FROM acts WHERE draft = ? ORDER BY number LIMIT ?",
        (id, MOST_ACTS),
    ).fetchall()
    return sorted((entry(id, number, PackedAct(*row)) for number, *row in found), key=lambda each: each.at)


def entry(id: str, number: int, row: PackedAct) -> ActEntry:
    """An act as it is given to whoever asks."""
    cells, said = Cells(), unpack(id, row)
    kind, at = cells.text(row.kind, MAX_ID), cells.moment(row.at)
    file = row.file if isinstance(row.file, str) and NAME.fullmatch(row.file) else None
    whole = said is not None and cells.sound and file == row.file
    return ActEntry(number, kind, at, said["data"] if said and whole else {}, file, damaged=not whole)


def all_of_them(connection: Connection) -> Iterator[tuple[int, str, PackedAct]]:
    """Number, dossier and row of each act."""
    found = connection.execute("SELECT number, draft, kind, at, sha256, content, file FROM acts ORDER BY number")
    for number, id, *row in found:
        yield number, id, PackedAct(*row)


def files(connection: Connection) -> set[str]:
    """The files that acts refer to."""
    found = connection.execute("SELECT DISTINCT file FROM acts WHERE file IS NOT NULL").fetchall()
    return {name for (name,) in found if isinstance(name, str) and NAME.fullmatch(name)}


def with_file(connection: Connection, names: Sequence[str]) -> list[ActPlace]:
    """The acts that refer to one of these files, the first recorded first."""
    return [_place(row) for row in _matching(connection, _PLACES.format("acts.file IN ({})"), names)]


def with_mark(connection: Connection, marks: Sequence[str]) -> list[tuple[str, ActPlace]]:
    """The acts that are found by one of these marks, each with the mark, the first recorded first."""
    query = _PLACES.format("mark IN ({})").replace("SELECT ", "SELECT mark, ").replace(
        " WHERE ", " JOIN marks ON act = number WHERE "
    )  # fmt: skip
    return [(mark, _place(row)) for mark, *row in _matching(connection, query, marks)]


def _place(row: Sequence[Any]) -> ActPlace:
    number, kind, dossier, title, binned, file = row
    return ActPlace(number, Cells().text(kind), dossier, Cells().text(title), bool(binned), file)


def exports_with(connection: Connection, names: Sequence[str]) -> list[ExportPlace]:
    """The exported documents whose files had one of these SHA-256, the newest first."""
    query = (
        "SELECT exports.sha256, number, document, drafts.id, title, binned IS NOT NULL FROM exports"
        " JOIN drafts ON drafts.id = draft WHERE exports.sha256 IN ({}) ORDER BY number DESC"
    )
    return [
        ExportPlace(sha256, number, Cells().text(document), id, Cells().text(title), bool(binned))
        for sha256, number, document, id, title, binned in _matching(connection, query, names)
    ]


_PLACES: Final = (
    "SELECT number, kind, drafts.id, title, binned IS NOT NULL, acts.file FROM acts JOIN drafts ON drafts.id = draft"
    " WHERE {} ORDER BY number"
)


def _matching(connection: Connection, query: str, values: Sequence[str]) -> Iterator[list[Any]]:
    wanted = [*dict.fromkeys(storable(each) for each in values)]
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        yield from map(list, connection.execute(query.format(", ".join("?" * len(some))), some).fetchall())


def saved_of_damaged(id: str, row: PackedAct) -> PackedAct:
    """What can be saved of a damaged act: that it was there, when, and its file."""
    cells = Cells()
    at = cells.moment(row.at, UNKNOWN_TIME)
    kind = cells.text(row.kind, MAX_ID)
    file = row.file if isinstance(row.file, str) and NAME.fullmatch(row.file) else None
    return pack(id, DAMAGED_KIND, at, {"kind": kind}, file, ())
