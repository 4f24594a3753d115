"""Files that leave the program: what somebody signed, changed or put there is never written over."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Final

from desktop_app.system.files import read_start, write_atomically, write_new

MAX_BYTES: Final = 100_000_000  # a larger file is none of ours: it is not read


def with_extension(path: Path, extension: str) -> Path:
    """The path with the extension (`.ics`) added, unless it ends with it in any case; a dot in a name is part of it."""
    if path.name.casefold().endswith(extension.casefold()):
        return path
    return path.with_name(f"{path.name.rstrip('. ') or path.name}{extension}")


def versions(path: Path) -> Iterator[Path]:
    """`a.pdf`, `a-2.pdf`, `a-3.pdf` and so on, without an end."""
    return (path if version == 1 else path.with_stem(f"{path.stem}-{version}") for version in count(1))


def free_path(path: Path) -> Path:
    """The first of its versions where there is nothing yet."""
    return next(each for each in versions(path) if not os.path.lexists(each))


def named(chosen: Path, extension: str) -> Path:
    """The path for a file that the user named in a dialog, which has asked about one that is there.

    About the name with the extension nobody was asked: where that is taken, the file gets the next free one.
    """
    path = with_extension(chosen, extension)
    return chosen if path == chosen else free_path(path)


def write_beside(path: Path, data: bytes, is_ours: Callable[[bytes], bool]) -> Path:
    """Writes a file and gives the path where it is now: the one that was asked for, or its next version.

    A file that is there stays, unless `is_ours` says of its bytes that this program wrote them and nobody changed
    them since. One that has these very bytes is left as it is. Raises FileFault.
    """
    for each in versions(path):
        if write_new(each, data):
            return each
        found = content_of(each)
        if found == data:
            return each
        if found is not None and is_ours(found):
            write_atomically(each, data)
            return each
    raise AssertionError("versions never end")  # pragma: no cover - for mypy


def content_of(path: Path) -> bytes | None:
    """The bytes of a file; None where it is none that could be ours, or cannot be read."""
    try:
        data = read_start(path, MAX_BYTES + 1, follow_links=False)  # a link leads to somebody's file
    except (OSError, ValueError):
        return None
    return data if len(data) <= MAX_BYTES else None
