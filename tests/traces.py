"""Looks for traces of a word in all bytes of files: as text in any coding and case, and packed as a history is."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

CODINGS = ("utf-8", "utf-16-le", "utf-16-be")
MOST_UNPACKED = 200_000  # bytes of each place


def files_with(word: str, *folders: Path) -> list[str]:
    """The files below the folders in which the word stands."""
    paths = [(folder, path) for folder in folders for path in folder.rglob("*") if path.is_file()]
    return sorted(str(path.relative_to(folder)) for folder, path in paths if _has(path.read_bytes(), word.lower()))


def _has(data: bytes, word: str) -> bool:
    wanted = [word.encode(coding) for coding in CODINGS]
    return any(each in part.lower() for part in (data, *_unpacked(data)) for each in wanted)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What zlib makes of each place where something packed may begin."""
    for head in (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"):
        at = data.find(head)
        while at >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(data[at:], MOST_UNPACKED)
            at = data.find(head, at + 1)
