"""All statements that change the tables. They run in the writer's thread, inside `transaction`."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from desktop_app.drafts import faults, queries, state, traits
from desktop_app.drafts.acts import act_rows
from desktop_app.drafts.cells import Cells
from desktop_app.drafts.content import (
    checksum,
    compress,
    decode,
    encode,
    folded,
    form_of,
    is_intact,
    records_of,
    short,
    storable,
)
from desktop_app.drafts.faults import DamagedDraft, Error
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import ExportedDocument, PendingSave, Saved, SummaryOrMaker, now, resolve, to_iso
from desktop_app.drafts.versions import version_rows

COPY = "Copia di {}"
DAMAGE_SEEN = 2  # in place of 0 or 1 in `session.closed`: damage was met, and the next start rebuilds the file


@contextlib.contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Commits, or rolls everything back. IMMEDIATE: another program's lock is waited for at the start, not half-way."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with contextlib.suppress(*Error):
                connection.execute("ROLLBACK")
        raise


def insert(
    connection: Connection,
    id: str,
    content: str,
    form: str,
    title: str,
    step: str = "",
    summary: str = "",
    revision: int = 1,
    came: str = "",
) -> Saved:
    """A new dossier with the first revision of its history; `came` says how it came about (`version_rows.CAME`)."""
    at, data = now(), encode(content)
    check, when, title = checksum(id, data), to_iso(at), short(title)
    values: dict[str, Any] = {
        "id": id, "form": storable(form), "title": title, "folded": folded(title), "step": short(step),
        "summary": storable(summary), "created": when, "updated": when, "version": 1, "revision": revision,
        "sha256": check,
    }  # fmt: skip
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(f"INSERT INTO drafts ({', '.join(values)}) VALUES ({marks})", values)
    connection.execute("INSERT OR IGNORE INTO numbers (draft) VALUES (?)", (id,))
    put_content(connection, id, data)
    version_rows.put(connection, id, revision, when, check, data)
    if came:
        version_rows.note(connection, id, revision, came)
    return Saved(at, 1, revision)


class PreparedSave(NamedTuple):
    """A change whose content and summary are made: what is left to do is the disk's."""

    job: PendingSave
    data: bytes
    check: bytes
    summary: str


def prepare(connection: Connection, job: PendingSave) -> PreparedSave:
    """Makes what a change stores, outside any transaction; raises whatever the maker of the content raises.

    The summary is derived from the content and can be made again: where it fails, an empty one is stored.
    """
    data = encode(resolve(job.content))
    check = checksum(job.id, data)
    return PreparedSave(job, data, check, _made_summary(connection, job.id, job.summary, check))


def _made_summary(connection: Connection, id: str, summary: SummaryOrMaker, check: bytes) -> str:
    """The summary of a dossier whose content has the checksum `check`; empty, and reported, where it cannot be made."""
    if isinstance(summary, str):
        return summary
    try:
        return summary(queries.exports(connection, id, check), act_rows.of(connection, id))
    except Exception as error:
        report(error)
        return ""


def report(error: Exception) -> None:
    """Hands a fault of the program to `threading.excepthook`, which logs it; the thread goes on."""
    threading.excepthook(
        threading.ExceptHookArgs((type(error), error, error.__traceback__, threading.current_thread()))
    )


def save(connection: Connection, prepared: PreparedSave) -> Saved:
    """Stores a change; stored twice, it counts once. A dossier that was deleted meanwhile is created again."""
    job, data, check, summary = prepared
    query = "SELECT version, revision, sha256, created, updated, exported, binned, form FROM drafts WHERE id = ?"
    found = connection.execute(query, (job.id,)).fetchone()
    if found is None:
        number = 1 if job.revision is None else job.revision
        state.forget_deleted(connection, [job.id])
        return insert(connection, job.id, decode(data), form_of(data), job.title, job.step, summary, number)
    version, at_revision, old_check = _sound(connection, job.id, data, *found)
    at, title = now(), traits.title_to_store(connection, job.id, short(job.title))
    changed = check != old_check
    number = job.revision if job.revision is not None else _next_number(connection, job.id, at_revision, changed)
    if changed or number != at_revision:
        version_rows.put(connection, job.id, number, to_iso(at), check, data)
        if not job.keep_later:
            _take_place(connection, job, at_revision, number, at)
    connection.execute(
        "UPDATE drafts SET title = ?, folded = ?, step = ?, revision = ?, sha256 = ? WHERE id = ?",
        (title, folded(title), short(job.step), number, check, job.id),
    )
    _put_summary(connection, job.id, summary, check)
    put_content(connection, job.id, data)
    if changed:
        connection.execute(  # a dossier may have passed to another edition of its form
            "UPDATE drafts SET updated = ?, version = ?, form = coalesce(nullif(?, ''), form) WHERE id = ?",
            (to_iso(at), version + 1, storable(form_of(data)), job.id),
        )
    return Saved(at, version + changed, number)


