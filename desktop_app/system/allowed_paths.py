r"""Which paths that a file names may be looked up at all: those below folders that the user chose on this computer.

To ask the system about `\\server\share\x` is enough to connect to that server; a copy of somebody else may name one.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path, PurePath, PureWindowsPath
from typing import Final

_PORTS: Final = tuple(f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³")
_DEVICES: Final = frozenset(("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *_PORTS))  # of Windows, in any folder
_MOUNT_POINT: Final = 0xA0000003  # the reparse tag of a junction; files kept in a cloud have others


def lies_below(path: PurePath, folder: PurePath) -> bool:
    """Whether a path lies below a folder, told from the words alone: nothing is asked of the system.

    Never below one are paths with `..`, devices, streams of files, and what is not absolute.
    """
    return (
        folder.is_absolute()
        and path.is_absolute()
        and path != folder
        and path.is_relative_to(folder)
        and all(map(_is_plain if isinstance(path, PureWindowsPath) else _is_visible, path.relative_to(folder).parts))
    )


def _is_visible(name: str) -> bool:
    return name != ".." and min(name) >= " "


def _is_plain(name: str) -> bool:
    """Whether Windows takes a name for that of a file."""
    device = name.split(".")[0].rstrip(" ").upper() in _DEVICES
    return _is_visible(name) and ":" not in name and not device and name == name.rstrip(". ")


def may_be_looked_up(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a path lies below one of the folders, and no link or junction on the way leads out of it."""
    return any(lies_below(path, folder) and not _leads_away(path, folder) for folder in folders)


def _leads_away(path: Path, folder: Path) -> bool:
    """Looked at name by name from the folder down: what comes after a link is not touched."""
    for name in path.relative_to(folder).parts:
        folder = folder / name
        try:
            found = folder.lstat()
        except (OSError, ValueError):
            return False  # nothing there: it leads nowhere
        if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _MOUNT_POINT:
            return True
    return False
