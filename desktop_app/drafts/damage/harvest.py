"""What one file, in whatever state, still holds of each dossier and record: found page by page, told by its shape."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from desktop_app.drafts import traits
from desktop_app.drafts.acts.act_rows import PackedAct
from desktop_app.drafts.acts.archive import NAME, sha256
from desktop_app.drafts.cells import MAX_ID, MAX_WHOLE, Cells, readable
from desktop_app.drafts.content import MAX_WORDS, decompress, form_of, is_intact
from desktop_app.drafts.damage.pages import Damage, PageFile, Place, Row, Value
from desktop_app.drafts.models import LONG_AGO, Revision, Source, from_iso
from desktop_app.drafts.versions.version_rows import NOTES

# The kinds of the values of a row: text, number, bytes, or a capital where there may be none. An own number is none.
_SHAPES: Final = {
    "drafts": "ttttttttTTiib", "exports": "-tttttiIbb", "records": "ttttttTbb", "revisions": "titbb",
    "acts": "-tttbbT", "version_notes": "titt",
}  # fmt: skip
DRAFT_COLUMNS: Final = (
    "id", "form", "title", "folded", "step", "summary", "created", "updated", "exported", "binned", "version",
    "revision", "sha256",
)  # fmt: skip
RECORD_COLUMNS: Final = ("id", "book", "name", "detail", "folded", "updated", "binned", "sha256", "answers")
_TRAITS: Final = (traits.ARCHIVED, traits.MARKED, traits.TITLE, traits.AUTOMATIC)
_PARTS: Final = ("drafts", "contents", "revisions", "exports", "acts", "version_notes")  # of a dossier
_STATE_KEY: Final = re.compile(r"[a-z]+(_[a-z]+)*")  # not an id: those have figures
_LONGEST_STATE: Final = 100_000
_MORE: Final = 4  # columns that somebody else may have added


class Content(NamedTuple):
    """The newest good content of a dossier in a file; `newest`: the file names none that is newer."""

    data: bytes
    version: int
    revision: int
    at: Any
    newest: bool
    checked: bool = True


class Kept(NamedTuple):
    """A revision that its checksum proves: its time, the checksum, the content, and the content as it is stored."""

    at: Any
    check: bytes
    data: bytes
    packed: bytes


@dataclass
class Found:
    """What there is of one dossier. Rows of `drafts` as dictionaries, the newest first; the rest by its place."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    contents: list[Place] = field(default_factory=list)
    revisions: dict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    exports: list[Place] = field(default_factory=list)
    acts: list[Place] = field(default_factory=list)
    traits: dict[str, str] = field(default_factory=dict)
    notes: list[tuple[int, str, str]] = field(default_factory=list)  # of versions
    number: int = 0


