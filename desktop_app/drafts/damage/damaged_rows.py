"""The list of a file with damage in it: row by row, each as far as it can be read, and those known by their id only."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, Final, TypeGuard

from desktop_app.drafts import traits
from desktop_app.drafts.cells import MAX_ID, MAX_SUMMARY, Cells
from desktop_app.drafts.content import MAX_WORDS, folded, storable
from desktop_app.drafts.faults import Error
from desktop_app.drafts.file import Connection
from desktop_app.drafts.listing.dossier_rows import DossierRows, Numbers
from desktop_app.drafts.models import LONG_AGO, DossierEntry

NAMELESS: Final = "Pratica rovinata"
# What is longer is cut before it is read: a damaged length may say anything. (`substr` alone would end at a zero.)
_COLUMNS: Final = (
    ", ".join(
        f"CASE WHEN length({name}) > {most} THEN substr({name}, 1, {most + 1}) ELSE {name} END"
        for name, most in (("id", MAX_ID), ("form", MAX_WORDS), ("title", MAX_WORDS), ("summary", MAX_SUMMARY))
    )
    + ", updated, exported, binned, version, revision, typeof(sha256)"
)


def rows(connection: Connection, search: str, binned: bool) -> DossierRows:
    """The dossiers of the list or of the bin that can be read, and below them the others, the last changed first."""
    given = scan(connection, "numbers", "number, draft")
    numbers = {id: str(Cells().whole(number)) for number, id in given if _is_id(id)}
    said = traits.of_all(scan(connection, "traits", "draft, name, value"))
    found: dict[str, DossierEntry] = {}
    for row in scan(connection, "drafts", _COLUMNS):
        entry = _entry(row)
        found[entry.id] = entry
    for id in known_ids(connection):
        if id not in found:
            found[id] = DossierEntry(id, "", NAMELESS, "", LONG_AGO, None, None, damaged=True)
    wanted = folded(storable(search.strip()))
    found = {id: traits.with_traits(each, said.get(id, {})) for id, each in found.items()}
    listed = [each for each in found.values() if (each.binned is not None) == binned and wanted in folded(each.title)]
    in_order = sorted(listed, key=lambda each: each.id)
    return DossierRows.of(in_order, Numbers(*(",".join(["", *each, ""]) for each in (numbers, numbers.values()))))


def _entry(row: tuple[Any, ...]) -> DossierEntry:
    id, form, title, summary, updated, exported, binned, version, revision, check = row
    cells, whole_id = Cells(), Cells()
    known = whole_id.text(id, MAX_ID)
    derived = Cells()  # the summary: worked out anew where it is lost, and no reason to be afraid
    entry = DossierEntry(
        known,
        cells.text(form),
        cells.text(title, otherwise=NAMELESS) or NAMELESS,
        derived.text(summary, MAX_SUMMARY) if isinstance(summary, str) else "",
        cells.moment(updated),
        cells.moment_or_none(exported),
        cells.moment_or_none(binned),
    )
    cells.whole(version), cells.whole(revision)
    return entry._replace(
        summary=entry.summary if derived.sound else "",
        damaged=not (cells.sound and whole_id.sound and check == "blob"),
    )


def known_ids(connection: Connection) -> set[str]:
    """The ids of dossiers that the other tables name."""
    ids: set[object] = set()
    for table in ("numbers", "contents", "revisions"):
        with contextlib.suppress(*Error):
            ids.update(id for (id,) in connection.execute(f"SELECT DISTINCT draft FROM {table}"))
    return {id for id in ids if _is_id(id)}


def _is_id(found: object) -> TypeGuard[str]:
    return isinstance(found, str) and 0 < len(found) <= MAX_ID and "," not in found


def scan(connection: Connection, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows before the damage, then those after it, read backwards from the end."""
    seen = set()
    for order in ("ASC", "DESC"):
        with contextlib.suppress(*Error):
            for rowid, *values in connection.execute(f"SELECT rowid, {columns} FROM {table} ORDER BY rowid {order}"):
                if rowid in seen:
                    return
                seen.add(rowid)
                yield tuple(values)
