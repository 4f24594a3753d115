"""What the store takes and gives. All times are timezone-aware, in UTC."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from desktop_app.system.clock import utc_now

LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
FAR_AHEAD = dt.datetime(3000, 1, 1, tzinfo=dt.UTC)  # no clock is as wrong: what is later is damage
BIN_DAYS = 30  # for so long what is deleted can be restored


# A text, or a function that makes it, called in the writer's thread.
TextOrMaker = str | Callable[[], str]


class DossierEntry(NamedTuple):
    """A dossier in the list; `summary` is the text that the caller gave last, opaque to the store.

    `damaged`: something of it is not as it was stored; opening it offers a way back. `archived`: since when it is out
    of the daily list; `marked`: the user wants it at hand; `own_title`: `title` is the user's own.
    """

    id: str
    form: str
    title: str
    summary: str
    updated: dt.datetime
    exported: dt.datetime | None
    binned: dt.datetime | None
    damaged: bool = False
    archived: dt.datetime | None = None
    marked: bool = False
    own_title: bool = False


class ContactEntry(NamedTuple):
    """A record in the list of its address book; `detail` distinguishes records of one name."""

    id: str
    name: str
    detail: str


class Contact(NamedTuple):
    """A record of an address book: its name, and its answers by key."""

    book: str
    name: str
    detail: str
    answers: Mapping[str, Any]


class Stored(NamedTuple):
    """A dossier as the file has it: undo and redo move `revision` between `first` and `last`.

    `number` identifies it in names of folders and in calendars: short, never given to another dossier. `own_title`:
    the user gave it its title, which no save changes.
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
    own_title: bool = False


class Revision(NamedTuple):
    """One revision of a dossier's draft."""

    number: int
    at: dt.datetime
    content: str


class Saved(NamedTuple):
    """A stored change; `notice` is an Italian sentence if the file had to be written again, else empty."""

    at: dt.datetime
    version: int
    revision: int
    notice: str = ""


Origin = Literal["file", "history", "copy", "unchecked", "lost"]


class SavedDossier(NamedTuple):
    """What became of a dossier of a damaged file, and from where.

    `file`: as it was; `history`: an earlier state, of the time `at`, out of the file itself; `copy`: as the backup of
    the time `copied` has it; `unchecked`: as it stood there, some answer may have changed; `lost`: nothing can be read.
    """

    id: str
    title: str
    origin: Origin
    at: dt.datetime | None = None
    copied: dt.datetime | None = None


class SalvageReport(NamedTuple):
    """What was saved of a damaged file: each dossier, those in the bin included, and the records of the address books.

    `there_was`: a file was there, and it was not merely gone. `cut`: the last changes before the damage are missing.
    `damaged_acts`: of so many acts there is only when they were, and their file.
    """

    dossiers: tuple[SavedDossier, ...] = ()
    records: int = 0
    lost_records: int = 0
    there_was: bool = True
    cut: bool = False
    damaged_acts: int = 0


class Source(NamedTuple):
    """A file to take from, with its journal or without; `copied`: of a backup, when it was made.

    `leads`: what it has may be newer than what the sources before it have.
    """

    path: Path
    copied: dt.datetime | None = None
    leads: bool = False
    journal: bool = True


class Opened(NamedTuple):
    """How the last session ended: the dossier and step that were open, and the time of the last stored change.

    `recovered`: it ended without `close`. `set_aside`: where a damaged file was moved; `notice` says so in Italian, and
    `report` dossier by dossier. `was_there`: there was a file before, whatever is left of it.
    """

    recovered: bool
    draft: str | None
    step: str
    at: dt.datetime | None
    set_aside: Path | None
    notice: str
    report: SalvageReport | None = None
    was_there: bool = True

    @property
    def is_as_it_was(self) -> bool:
        """Whether the file has what was read of it before it was opened (of an older version nothing was)."""
        return self.was_there and self.report is None and not self.notice


