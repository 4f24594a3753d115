"""Reads the files that a command was given, and tells beside it which of them are not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.console import print_error
from desktop_app.system.files import FileFault, read_bounded


def read_each(names: Sequence[str], limit: int) -> Iterator[tuple[str, bytes | None]]:
    """Name and bytes of each file, one at a time. None of one that is larger or cannot be read: that is printed."""
    for name in names:
        try:
            yield name, read_bounded(Path(name), limit)
        except FileFault as fault:
            print_error(str(fault))
            yield name, None
