"""The folder that the program works in: on Windows nobody can rename it meanwhile, or take its stick away."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

SYSTEM: str = sys.platform
_NAMING = ("COMMESSA_DATA", "COMMESSA_ASSOCIAZIONE")  # what may be named from it, for as long as the program runs


def whole(path: Path) -> Path:
    """A path that says the same wherever the program works."""
    with suppress(OSError):  # the folder that the program was started in is gone
        return path.absolute()
    return path


def leave() -> None:
    """Works in the program's own folder from now on.

    A double click starts it in the folder of the document, and the system's windows for files leave it in that where
    something was chosen. What is read or written later is named by its whole path.
    """
    if SYSTEM == "win32" and all(Path(named).is_absolute() for name in _NAMING if (named := os.environ.get(name))):
        with suppress(OSError):
            os.chdir(Path(sys.executable).parent)
