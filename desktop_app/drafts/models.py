"""What the store takes and gives. All times are aware, in UTC."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


# A text, or what writes it when it is needed: in the writer's thread.
TextOrMaker = str | Callable[[], str]


class DossierEntry(NamedTuple):
    """A dossier in the list of dossiers; `summary` is what the caller last gave, and means nothing here.

    `number` tells it from the others as in Stored.
    """

    id: str
    form: str
    title: str
    summary: str
    updated: dt.datetime
    exported: dt.datetime | None
    binned: dt.datetime | None
    number: int = 0


class ContactEntry(NamedTuple):
    """A record in the list of its address book; `detail` tells it from others of that name."""

    id: str
    name: str
    detail: str


class Contact(NamedTuple):
    """A record of an address book: what it is called, and its answers by name."""

    book: str
    name: str
    detail: str
    answers: Mapping[str, Any]


class Stored(NamedTuple):
    """A dossier as the file holds it: `revision` is where undo and redo stand between `first` and `last`.

    `number` tells it from the others where neither id nor name should be seen, as in names of folders.
    """

    id: str
    form: str
    title: str
    content: str
    step: str
    summary: str
    updated: dt.datetime
    binned: dt.datetime | None
    version: int
    revision: int
    first: int
    last: int
    number: int


class Revision(NamedTuple):
    """One step of a dossier's history."""

    number: int
    at: dt.datetime
    content: str


class Saved(NamedTuple):
    """An acknowledged change; `notice` is a sentence where the file had to be written anew."""

    at: dt.datetime
    version: int
    revision: int
    notice: str = ""


class Opened(NamedTuple):
    """How the last session ended: the dossier and step that were open, and since when nothing was lost.

    `recovered`: it ended without `close`. `set_aside`: the damaged file; `notice` says so in Italian.
    """

    recovered: bool
    draft: str | None
    step: str
    at: dt.datetime | None
    set_aside: Path | None
    notice: str


class BackupFile(NamedTuple):
    """A copy made by the program: once a day, or before another copy took the file's place."""

    path: Path
    at: dt.datetime
    daily: bool


class Backup(NamedTuple):
    """A copy of the whole file that was looked at: how far it goes, and how many dossiers are not in its bin."""

    path: Path
    at: dt.datetime
    dossiers: int


class ExportedDocument(NamedTuple):
    """A document just written to a file; `bozza`: with the watermark, because something was wrong or missing."""

    document: str
    path: Path
    sha256: str
    bozza: bool


class ExportEntry(NamedTuple):
    """A document exported earlier; `changed`: the answers are not the exported ones any more."""

    number: int
    document: str
    path: Path
    sha256: str
    at: dt.datetime
    bozza: bool
    revision: int | None
    changed: bool


# A text, or what writes it in the writer's thread from the documents exported so far, the newest first.
SummaryOrMaker = str | Callable[[Sequence[ExportEntry]], str]


class PendingSave(NamedTuple):
    """A change on its way to the file; `told` are the sentences that `failed` was given."""

    id: str
    content: TextOrMaker
    title: str
    step: str
    summary: SummaryOrMaker
    revision: int | None
    keep_later: bool
    done: Callable[[Saved], object] | None
    failed: Callable[[str], object] | None
    told: list[str]


def told(text: TextOrMaker) -> str:
    """The text itself."""
    return text if isinstance(text, str) else text()


def now() -> dt.datetime:
    """This moment, in UTC."""
    return dt.datetime.now(dt.UTC)


def written(moment: dt.datetime) -> str:
    """A moment as the file holds it: sorts like time."""
    return moment.isoformat(timespec="microseconds")


def moment(text: str) -> dt.datetime:
    """A moment out of the file; a damaged one is long ago."""
    try:
        return dt.datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return LONG_AGO