class BackupFile(NamedTuple):
    """An automatic backup: of a day (`daily`), or made before another backup was restored.

    `at`: the time of its last change; `binned`: how many dossiers are in its bin, beside `dossiers`; `number`: the
    higher, the newer, 0 of an older version's; `day`: for which it was made, by the clock of then. One that is not
    `sound` cannot be read. `missing`: how many of `dossiers` are not in the file any more, where that was asked for.
    """

    path: Path
    at: dt.datetime
    daily: bool
    dossiers: int = 0
    binned: int = 0
    number: int = 0
    day: str = ""
    sound: bool = True
    missing: int = 0


class SetAsideFile(NamedTuple):
    """A file put aside because it was damaged, or found in the place of the dossiers' file; `size` in bytes."""

    path: Path
    damaged: bool
    size: int


class Backup(NamedTuple):
    """A checked backup: the time of its last change, and its number of dossiers, without those in its bin.

    `foreign`: its tables are not quite ours; its rows are copied into tables that are. `files`: how many of the archive
    were taken along when it was made, `missing_files`: how many could not be read then.
    """

    path: Path
    at: dt.datetime
    dossiers: int
    foreign: bool = False
    files: int = 0
    missing_files: int = 0


class ExportedDocument(NamedTuple):
    """A document just written to a file; `bozza`: with the watermark, because answers were wrong or missing."""

    document: str
    path: Path
    sha256: str
    bozza: bool


class ExportEntry(NamedTuple):
    """A document exported earlier; `changed`: the dossier's answers have changed since.

    `content` is the draft that it was made from; empty of one that is long superseded, or damaged.
    """

    number: int
    document: str
    path: Path
    sha256: str
    at: dt.datetime
    bozza: bool
    revision: int | None
    changed: bool
    content: str = ""


class ActEntry(NamedTuple):
    """What happened to a dossier outside of its answers: `data` is what was given then, opaque to the store.

    `file` is the SHA-256 of its file in the archive. One that is not as it was stored is `damaged`: its `data` are
    empty, and of the rest there is what can still be read.
    """

    number: int
    kind: str
    at: dt.datetime
    data: Mapping[str, Any]
    file: str | None = None
    damaged: bool = False


class ActPlace(NamedTuple):
    """Where an act is: the dossier with its title, and whether that is in the bin."""

    number: int
    kind: str
    dossier: str
    title: str
    binned: bool
    file: str | None = None


class ExportPlace(NamedTuple):
    """Where a document with this SHA-256 was exported from."""

    sha256: str
    number: int
    document: str
    dossier: str
    title: str
    binned: bool


# A text, or a function that makes it in the writer's thread, from the documents exported so far, the newest first, and
# the acts, the oldest first.
SummaryOrMaker = str | Callable[[Sequence[ExportEntry], Sequence[ActEntry]], str]


class PendingSave(NamedTuple):
    """A change that waits for the writer; `reported` are the sentences that `failed` was called with.

    `after`: the version that it was made of, `note` what is said of it (see `versions.py`).
    """

    id: str
    content: TextOrMaker
    title: str
    step: str
    summary: SummaryOrMaker
    revision: int | None
    keep_later: bool
    done: Callable[[Saved], object] | None
    failed: Callable[[str], object] | None
    reported: list[str]
    after: int | None = None
    note: tuple[str, str] | None = None


def resolve(text: TextOrMaker) -> str:
    """The text, made now if a function was given."""
    return text if isinstance(text, str) else text()


def now() -> dt.datetime:
    """This moment, in UTC."""
    return utc_now()


def to_iso(from_iso: dt.datetime) -> str:
    """A time as the file has it; such texts sort in order of time."""
    return from_iso.isoformat(timespec="microseconds")


def from_iso(text: str) -> dt.datetime:
    """A time read from the file; LONG_AGO if the text is damaged, or none that a time zone can be applied to."""
    try:
        read = dt.datetime.fromisoformat(text)
        return read if LONG_AGO < read < FAR_AHEAD else LONG_AGO
    except (ValueError, TypeError):  # the second also where it says no time zone
        return LONG_AGO
