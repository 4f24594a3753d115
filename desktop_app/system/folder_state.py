"""Whether the folder of the user's data can be used: made where it is missing, or what stands in its way."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import Final, Literal, NamedTuple

from desktop_app.system.files import part_beside

Reason = Literal["unwritable_name", "too_long", "in_the_way", "not_allowed", "full", "unusable"]

FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
NOT_ALLOWED: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
MOST_BYTES: Final = 430  # of the folder's path: SQLite opens none above 512, and a backup has a long name
# The rights of a folder that is its owner's alone. Windows would bind it to the account that makes it: on another
# computer the same person would not get into the folder of a stick; there it has the rights of where it lies.
PRIVATE: Final = 0o777 if os.name == "nt" else 0o700
_PROBE_BYTES: Final = 4096  # a block: an empty file fits on a full disk, too


class FolderTrouble(NamedTuple):
    """Why the folder cannot be used; `place` is what has to be changed, `missing` says that the folder is not there."""

    reason: Reason
    place: Path
    missing: bool = False


def prepare(folder: Path) -> FolderTrouble | None:
    """Makes the folder where it is missing, for its owner alone; None where drafts may be kept in it."""
    if not is_text(folder):
        return FolderTrouble("unwritable_name", folder)
    if os.name != "nt" and len(os.fsencode(folder)) > MOST_BYTES:
        return FolderTrouble("too_long", folder)
    missing = not os.path.lexists(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
        next(folder.iterdir(), None)
        if not may(folder, os.W_OK | os.X_OK):
            return FolderTrouble("not_allowed", folder)
    except (OSError, ValueError) as error:
        return _explained(error, folder, missing)
    return None


def probe(folder: Path) -> FolderTrouble | None:
    """What prevents a file from being written in the folder; None where one can be. It is taken away again."""
    path = part_beside(folder / "file")
    try:
        with path.open("xb", buffering=0) as file:
            file.write(bytes(_PROBE_BYTES))
            os.fsync(file.fileno())
    except (OSError, ValueError) as error:
        return _explained(error, folder, missing=False)
    finally:
        with contextlib.suppress(OSError, ValueError):
            path.unlink(missing_ok=True)
    return None


def may(path: Path, rights: int) -> bool:
    """Whether the program has these rights (os.R_OK …) there; Windows tells only whether a file is read-only."""
    return os.access(path, rights, effective_ids=os.access in os.supports_effective_ids)


def is_text(path: Path) -> bool:
    """Whether Qt can name the path: on Linux a name may be any bytes, and Qt knows only those that are UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in str(path)


def _explained(error: OSError | ValueError, folder: Path, missing: bool) -> FolderTrouble:
    number = getattr(error, "errno", None)
    if number in FULL:
        return FolderTrouble("full", folder, missing)
    if (obstacle := _obstacle(folder)) is not None:
        return FolderTrouble("in_the_way", obstacle, missing)
    if number == errno.ENAMETOOLONG:
        return FolderTrouble("too_long", folder, missing)
    reason: Reason = "not_allowed" if number in NOT_ALLOWED else "unusable"
    return FolderTrouble(reason, folder, missing)


def _obstacle(folder: Path) -> Path | None:
    """What is no folder where one should be: at the folder's own name, or above it."""
    for each in (folder, *folder.parents):
        with contextlib.suppress(OSError, ValueError):
            if each.is_dir():
                return None
            if os.path.lexists(each):
                return each
    return None
