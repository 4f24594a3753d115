"""A database's journal (-wal) read without SQLite: which pages it brings, and whether changes are missing in it.

SQLite ends at the first frame whose checksum is wrong and says nothing, because what a kill or a power cut leaves looks
the same. Two things tell damage apart: a change is begun only when the one before is on the disk, so nothing follows a
change that a power cut left with a hole; and the index beside the journal (-shm) counts no frame before it is there.
"""

from __future__ import annotations

import os
import stat
import struct
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from desktop_app.system.files import read_start
from desktop_app.system.held_files import READ_ATTEMPTS, patiently

_MAGIC: Final = {0x377F0682: "<", 0x377F0683: ">"}  # the order of bytes in its checksums
_HEADER, _FRAME = 32, 24  # bytes
_INDEX: Final = "=IIIBBHIIII8sII"  # the head of the index, twice in a row; then how many frames the database has
_MAX_BYTES: Final = 2**32  # of a journal that is looked at
_ON_WINDOWS = os.name == "nt"


class Journal(NamedTuple):
    """`pages`: where in the file the newest version of each page is, as far as SQLite would read; `size`: the pages of
    the database then. `beyond`: where pages are that SQLite does not reach. `broken`: changes that were stored are
    among them."""

    page_size: int
    pages: dict[int, int]
    size: int
    frames: int
    beyond: list[int]
    broken: bool


class Mark(NamedTuple):
    """What the index says of its journal: its signs, and that it has this many frames that the database needs."""

    signs: bytes
    frames: int


def mark(index: Path) -> Mark | None:
    """What an index says; None where there is none, or it is not whole. To be read before SQLite makes it anew."""
    data = b""
    with suppress(PermissionError):
        data = _bytes(index, 100)
    size = struct.calcsize(_INDEX)
    if len(data) < 100 or data[:size] != data[size : 2 * size]:
        return None
    *_, frames, _, _, _, signs, first, second = struct.unpack(_INDEX, data[:size])
    (copied,) = struct.unpack("=I", data[96:100])
    whole = _checksum("=", data[: size - 8], (0, 0)) == (first, second)
    return Mark(signs, frames) if whole and frames > copied else None


def is_cut(journal: Path, before: Mark | None) -> bool:
    """Whether changes that had been stored are missing in a journal, as its index knew it before.

    Raises PermissionError on Windows, where another program holds it.
    """
    found = read(journal)
    if found is not None and found.broken:
        return True
    if before is None:
        return False
    head = _bytes(journal, _HEADER)
    if found is None:
        return not _is_head(head) or head[16:24] == before.signs  # another one was begun, and has no change yet
    return head[16:24] == before.signs and found.frames < before.frames


def is_foreign(journal: Path) -> bool:
    """Whether what stands in a journal's place is none: a folder, a pipe, anything else."""
    try:
        found = journal.stat()
    except OSError:
        return True
    return not stat.S_ISREG(found.st_mode) or (found.st_size > 0 and read(journal) is None)


def read(path: Path) -> Journal | None:
    """The journal at a path; None where there is none, or none that belongs to anything."""
    data = _bytes(path, _MAX_BYTES)
    return _parsed(data) if len(data) > _HEADER else None


def _is_head(data: bytes) -> bool:
    """Whether a journal begins so."""
    if len(data) < _HEADER:
        return False
    magic, *_, first, second = struct.unpack(">8I", data)
    return magic in _MAGIC and _checksum(_MAGIC[magic], data[:24], (0, 0)) == (first, second)


def _bytes(path: Path, most: int) -> bytes:
    """At most so many bytes, none of what cannot be read. Raises PermissionError on Windows.

    There another program may hold the file, which tells nothing of it: taken for empty, it would count as cut off.
    """
    try:
        return patiently(lambda: read_start(path, most), READ_ATTEMPTS)
    except (OSError, ValueError) as error:
        if _ON_WINDOWS and isinstance(error, PermissionError):
            raise
        return b""


def _parsed(data: bytes) -> Journal | None:
    magic, _, size, _, *signs, first, second = struct.unpack(">8I", data[:_HEADER])
    order = _MAGIC.get(magic)
    if order is None or size not in {2**power for power in range(9, 17)}:
        return None
    sums = _checksum(order, data[:24], (0, 0))
    good, pages, pending, beyond = sums == (first, second), dict[int, int](), dict[int, int](), list[int]()
    in_all = frames = 0
    broken = ended = False
    for count, at in enumerate(range(_HEADER, len(data) - _FRAME - size + 1, _FRAME + size), 1):
        number, commit, *theirs, third, fourth = struct.unpack(">6I", data[at : at + _FRAME])
        if good and theirs == signs:
            sums = _checksum(order, data[at : at + 8], sums)
            sums = _checksum(order, data[at + _FRAME : at + _FRAME + size], sums)
        good = good and theirs == signs and sums == (third, fourth)
        if good:
            pending[number] = at + _FRAME
            if commit:
                pages.update(pending)
                pending, in_all, frames = {}, commit, count
        elif theirs == signs:
            beyond.append(at + _FRAME)
            broken, ended = broken or ended, ended or commit > 0
    return Journal(size, pages, in_all, frames, [*pending.values(), *beyond], broken)


def _checksum(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