class Harvest:
    """A file read from end to end. `highest`: the highest number that it ever gave to a dossier."""

    def __init__(self, source: PageFile) -> None:
        self.source, self.highest = source, 0
        self.dossiers: dict[str, Found] = defaultdict(Found)
        self.records: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.deleted: set[str] = set()
        self.files: dict[str, Place] = {}
        self.state: dict[str, str] = {}
        for row in source.rows():
            self._take(row)
        self.lost = source.lost
        for found in self.dossiers.values():
            found.rows.sort(key=lambda row: Cells().whole(row["version"]), reverse=True)

    def _take(self, row: Row) -> None:
        values = row.values
        kind = _kind(values) if len(values) > 2 or row.sure else ""  # a short row looks like anything
        if kind == "numbers" and isinstance(values[1], str) and len(values[1]) <= MAX_ID:
            self.dossiers[values[1]].number = row.number if 0 < row.number <= MAX_WHOLE else 0
            self.highest = max(self.highest, self.dossiers[values[1]].number)
        elif kind == "deleted":
            self.deleted.add(_id(values[0]))
        elif kind == "state":
            self.state[str(values[0])] = str(values[1])
        elif kind == "highest":
            self.highest = max(self.highest, Cells().whole(values[1]))
        elif kind == "records" and (id := _id(values[0])):
            self.records[id].append(dict(zip(RECORD_COLUMNS, values, strict=False)))
        elif kind == "traits":
            self.dossiers[_id(values[0])].traits[str(values[1])] = str(values[2])
        elif kind == "files":
            self.files[str(values[0])] = row.place
        elif kind in _PARTS and (id := _id(values[kind in ("exports", "acts")])):
            self._take_part(kind, self.dossiers[id], row)

    def _take_part(self, kind: str, found: Found, row: Row) -> None:
        if kind == "drafts":
            found.rows.append(dict(zip(DRAFT_COLUMNS, row.values, strict=False)))
        elif kind == "contents":
            found.contents.append(row.place)
        elif kind == "exports":
            found.exports.append(row.place)
        elif kind == "acts":
            found.acts.append(row.place)
        elif kind == "version_notes" and row.values[2] in NOTES:
            found.notes.append((Cells().whole(row.values[1]), str(row.values[2]), str(row.values[3])))
        elif kind == "revisions" and isinstance(row.values[1], int) and 0 <= row.values[1] <= MAX_WHOLE:
            found.revisions[row.values[1]].append(row.place)

    # --- one dossier -------------------------------------------------------------------------------------

    def is_there(self, id: str) -> bool:
        """Whether the file has any part of a dossier of which something could come back."""
        found = self.dossiers.get(id)
        return found is not None and bool(found.rows or found.contents or found.revisions)

    def best(self, id: str) -> Content | None:
        """The newest content of a dossier that its checksum proves; else the one that at least reads like a draft."""
        found = self.dossiers.get(id)
        if found is None:
            return None
        contents = [Cells().data(self._values(place)[1]) for place in found.contents]
        return self._current(id, found, contents) or self._earlier(id, found, contents) or _unchecked(found, contents)

    def _current(self, id: str, found: Found, contents: list[bytes]) -> Content | None:
        """What a row of `drafts` says is its content."""
        for row in found.rows:
            cells = Cells()
            version, revision = cells.whole(row["version"]), cells.whole(row["revision"])
            newest = row is found.rows[0]
            for data in contents:
                if is_intact(id, data, row["sha256"]):
                    return Content(data, version, revision or max(found.revisions, default=1), row["updated"], newest)
            for kept in self.revisions(id, revision):
                if kept.check == row["sha256"]:
                    return Content(kept.data, version, revision, row["updated"], newest)
        return None

    def _earlier(self, id: str, found: Found, contents: list[bytes]) -> Content | None:
        """The newest revision, where the row of `drafts` is lost or its content is."""
        version = Cells().whole(found.rows[0]["version"]) if found.rows else 0
        last = Cells().whole(found.rows[0]["revision"]) if found.rows else 0
        for number in sorted(found.revisions, reverse=True):
            for kept in self.revisions(id, number):
                return Content(kept.data, version, number, kept.at, newest=number >= max(last, *found.revisions))
            for place in found.revisions[number]:  # its own bytes are damaged, those of the content may not be
                values = self._values(place)
                for data in contents:
                    if is_intact(id, data, values[3]):
                        return Content(data, version, number, values[2], newest=number >= max(last, *found.revisions))
        return None

    def revisions(self, id: str, number: int) -> list[Kept]:
        """The intact ones among the revisions with a number."""
        good: list[Kept] = []
        for place in self.dossiers[id].revisions.get(number, ()) if id in self.dossiers else ():
            _, _, at, check, packed, *_ = self._values(place)
            data = decompress(packed)
            if data is not None and is_intact(id, data, check):
                assert isinstance(check, bytes) and isinstance(packed, bytes)
                good.append(Kept(at, check, data, packed))
        return good

    def exports(self, id: str) -> list[list[Value]]:
        """The rows of the documents exported from a dossier."""
        return [self._values(place) for place in self.dossiers[id].exports]

    def acts(self, id: str) -> list[PackedAct]:
        """The rows of the acts of a dossier, damaged ones too."""
        rows = [self._values(place) for place in self.dossiers[id].acts] if id in self.dossiers else []
        return [PackedAct(kind, at, check, content, name) for _, _, kind, at, check, content, name, *_ in rows]  # type: ignore[arg-type]  # damaged cells, too: who takes them looks

    def file(self, name: str) -> bytes | None:
        """A file that a copy of everything has, where it is what its name says."""
        data = self._values(self.files[name])[1]
        return data if isinstance(data, bytes) and sha256(data) == name else None

    def record(self, id: str) -> dict[str, Any] | None:
        """A record whose checksum proves its answers."""
        rows = self.records.get(id, ())
        return next((row for row in rows if is_intact(id, row["answers"], row["sha256"])), None)

    def _values(self, place: Place) -> list[Value]:
        try:
            return self.source.row(place)
        except Damage:  # it was read once: the disk gives something else now
            return [None] * 10


