"""A database's journal (-wal) read without SQLite: which pages it brings, and whether damage cuts it short.

SQLite ends at the first frame whose checksum is wrong and says nothing, because a frame that a kill cut off looks the
same. But nothing follows a frame that was cut off: where more does, the journal is damaged.
"""

from __future__ import annotations

import stat
import struct
from pathlib import Path
from typing import Final, NamedTuple

_MAGIC: Final = {0x377F0682: "<", 0x377F0683: ">"}  # the order of bytes in its checksums
_HEADER, _FRAME = 32, 24  # bytes
MAX_BYTES: Final = 2**32  # of a journal that is looked at


class Journal(NamedTuple):
    """`pages`: where in the file the newest version of each page is, as far as SQLite would read; `size`: the pages of
    the database then. `beyond`: where pages of the same run are that SQLite does not reach. `broken`: some are whole
    changes."""

    page_size: int
    pages: dict[int, int]
    size: int
    beyond: list[int]
    broken: bool


def read(path: Path) -> Journal | None:
    """The journal at a path; None where there is none, or none that belongs to anything."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or not _HEADER < found.st_size < MAX_BYTES:
            return None
        return _parsed(path.read_bytes())
    except OSError:
        return None


def _parsed(data: bytes) -> Journal | None:
    magic, _, size, _, *salts, first, second = struct.unpack(">8I", data[:_HEADER])
    order, sums = _MAGIC.get(magic), (0, 0)
    if order is None or size not in {2**power for power in range(9, 17)}:
        return None
    sums = _checksum(order, data[:24], sums)
    good, pending, pages, pages_in_all, beyond, broken = sums == (first, second), {}, {}, 0, [], False
    for at in range(_HEADER, len(data) - _FRAME - size + 1, _FRAME + size):
        number, commit, *theirs, third, fourth = struct.unpack(">6I", data[at : at + _FRAME])
        if theirs != salts:
            if good:
                good = False
            continue
        if good:
            sums = _checksum(order, data[at : at + 8], sums)
            sums = _checksum(order, data[at + _FRAME : at + _FRAME + size], sums)
            good = sums == (third, fourth)
            first_bad = not good
        else:
            first_bad = False
        if good:
            pending[number] = at + _FRAME
            if commit:
                pages.update(pending)
                pending, pages_in_all = {}, commit
            continue
        beyond.append(at + _FRAME)
        broken = broken or (bool(commit) and not first_bad)
    return Journal(size, pages, pages_in_all, [*pending.values(), *beyond], broken)


def _checksum(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
