"""Whether the files of the running program are still those that it was started from.

Parts of it are read when they are first needed: after an update they would be those of another version, or gone.
"""

from __future__ import annotations

import contextlib
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import desktop_app
from desktop_app.system.files import read_start
from desktop_app.system.paths import forms_folder, resources_folder

_SMALL: Final = 10_000  # bytes: such a file is compared whole, a larger one by size and time
_Stamp = bytes | tuple[int, int] | None


def program_files() -> list[Path]:
    """What an update replaces, or an uninstallation takes away, in whatever way the program was installed."""
    frozen = [Path(sys.executable)] if getattr(sys, "frozen", False) else []
    return [Path(desktop_app.__file__), *frozen, resources_folder(), forms_folder()]


class Installation:
    """The files as they are when it is made."""

    def __init__(self, files: Sequence[Path] | None = None) -> None:
        self._stamps: dict[Path, _Stamp] = {}
        for path in program_files() if files is None else files:
            with contextlib.suppress(OSError):
                self._stamps[path] = _stamp(path)

    def is_replaced(self) -> bool:
        """Whether one of them is another by now, or gone."""
        return any(_differs(path, stamp) for path, stamp in self._stamps.items())


def _differs(path: Path, stamp: _Stamp) -> bool:
    try:
        return _stamp(path) != stamp
    except OSError:  # who keeps it for a moment, as what looks for viruses does, does not replace it
        return False


def _stamp(path: Path) -> _Stamp:
    """What changes with the file; of a folder only whether it is there, None where nothing is. Raises OSError."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            return b""
        return read_start(path, _SMALL) if found.st_size < _SMALL else (found.st_size, found.st_mtime_ns)
    except (FileNotFoundError, NotADirectoryError):
        return None