def _unchecked(found: Found, contents: list[bytes]) -> Content | None:
    """A content that is not quite what was stored, and still reads like a draft."""
    for data in contents:
        if form_of(data):
            row = found.rows[0] if found.rows else {"version": 1, "revision": 1, "updated": ""}
            cells = Cells()
            version, revision = cells.whole(row["version"], 1), cells.whole(row["revision"], 1)
            return Content(data, version, revision, row["updated"], newest=False, checked=False)
    return None


def _id(value: Value) -> str:
    known = value.decode("ascii", "replace") if isinstance(value, bytes) else value
    return known if isinstance(known, str) and 0 < len(known) <= MAX_ID else ""


def _kind(values: list[Value]) -> str:
    """Which table a row is of; empty where it is none of those that are wanted."""
    first, second = [*values, None, None][:2]
    if len(values) == 1 and isinstance(first, str):
        return "deleted"
    if len(values) == 2 and (kind := _kind_of_two(first, second)):
        return kind
    if _is_trait(values):
        return "traits"
    if 2 <= len(values) < 5 and isinstance(first, str) and _reads_like_a_draft(second):
        return "contents"
    for table, shape in _SHAPES.items():
        if len(shape) <= len(values) <= len(shape) + _MORE:
            wrong = sum(not _fits(sign, value) for sign, value in zip(shape, values, strict=False))
            if wrong <= (len(shape) > 5) + (len(shape) > 9):
                return table
    return ""


def _kind_of_two(first: Value, second: Value) -> str:
    """Of a row with two values."""
    if isinstance(first, str) and isinstance(second, str) and _STATE_KEY.fullmatch(first):
        return "state" if len(second) <= _LONGEST_STATE else ""
    if isinstance(first, str) and isinstance(second, bytes) and NAME.fullmatch(first):
        return "files"
    if first is None and isinstance(second, str):
        return "numbers"
    return "highest" if first == "numbers" and isinstance(second, int) else ""


def _is_trait(values: list[Value]) -> bool:
    id, name, value = [*values, None, None, None][:3]
    known = len(values) <= 3 + _MORE and name in _TRAITS and bool(_id(id))
    return known and isinstance(value, str) and len(value) <= MAX_WORDS


def _reads_like_a_draft(value: Value) -> bool:
    return isinstance(value, bytes) or (isinstance(value, str) and value.lstrip()[:1] == "{")


def _fits(sign: str, value: Value) -> bool:
    kinds: dict[str, type[object] | tuple[type[object], ...]] = {"t": str, "i": int, "b": bytes, "-": type(None)}
    return (value is None and sign in "TI") or isinstance(value, kinds[sign.lower()])


def moment(value: Any) -> Any:
    """A time out of a row; None where it is none."""
    read = from_iso(value)
    return None if read == LONG_AGO else read


def newest_in(sources: Sequence[Source], id: str) -> tuple[Revision | None, dt.datetime | None]:
    """The newest content that a backup has of a dossier, and of when the backup is; None where none has it."""
    for source in sources:
        with contextlib.suppress(OSError), PageFile(source.path, source.journal) as pages:
            best = Harvest(pages).best(id)
            if best is not None and best.checked:
                return Revision(max(best.revision, 1), from_iso(best.at), readable(best.data)), source.copied
    return None, None


def overview(path: Path) -> tuple[dt.datetime, int]:
    """The last change in a file, and how many dossiers outside its bin could be taken from it."""
    try:
        with PageFile(path) as pages:
            harvest = Harvest(pages)
            good = [found for id, found in harvest.dossiers.items() if harvest.best(id) is not None]
    except OSError:
        return LONG_AGO, 0
    rows = [row for found in good for row in found.rows[:1]]
    binned = sum(from_iso(row["binned"]) > LONG_AGO for row in rows)
    return max((from_iso(row["updated"]) for row in rows), default=LONG_AGO), len(good) - binned
