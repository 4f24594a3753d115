"""Every change of the tables. All of it runs in the writer's thread, inside `transaction`."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator, Sequence
from typing import Any

from desktop_app.drafts import faults
from desktop_app.drafts import queries as reading
from desktop_app.drafts.content import checksum, clean, folded, form_of, is_good, packed, raw, records_of, text
from desktop_app.drafts.faults import DamagedDraft, Error
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import ExportedDocument, PendingSave, Saved, SummaryOrMaker, now, told, written

REVISIONS = 300
BIN_DAYS = 30


@contextlib.contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All or nothing. IMMEDIATE: a lock elsewhere is waited for here, not met half-way."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with contextlib.suppress(Error):
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
) -> Saved:
    """A new dossier with the first step of its history."""
    at, data = now(), raw(content)
    check, when, title = checksum(id, data), written(at), clean(title)
    values: dict[str, Any] = {
        "id": id, "form": clean(form), "title": title, "folded": folded(title), "step": clean(step),
        "summary": clean(summary), "created": when, "updated": when, "version": 1, "revision": revision,
        "sha256": check,
    }  # fmt: skip
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(f"INSERT INTO drafts ({', '.join(values)}) VALUES ({marks})", values)
    connection.execute("INSERT OR IGNORE INTO numbers (draft) VALUES (?)", (id,))
    _put_content(connection, id, data)
    _put_revision(connection, id, revision, when, check, data)
    return Saved(at, 1, revision)


def save(connection: Connection, job: PendingSave) -> Saved:
    """Stores a change; the same change twice is one. A dossier that is not there is put there again."""
    found = connection.execute("SELECT version, revision, sha256 FROM drafts WHERE id = ?", (job.id,)).fetchone()
    data = raw(told(job.content))
    if found is None:
        number = 1 if job.revision is None else job.revision
        form = form_of(data)
        summary = job.summary if isinstance(job.summary, str) else job.summary([])
        return insert(connection, job.id, text(data), form, job.title, job.step, summary, number)
    version, at_revision, old_check = found
    at, check, title = now(), checksum(job.id, data), clean(job.title)
    changed = check != old_check
    number = at_revision + changed if job.revision is None else job.revision
    if changed or number != at_revision:
        _put_revision(connection, job.id, number, written(at), check, data)
        if not job.keep_later:
            _cut(connection, job.id, number)
    connection.execute(
        "UPDATE drafts SET title = ?, folded = ?, step = ?, revision = ?, sha256 = ? WHERE id = ?",
        (title, folded(title), clean(job.step), number, check, job.id),
    )
    _put_summary(connection, job.id, job.summary, check)
    _put_content(connection, job.id, data)
    if changed:
        connection.execute(
            "UPDATE drafts SET updated = ?, version = ? WHERE id = ?", (written(at), version + 1, job.id)
        )
    return Saved(at, version + changed, number)


def _put_content(connection: Connection, id: str, data: bytes) -> None:
    connection.execute("INSERT OR REPLACE INTO contents (draft, content) VALUES (?, ?)", (id, data))
    connection.execute("DELETE FROM uses WHERE draft = ?", (id,))
    rows = [(id, clean(record)) for record in records_of(data)]
    connection.executemany("INSERT OR IGNORE INTO uses (draft, record) VALUES (?, ?)", rows)


def _put_summary(connection: Connection, id: str, summary: SummaryOrMaker, check: bytes) -> None:
    """What the list shows of a dossier with that content, and of its exports as they compare with it now."""
    words = summary if isinstance(summary, str) else summary(reading.exports(connection, id))
    connection.execute("UPDATE drafts SET summary = ? WHERE id = ? AND sha256 = ?", (clean(words), id, check))


def _put_revision(connection: Connection, id: str, number: int, at: str, check: bytes, data: bytes) -> None:
    """One step of the history; where it is there already, its moment stays."""
    connection.execute(
        "INSERT OR REPLACE INTO revisions (draft, number, at, sha256, content) VALUES (?1, ?2,"
        " coalesce((SELECT at FROM revisions WHERE draft = ?1 AND number = ?2 AND sha256 = ?4), ?3), ?4, ?5)",
        (id, number, at, check, packed(data)),
    )


def _cut(connection: Connection, id: str, number: int) -> None:
    """What was undone is gone after a new change; so is what is too old."""
    connection.execute(
        "DELETE FROM revisions WHERE draft = ? AND (number > ? OR number <= ?)", (id, number, number - REVISIONS)
    )


def new_id() -> str:
    """An id that no other dossier has."""
    return os.urandom(8).hex()


def duplicate(connection: Connection, id: str) -> str:
    """A second dossier with the same answers, without history and exports; gives its id.

    A summary that may tell of exports is not taken along.
    """
    query = (
        "SELECT form, title, step, iif(exported IS NULL, summary, ''), sha256, content"
        " FROM drafts LEFT JOIN contents ON draft = id WHERE id = ?"
    )
    found = connection.execute(query, (id,)).fetchone()
    if found is None:
        raise faults.missing()
    form, title, step, summary, check, data = found
    if not is_good(id, data, check):
        raise DamagedDraft(None)
    copy = new_id()
    insert(connection, copy, text(data), form, f"{title} (copia)", step, summary)
    return copy


def put_in_bin(connection: Connection, id: str, at: dt.datetime | None) -> None:
    """Into the bin, or out of it (None)."""
    when = written(at) if at else None
    if connection.execute("UPDATE drafts SET binned = ? WHERE id = ?", (when, id)).rowcount == 0:
        raise faults.missing()


def empty_bin(connection: Connection, before: dt.datetime | None = None) -> int:
    """Deletes what lies in the bin since before that moment, or all; gives how many dossiers."""
    limit = written(before or now() + dt.timedelta(days=1))
    return connection.execute("DELETE FROM drafts WHERE binned < ?", (limit,)).rowcount


def exported(
    connection: Connection, id: str, content: str, records: Sequence[ExportedDocument], summary: SummaryOrMaker = ""
) -> None:
    """Documents made from that content, which is kept with them as it was."""
    data = raw(content)
    check, when = checksum(id, data), written(now())
    query = "SELECT max(number) FROM revisions WHERE draft = ? AND sha256 = ?"
    revision = connection.execute(query, (id, check)).fetchone()[0]
    if connection.execute("UPDATE drafts SET exported = ? WHERE id = ?", (when, id)).rowcount == 0:
        raise faults.missing()
    for each in records:
        row = (id, clean(each.document), clean(str(each.path)), each.sha256, when, each.bozza, revision, check)
        connection.execute(
            "INSERT INTO exports (draft, document, path, sha256, at, bozza, revision, answers_sha256, answers)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, packed(data)),
        )
    if summary:
        _put_summary(connection, id, summary, check)


def remember(connection: Connection, draft: str | None, step: str, closed: bool) -> None:
    """What is open now; a step that was only visited is where the dossier opens next time."""
    if draft is not None and step:
        connection.execute("UPDATE drafts SET step = ? WHERE id = ?", (clean(step), draft))
    connection.execute(
        "INSERT OR REPLACE INTO session (id, draft, step, at, closed) VALUES (1, ?, ?, ?, ?)",
        (draft, clean(step), written(now()), closed),
    )


def mark(connection: Connection, closed: bool) -> None:
    """Whether the session is over, and ended well."""
    connection.execute("UPDATE session SET closed = ?", (closed,))