def _sound(
    connection: Connection, id: str, data: bytes, version: object, revision: object, check: object, *others: object
) -> tuple[int, int, object]:
    """Version, revision and checksum of a row; what is damaged in it is made good first."""
    cells, (created, updated, exported, binned, form) = Cells(), others
    whole = cells.whole(version, 1), cells.whole(revision, 1)
    times = [cells.moment(created, now()), cells.moment(updated, now())]
    maybe = [cells.moment_or_none(value) for value in (exported, binned)]
    cells.text(form)
    if not cells.sound:
        row = (*whole, *map(to_iso, times), *(value and to_iso(value) for value in maybe), form_of(data), id)
        connection.execute(
            "UPDATE drafts SET version = ?, revision = ?, created = ?, updated = ?, exported = ?, binned = ?, form = ?"
            " WHERE id = ?",
            row,
        )
    return *whole, check


def put_content(connection: Connection, id: str, data: bytes) -> None:
    """Stores the content of a dossier, and which records it uses."""
    connection.execute("INSERT OR REPLACE INTO contents (draft, content) VALUES (?, ?)", (id, data))
    connection.execute("DELETE FROM uses WHERE draft = ?", (id,))
    rows = [(id, storable(record)) for record in records_of(data)]
    connection.executemany("INSERT OR IGNORE INTO uses (draft, record) VALUES (?, ?)", rows)


def _put_summary(connection: Connection, id: str, summary: str, check: bytes) -> None:
    """Stores the summary, unless the dossier's content (`check`) has changed meanwhile."""
    connection.execute("UPDATE drafts SET summary = ? WHERE id = ? AND sha256 = ?", (storable(summary), id, check))


def refresh_summaries(connection: Connection, summaries: Sequence[tuple[str, str, str]]) -> None:
    """Stores the summaries (id, the content that it is of, summary) of the dossiers that still have that content."""
    for id, content, summary in summaries:
        _put_summary(connection, id, summary, checksum(id, encode(content)))


def _next_number(connection: Connection, id: str, at_revision: int, changed: bool) -> int:
    """The number of the version that a change makes: higher than that of any other, also of those that were undone."""
    highest = connection.execute("SELECT max(number) FROM revisions WHERE draft = ?", (id,)).fetchone()[0]
    return max(at_revision, highest or 0) + 1 if changed else at_revision


def _take_place(connection: Connection, job: PendingSave, at_revision: int, number: int, at: dt.datetime) -> None:
    """A change made a version: those that were undone before are left aside, and those that may go do."""
    after = at_revision if job.after is None else job.after
    version_rows.leave_aside(connection, job.id, after, number)
    if job.note is not None:
        version_rows.note(connection, job.id, number, *job.note)
    if number > at_revision:
        version_rows.thin(connection, job.id, at)


def new_id() -> str:
    """A random id, 16 hexadecimal digits."""
    return os.urandom(8).hex()


def duplicate(connection: Connection, id: str, remake: Callable[[str], str] = str, called: str = COPY) -> str:
    """A second dossier with what `remake` makes of the content, without history, exports and acts; gives its id.

    Its title is that of the first in `called`, where that has one; its summary is still to be made.
    """
    query = (
        "SELECT form, title, step, sha256, content FROM drafts LEFT JOIN contents ON contents.draft = id WHERE id = ?"
    )
    found = connection.execute(query, (id,)).fetchone()
    if found is None:
        raise faults.missing()
    form, title, step, check, data = found
    if not is_intact(id, data, check):
        raise DamagedDraft(None)
    copy = new_id()
    insert(connection, copy, remake(decode(data)), form, title, step, came=version_rows.DUPLICATED)
    if title.strip("…, "):  # a title of punctuation only is no name
        traits.rename(connection, copy, called.format(title))
    return copy


