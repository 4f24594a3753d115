"""The rows of a database file, read page by page without SQLite (https://sqlite.org/fileformat.html).

SQLite reaches a row only through all pages above it, and gives up a file whose first page is damaged. Here each page
is read for itself, so that damage takes no row but those on the damaged page; a file that is too short counts as
filled up with zeros. Nothing that the file itself defines (triggers, computed columns) is ever run.
"""

from __future__ import annotations

import contextlib
import io
import os
import stat
import struct
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, NamedTuple

from desktop_app.drafts.damage import wal
from desktop_app.drafts.file import MAX_VALUE, sidecars

Value = None | int | float | str | bytes
_LEAF, _INNER, _INDEX_LEAF, _INDEX_INNER = 13, 5, 10, 2  # kinds of pages
_MAGIC = b"SQLite format 3\0"
_USUAL_SIZE = 4096
MOST_COLUMNS: Final = 40  # of a row that is looked at; ours have 13
_ENCODINGS = {1: "utf-8", 2: "utf-16-le", 3: "utf-16-be"}


class Place(NamedTuple):
    """Where a row is: a page, by its place in the file or in the journal, and the row's on the page."""

    page: int
    in_journal: bool
    at: int


class Row(NamedTuple):
    """A row as it was found; `sure`: on a page that says of itself that it holds rows of a table."""

    place: Place
    values: list[Value]
    number: int
    sure: bool


class Damage(Exception):
    """What was to be read here cannot be."""


