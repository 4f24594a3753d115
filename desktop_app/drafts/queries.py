"""All queries, on connections that cannot write."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

from desktop_app.drafts import faults, file, traits
from desktop_app.drafts.cells import EARLIEST, LATEST, MAX_ID, MAX_SUMMARY, Cells, readable
from desktop_app.drafts.content import MAX_WORDS, decompress, folded, is_intact, storable
from desktop_app.drafts.damage import damaged_rows
from desktop_app.drafts.faults import Damaged, DamagedDraft, Error, code, is_damage
from desktop_app.drafts.file import Connection
from desktop_app.drafts.listing.dossier_rows import COLUMNS, DossierRows, Numbers
from desktop_app.drafts.models import LONG_AGO, ExportEntry, Revision, Stored, from_iso
from desktop_app.drafts.versions import version_rows

MOST_CONTENTS = 12  # different drafts that come with a dossier's exports
MOST_REVISIONS = 300  # that undo and redo go through
MOST_EXPORTS = 2_000
_SPAN = "SELECT min(number), max(number) FROM revisions WHERE draft = ?"
_ROW = "SELECT form, title, step, summary, updated, binned, version, revision, sha256 FROM drafts WHERE id = ?"
# A day in the bin that is none: a damaged one must neither hide a dossier nor have it deleted.
_ODD_BIN = (
    "SELECT 1 FROM drafts WHERE binned IS NOT NULL AND NOT (typeof(binned) = 'text' AND binned BETWEEN ? AND ?"
    " AND substr(binned, -6) = '+00:00' AND julianday(binned) NOT NULL)"
)
_SAID = "SELECT draft, name, value FROM traits"
# Looked at while the list is read: a second pass reads every page of a large file again.
_OTHERS_SOUND = "typeof(version) = 'integer' AND typeof(revision) = 'integer' AND typeof(sha256) = 'blob'"
_NUMBER_IN_BIN = "SELECT count(*) FROM drafts WHERE binned NOT NULL"
# As two texts: thousands of rows would take four times as long, and no list shows them.
_NUMBERS = "SELECT ',' || group_concat(draft) || ',', ',' || group_concat(number) || ',' FROM numbers"
# Of a long list each page is read once: in a few that are used again and again it stays near the processor.
_SMALL_CACHE = "PRAGMA cache_size=-200"  # KB
Texts = Sequence[Any]  # of one column, as they are stored
_PART = 1_000  # rows looked at as they come: of 10,000 the first have left the processor's cache


@contextlib.contextmanager
def reader(path: Path, patience: float | None = None) -> Iterator[Connection]:
    """A read-only connection. Works in a read-only folder too, if the program was closed properly there.

    `patience`: seconds to wait for a lock, instead of the usual ones.
    """
    with closing(_connect(path, patience)) as connection:
        yield connection


def _connect(path: Path, patience: float | None) -> Connection:
    if not file.are_regular(path):
        raise Damaged  # a pipe would be waited for without end
    connection = file.connect(path, "ro", patience)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
        return connection
    except Error as error:
        connection.close()
        if file.roll_back_unfinished(path, error):
            return file.connect(path, "ro", patience)
        journal = file.sidecars(path)[0]
        unfinished = journal.exists() and journal.stat().st_size
        if code(error) not in (faults.CANNOT_OPEN, faults.READ_ONLY) or unfinished:
            raise
    return file.connect(path, "immutable")


def rows(connection: Connection, search: str, binned: bool) -> DossierRows:
    """The dossiers whose title contains the search text, accents and case ignored; the last changed first."""
    tolerant = connection.text_factory
    try:
        connection.text_factory = str  # 20 ms less in a list of 10,000, but raises on invalid UTF-8
        found = _sound_rows(connection, search, binned)
    except (*Error, ValueError, TypeError) as error:
        if code(error) and not is_damage(error):
            raise
        found = None
    finally:
        connection.text_factory = tolerant
    return damaged_rows.rows(connection, search, binned) if found is None else found


def _sound_rows(connection: Connection, search: str, binned: bool) -> DossierRows | None:
    """The rows where all of them are as they were stored, else None; raises on some damage, too."""
    connection.execute(_SMALL_CACHE)
    if connection.execute(_ODD_BIN, (EARLIEST, LATEST)).fetchone():
        return None
    count = _NUMBER_IN_BIN if binned else f"SELECT (SELECT count(*) FROM drafts) - ({_NUMBER_IN_BIN})"
    (expected,) = connection.execute(count).fetchone()
    columns = _sound_columns(connection, binned)
    if columns is None or len(columns[0]) != expected:  # or somebody stored one meanwhile: it is read row by row, too
        return None
    with_numbers, numbers = (text or "" for text in connection.execute(_NUMBERS).fetchone())
    if with_numbers.count(",") != numbers.count(","):  # an id of ours has no comma
        return None
    ids, _, titles, _, updated, *_ = columns
    # Put in order here and not in SQL: SQLite would move whole rows, 20 ms more for 10,000.
    order = sorted(range(expected), key=ids.__getitem__)
    order.sort(key=updated.__getitem__, reverse=True)
    if wanted := folded(storable(search.strip())):
        order = [at for at in order if wanted in folded(titles[at])]
    found = DossierRows(columns, order, {}, Numbers(with_numbers, numbers))
    said = traits.of_all(connection.execute(_SAID))
    places = [place for place, id in enumerate(found.ids) if id in said] if said else []
    return found.with_more({place: traits.with_traits(found[place], said[found.ids[place]]) for place in places})


def _sound_columns(connection: Connection, binned: bool) -> list[list[Any]] | None:
    """Of each of COLUMNS all values, in no order; None where one of them is not sound."""
    names, where = (COLUMNS, "NOT NULL") if binned else (COLUMNS[:-1], "IS NULL")
    cursor = connection.execute(f"SELECT {', '.join(names)} FROM drafts WHERE binned {where} AND {_OTHERS_SOUND}")
    columns: list[list[Any]] = [[] for _ in COLUMNS]
    while part := cursor.fetchmany(_PART):
        values: list[Sequence[Any]] = [*zip(*part, strict=True)]
        if not binned:
            values.append([None] * len(part))
        if not _are_sound(*values):
            return None
        values[4:] = map(_moments, values[4:])
        for column, more in zip(columns, values, strict=True):
            column += more
    return columns


def _moments(texts: Texts) -> list[dt.datetime | None]:
    if not any(texts):  # of most dossiers nothing was exported
        return [None] * len(texts)
    parse = dt.datetime.fromisoformat
    return [*map(parse, texts)] if all(texts) else [parse(text) if text else None for text in texts]


def _are_sound(
    ids: Texts, forms: Texts, titles: Texts, summaries: Texts, updated: Texts, exported: Texts, binned: Texts
) -> bool:
    """Column by column: in a list of 10,000, looking at each value would take longer than reading it."""
    if {*map(type, chain(ids, forms, titles, summaries))} != {str}:
        return False
    longest = (max(map(len, {*forms})), max(map(len, titles)), max(map(len, summaries)))
    stored = [*updated, *({*exported, *binned} - {None})]  # what is no text cannot be compared with one, and raises
    return (
        max(longest[:2]) <= MAX_WORDS
        and longest[2] <= MAX_SUMMARY
        and EARLIEST < min(stored) <= max(stored) < LATEST
        and "\n".join([*stored, ""]).count("+00:00\n") == len(stored)
    )


def read(connection: Connection, id: str) -> Stored:
    """A dossier. Raises DamagedDraft, with its newest intact content, if anything of it is not as it was stored."""
    row = _of_dossier(connection, _ROW, id)
    if row is None and id not in damaged_rows.known_ids(connection):
        raise faults.missing()
    form, title, step, summary, updated, binned, version, revision, check = row or (None,) * 9
    (data,) = _of_dossier(connection, "SELECT content FROM contents WHERE draft = ?", id) or (None,)
    first, last = _of_dossier(connection, _SPAN, id) or (0, 0)
    (number,) = _of_dossier(connection, "SELECT number FROM numbers WHERE draft = ?", id) or (0,)
    if not is_intact(id, data, check):
        raise DamagedDraft(next(reversed(history(connection, id)), None))
    cells, content = Cells(), readable(data)
    own = _of_dossier(connection, f"{_SAID} WHERE draft = ? AND name = '{traits.TITLE}'", id)
    stored = Stored(
        id, cells.text(form), cells.text(title), content, cells.text(step),
        summary if isinstance(summary, str) and len(summary) <= MAX_SUMMARY else "",  # it is worked out anew
        cells.moment(updated), cells.moment_or_none(binned), cells.whole(version), cells.whole(revision), 0, 0,
        Cells().whole(number), own is not None,
    )  # fmt: skip
    at, first, last = stored.revision, Cells().whole(first), Cells().whole(last)
    if not cells.sound:
        raise DamagedDraft(Revision(at or last or 1, stored.updated, content))
    return stored._replace(first=first or at, last=last or at)


def _of_dossier(connection: Connection, query: str, id: str) -> tuple[Any, ...] | None:
    """A part of a dossier, in whatever state; None if it is not there or cannot be read."""
    try:
        found: tuple[Any, ...] | None = connection.execute(query, (id,)).fetchone()
    except Error as error:
        if not is_damage(error):
            raise
        return None
    return found


def history(connection: Connection, id: str) -> list[Revision]:
    """The last intact revisions of a dossier that undo and redo go through, the oldest first."""
    found: dict[int, Revision] = {}
    aside = version_rows.aside(connection, id)
    for order in ("DESC", "ASC"):  # from both ends towards the damage, if there is any
        with contextlib.suppress(*Error):
            query = f"SELECT number, at, sha256, content FROM revisions WHERE draft = ? ORDER BY number {order}"
            for number, at, check, data in connection.execute(query, (id,)):
                content = decompress(data) if number not in aside else None
                if content is not None and isinstance(number, int) and is_intact(id, content, check):
                    found[number] = Revision(number, from_iso(at), readable(content))
                if len(found) >= MOST_REVISIONS:
                    break
            break
    return [found[number] for number in sorted(found)]


def exports(connection: Connection, id: str, check: bytes | None = None) -> list[ExportEntry]:
    """The documents exported from a dossier, the newest first; the last drafts they were made from come with them.

    They are compared with the content of which `check` is the checksum; without one, with the stored content.
    """
    found = connection.execute(
        "SELECT number, document, path, exports.sha256, at, bozza, exports.revision,"
        " answers_sha256 <> coalesce(?2, drafts.sha256), answers_sha256 FROM exports JOIN drafts ON drafts.id = draft"
        " WHERE draft = ?1 ORDER BY number DESC LIMIT ?3",
        (id, check, MOST_EXPORTS),
    ).fetchall()
    contents = dict.fromkeys((check for *_, check in found), "")
    wanted = [*dict.fromkeys(check for *_, check in found)][:MOST_CONTENTS]
    wanted += [check for *_, changed, check in found if not changed][:1]
    for check in wanted:
        contents[check] = _answers(connection, id, check)
    return [
        ExportEntry(
            number, _words(document), Path(_words(path)), _words(sha256), from_iso(at), bool(bozza),
            revision if isinstance(revision, int) else None, bool(changed), contents[check],
        )
        for number, document, path, sha256, at, bozza, revision, changed, check in found
    ]  # fmt: skip


def _words(value: object) -> str:
    """A short text without zero bytes, which no path may have."""
    return Cells().text(value).replace("\0", "")


def _answers(connection: Connection, id: str, check: bytes) -> str:
    """The draft of an export by its checksum; empty where it is damaged."""
    query = "SELECT answers FROM exports WHERE draft = ? AND answers_sha256 = ? LIMIT 1"
    content = decompress(connection.execute(query, (id, check)).fetchone()[0])
    return readable(content) if content is not None and is_intact(id, content, check) else ""


def exported_content(connection: Connection, number: int) -> str:
    """The draft that an exported document was made from."""
    query = "SELECT draft, answers_sha256, answers FROM exports WHERE number = ?"
    found = connection.execute(query, (number,)).fetchone()
    if found is None:
        raise faults.missing()
    id, check, data = found
    content = decompress(data)
    if content is None or not is_intact(id, content, check):
        raise DamagedDraft(None)
    return readable(content)


def session(connection: Connection) -> tuple[bool, str | None, str, dt.datetime | None]:
    """Whether the last session ended properly; the dossier (unless in the bin) and step then open; its last change."""
    found = connection.execute(
        "SELECT closed, drafts.id, session.step, coalesce(max(drafts.updated, at), at) FROM session"
        " LEFT JOIN drafts ON drafts.id = draft AND binned IS NULL"
    ).fetchone()
    if found is None:
        return True, None, "", None
    closed, draft, step, at = found
    cells, last = Cells(), from_iso(at)
    known = cells.text(draft, MAX_ID) if draft is not None else ""
    return bool(closed), known or None, cells.text(step) if known else "", None if last == LONG_AGO else last