def put_in_bin(connection: Connection, id: str, at: dt.datetime | None) -> None:
    """Moves a dossier into the bin at that time, or out of it (None)."""
    when = to_iso(at) if at else None
    if connection.execute("UPDATE drafts SET binned = ? WHERE id = ?", (when, id)).rowcount == 0:
        raise faults.missing()
    state.count_anew(connection, id)


def put_all_in_bin(connection: Connection, ids: Iterable[str], at: dt.datetime | None) -> None:
    """The same with several."""
    for id in ids:
        put_in_bin(connection, id, at)


def empty_bin(connection: Connection) -> int:
    """Deletes the dossiers in the bin for good; gives their number."""
    return state.delete_binned(connection, "drafts")


def record_exports(
    connection: Connection, id: str, content: str, records: Sequence[ExportedDocument], summary: SummaryOrMaker = ""
) -> None:
    """Records documents made from that content, with the content itself."""
    data = encode(content)
    check, when = checksum(id, data), to_iso(now())
    query = "SELECT max(number) FROM revisions WHERE draft = ? AND sha256 = ?"
    revision = connection.execute(query, (id, check)).fetchone()[0]
    if connection.execute("UPDATE drafts SET exported = ? WHERE id = ?", (when, id)).rowcount == 0:
        raise faults.missing()
    for each in records:
        row = (id, storable(each.document), storable(str(each.path)), each.sha256, when, each.bozza, revision, check)
        connection.execute(
            "INSERT INTO exports (draft, document, path, sha256, at, bozza, revision, answers_sha256, answers)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, compress(data)),
        )
    _refresh(connection, id, content, summary)


def record_act(
    connection: Connection, id: str, act: act_rows.PackedAct, content: str = "", summary: SummaryOrMaker = ""
) -> int:
    """Records an act of a dossier, and the summary of the draft `content`; gives the number of the act."""
    if connection.execute("SELECT 1 FROM drafts WHERE id = ?", (id,)).fetchone() is None:
        raise faults.missing()
    number = act_rows.put(connection, id, act)
    version_rows.note_act(connection, id)
    _touch(connection, id)
    _refresh(connection, id, content, summary)
    return number


def remove_act(connection: Connection, number: int, content: str = "", summary: SummaryOrMaker = "") -> None:
    """Takes an act away, if it is there, and stores the summary of the draft `content`."""
    found = connection.execute("SELECT draft FROM acts WHERE number = ?", (number,)).fetchone()
    if found is not None:
        act_rows.remove(connection, number)
        _touch(connection, found[0])
        _refresh(connection, found[0], content, summary)


def _touch(connection: Connection, id: str) -> None:
    """The dossier was changed now, though none of its answers."""
    connection.execute("UPDATE drafts SET updated = ? WHERE id = ?", (to_iso(now()), id))


def _refresh(connection: Connection, id: str, content: str, summary: SummaryOrMaker) -> None:
    """Stores the summary of a draft, where it is given and the draft is still the dossier's."""
    if summary:
        check = checksum(id, encode(content))
        _put_summary(connection, id, _made_summary(connection, id, summary, check), check)


def remember_session(connection: Connection, draft: str | None, step: str, closed: bool) -> None:
    """Stores which dossier and step are open; the dossier will open at that step next time."""
    if draft is not None and step:
        connection.execute("UPDATE drafts SET step = ? WHERE id = ?", (short(step), draft))
    connection.execute(
        "INSERT OR REPLACE INTO session (id, draft, step, at, closed) VALUES (1, ?, ?, ?, ?)",
        (draft, short(step), to_iso(now()), closed),
    )


def mark_session(connection: Connection, closed: int) -> None:
    """Stores whether the session ended properly, or DAMAGE_SEEN."""
    connection.execute("UPDATE session SET closed = ?", (closed,))