class PageFile:
    """A database file with its journal, open for reading. Raises OSError if it is no file that can be read."""

    def __init__(self, path: Path, journal: bool = True) -> None:
        self.journal = wal.read(sidecars(path)[0]) if journal else None
        self._file = _opened(path, self.journal is not None)
        self._bytes = self._file.seek(0, os.SEEK_END)
        self._file.seek(0)
        head = self._file.read(100).ljust(100, b"\0")
        self._wal = sidecars(path)[0].open("rb") if self.journal else None
        self.page_size = self._guess_size(head)
        self.encoding = _ENCODINGS.get(struct.unpack(">I", head[56:60])[0], "utf-8")
        self.usable = self.page_size - (head[20] if head[:16] == _MAGIC and head[20] <= 32 else 0)
        there, said = -(-self._bytes // self.page_size), struct.unpack(">I", head[28:32])[0]
        in_journal = self.journal.size if self.journal else 0
        # A length that is damaged must not send us through pages that never were.
        self.said = max(in_journal, said if head[:16] == _MAGIC and said <= there * 4 + 16 else there)
        self.count = max(there, self.said)
        self._cached: tuple[tuple[int, bool], bytes] = ((0, False), b"")

    def _guess_size(self, head: bytes) -> int:
        if self.journal:
            return self.journal.page_size
        size = struct.unpack(">H", head[16:18])[0]
        size = 65_536 if size == 1 else size
        return size if head[:16] == _MAGIC and size >= 512 and size & (size - 1) == 0 else _USUAL_SIZE

    def __enter__(self) -> PageFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if self._wal:
            self._wal.close()

    def names(self, words: bytes, most: int) -> int:
        """How often some bytes stand anywhere in the file or its journal; counted up to `most`."""
        return sum(_times_in(each, words, most) for each in (self._file, self._wal) if each is not None)

    # --- pages -------------------------------------------------------------------------------------------

    def page(self, number: int, in_journal: bool = False) -> bytes:
        """A page as SQLite would read it; zeros beyond the end of the file. `in_journal`: at that place of it."""
        if self._cached[0] == (number, in_journal):
            return self._cached[1]
        at = number if in_journal else self.journal.pages.get(number) if self.journal else None
        source = self._file if at is None else self._wal
        assert source is not None
        source.seek((number - 1) * self.page_size if at is None else at)
        data = source.read(self.page_size).ljust(self.page_size, b"\0")
        self._cached = (number, in_journal), data
        return data

    def free_pages(self) -> set[int]:
        """The pages that the file says it does not use."""
        free: set[int] = set()
        (trunk,) = struct.unpack(">I", self.page(1)[32:36])
        while 0 < trunk <= self.count and trunk not in free:
            free.add(trunk)
            words = struct.unpack(f">{self.page_size // 4}I", self.page(trunk))
            free.update(words[2 : 2 + min(words[1], len(words) - 2)])
            trunk = words[0]
        return free

    # --- rows --------------------------------------------------------------------------------------------

    def rows(self) -> Iterator[Row]:
        """Every row that can be read; counts into `lost` the pages on which some cannot."""
        self.lost = 0
        free, chained, unclear = self.free_pages(), set[int](), set[int]()
        for number in range(1, self.count + 1):
            if number not in free:
                yield from self._rows_of(number, False, chained, unclear)
        for place in self.journal.beyond if self.journal else ():
            yield from self._rows_of(place, True, set(), set())
        self.lost = len(unclear - chained)

    def row(self, place: Place) -> list[Value]:
        """The values of a row found earlier."""
        return self._decoded(*self._payload(self.page(place.page, place.in_journal), place.at, set())[:1])

    def _rows_of(self, number: int, in_journal: bool, chained: set[int], unclear: set[int]) -> Iterator[Row]:
        page = self.page(number, in_journal)
        start = 100 if page[:16] == _MAGIC else 0
        kind = page[start]
        if kind in (_INDEX_LEAF, _INDEX_INNER):
            return
        cells = struct.unpack(">H", page[start + 3 : start + 5])[0]
        too_many = cells > (self.page_size - 8) // 4
        if kind not in (_LEAF, _INNER) or too_many:
            unclear.add(number)  # an inner page is looked at as well: one bit makes it of one with rows
            if kind != _LEAF and too_many:
                return
        for place in self._cells(page, start, cells):
            try:
                payload, rowid = self._payload(page, place, chained)
                values = self._decoded(payload)
            except Damage:
                if kind != _INNER:
                    unclear.add(number)
                continue
            yield Row(Place(number, in_journal, place), values, rowid, kind == _LEAF)

    def _cells(self, page: bytes, start: int, cells: int) -> Iterator[int]:
        seen = set()
        for at in range(start + 8, min(start + 8 + 2 * cells, self.page_size - 1), 2):
            (place,) = struct.unpack(">H", page[at : at + 2])
            if start + 8 <= place < self.page_size - 3 and place not in seen:
                seen.add(place)
                yield place

    def _payload(self, page: bytes, at: int, chained: set[int]) -> tuple[bytes, int]:
        """The bytes of a row that begins at a place of its page, and its number. Raises Damage."""
        length, at = _varint(page, at)
        rowid, at = _varint(page, at)
        if not 2 <= length <= MAX_VALUE:
            raise Damage
        most = self.usable - 35
        local = length
        if length > most:
            least = (self.usable - 12) * 32 // 255 - 23
            local = least + (length - least) % (self.usable - 4)
            local = local if local <= most else least
        if at + local + (4 if local < length else 0) > self.usable:
            raise Damage
        parts, left = [page[at : at + local]], length - local
        following = struct.unpack(">I", page[at + local : at + local + 4])[0] if left else 0
        mine: set[int] = set()
        while left > 0:
            if not 1 < following <= self.count or following in mine:
                raise Damage
            mine.add(following)
            more = self.page(following)
            parts.append(more[4 : 4 + min(left, self.usable - 4)])
            left -= self.usable - 4
            (following,) = struct.unpack(">I", more[:4])
        chained |= mine
        return b"".join(parts), rowid

    def _decoded(self, payload: bytes) -> list[Value]:
        """The values of a row. Raises Damage."""
        end, at = _varint(payload, 0)
        kinds: list[int] = []
        while at < end <= len(payload) and len(kinds) <= MOST_COLUMNS:
            kind, at = _varint(payload, at)
            kinds.append(kind)
        if at != end or len(kinds) > MOST_COLUMNS:
            raise Damage
        values: list[Value] = []
        for kind in kinds:
            size = _size(kind)
            if at + size > len(payload):
                raise Damage
            values.append(self._value(kind, payload[at : at + size]))
            at += size
        return values

    def _value(self, kind: int, data: bytes) -> Value:
        if kind == 0:
            return None
        if kind == 7:
            return float(struct.unpack(">d", data)[0])
        if kind < 10:
            return kind - 8 if kind >= 8 else int.from_bytes(data, "big", signed=True)
        return data if kind % 2 == 0 else data.decode(self.encoding, "replace")


def _opened(path: Path, has_journal: bool) -> BinaryIO:
    """The file; an empty one in its place where only the journal is left. Raises OSError."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError("not a regular file")
        return path.open("rb")
    except FileNotFoundError:
        if not has_journal:
            raise
        return io.BytesIO()


def _times_in(source: BinaryIO, words: bytes, most: int) -> int:
    import mmap  # the file may be larger than the memory

    count = at = 0
    with contextlib.suppress(ValueError), mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        while count < most and (at := whole.find(words, at) + 1):
            count += 1
    return count  # 0 of an empty file, which cannot be mapped


def _size(kind: int) -> int:
    if kind in (10, 11):
        raise Damage
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind] if kind < 10 else (kind - 12) // 2


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends. Raises Damage."""
    value = 0
    for more in range(9):
        if at + more >= len(data):
            raise Damage
        byte = data[at + more]
        if more == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + more + 1
    raise Damage
