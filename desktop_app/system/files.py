"""Atomic writing and bounded reading of files.

Every failure is a FileFault: one Italian sentence that names the file or folder and what to do next.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import stat
from pathlib import Path

_ON_WINDOWS = os.name == "nt"
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class FileFault(Exception):
    """A file cannot be read or written; its text is a sentence for the user."""


def write_atomically(path: Path, data: bytes) -> None:
    """Writes to a temporary file beside `path`, then renames it: readers see the old or the new file, never a part."""
    part = path.parent / f".commessa-{os.urandom(8).hex()}.tmp"
    try:
        _refuse_folder(path)
        _write_through(part, data)
        part.replace(path)
        _settle(path.parent)
    except (OSError, ValueError) as error:
        raise FileFault(_why_not_written(error, path, part)) from error
    finally:
        with contextlib.suppress(OSError, ValueError):
            part.unlink(missing_ok=True)


def write_new(path: Path, data: bytes) -> bool:
    """The same where there is nothing yet; False, and nothing is changed, where there is. Raises FileFault."""
    part = path.parent / f".commessa-{os.urandom(8).hex()}.tmp"
    try:
        if os.path.lexists(path):
            _refuse_folder(path)
            return False
        _write_through(part, data)
        placed = _place_new(part, path)
        _settle(path.parent)
        return placed
    except (OSError, ValueError) as error:
        raise FileFault(_why_not_written(error, path, part)) from error
    finally:
        with contextlib.suppress(OSError, ValueError):
            part.unlink(missing_ok=True)


def _place_new(part: Path, path: Path) -> bool:
    """Gives a written file its name, in one step that fails where another program was quicker."""
    try:
        if _ON_WINDOWS:
            part.rename(path)
        else:
            path.hardlink_to(part)
    except FileExistsError:
        return False
    except OSError:
        if os.path.lexists(path):
            return False
        part.replace(path)  # a memory stick has no links, and no name for the file but one
    return True


def make_folder(folder: Path) -> None:
    """Creates the folder and its parents where they do not exist."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        where = _shown(folder)
        if isinstance(error, FileExistsError):
            raise FileFault(f"«{where}» è un file: indica una cartella.") from error
        raise FileFault(f"La cartella «{where}» non si può creare: scegline un'altra.") from error


def read_bounded(path: Path, limit: int) -> bytes:
    """The bytes of a file of at most `limit` bytes."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise FileFault(_why_not_read(error, path)) from error
    if len(data) > limit:
        raise FileFault(f"«{_shown(path)}» supera {_size(limit)}: scegli il file giusto.")
    return data


def changed_at(path: Path) -> dt.datetime:
    """When a file was last written, in UTC."""
    try:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    except (OSError, ValueError, OverflowError) as error:
        raise FileFault(_why_not_read(error, path)) from error


def _refuse_folder(path: Path) -> None:
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except FileNotFoundError:
        return
    if is_folder:
        raise IsADirectoryError(errno.EISDIR, "folder")


def _write_through(path: Path, data: bytes) -> None:
    """Creates a file with the default permissions and forces it to the disk."""
    with os.fdopen(os.open(path, _NEW_FILE, 0o666), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Forces the folder's entry to the disk, so that the rename survives a power cut; not possible on Windows."""
    if _ON_WINDOWS:
        return
    with contextlib.suppress(OSError):  # unreadable folder, network drive: the file itself is written
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _why_not_written(error: OSError | ValueError, path: Path, part: Path) -> str:
    folder, name = _shown(path.parent.absolute()), _shown(path)
    match _code(error):
        case errno.EISDIR:
            return f"«{name}» è una cartella: indica un nome di file."
        case errno.ENOENT | errno.ENOTDIR:
            return f"La cartella «{folder}» non esiste: creala, o scegline un'altra."
        case errno.ENAMETOOLONG:
            return f"Il nome «{name}» è troppo lungo: scegline uno più corto."
        case code if code in _FULL:
            return f"Sul disco della cartella «{folder}» non c'è più posto: fai spazio, o scegline un'altra."
        case code if code in _NOT_ALLOWED and _ON_WINDOWS and part.exists():
            return f"«{name}» è aperto in un altro programma: chiudilo e riprova."
        case code if code in _NOT_ALLOWED:
            return f"Nella cartella «{folder}» non si può scrivere: scegline un'altra."
        case code:
            return f"«{name}» non si può scrivere (codice {code}): scegli un altro nome o un'altra cartella."


def _why_not_read(error: OSError | ValueError | OverflowError, path: Path) -> str:
    name = _shown(path)
    match _code(error):
        case errno.ENOENT | errno.ENOTDIR:
            return f"Il file «{name}» non esiste: controlla il nome."
        case errno.EISDIR:
            return f"«{name}» è una cartella: indica un file."
        case code if code in _NOT_ALLOWED and _ON_WINDOWS and path.is_dir():
            return f"«{name}» è una cartella: indica un file."
        case code if code in _NOT_ALLOWED:
            return f"Il file «{name}» non si può leggere: chiedi il permesso, o scegline un altro."
        case code:
            return f"Il file «{name}» non si può leggere (codice {code}): scegline un altro."


def _code(error: OSError | ValueError | OverflowError) -> int | None:
    """The errno; other exceptions mean a path or time that no system accepts."""
    return error.errno if isinstance(error, OSError) else errno.EINVAL


def _shown(path: Path) -> str:
    """The path as it may be displayed: control, bidirectional and undecodable characters are replaced."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in str(path))


def _size(limit: int) -> str:
    return f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit} byte"
