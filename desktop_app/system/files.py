"""The one door to the bytes of files: atomic writing, and bounded reading of regular files only.

A FileFault is one Italian sentence that names the file or folder and what to do next.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from desktop_app.system.file_words import NotAFile, shown, size_words, why_not_read, why_not_written
from desktop_app.system.held_files import READ_ATTEMPTS, patiently

_ON_WINDOWS = os.name == "nt"
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_PART_NAME = re.compile(r"\.commessa-[0-9a-f]{16}\.tmp")  # of files and folders until they are complete
_SURELY_LEFT = 3_600  # seconds after which such a one is what a kill or a power cut left
MAX_RESOURCE = 20_000_000  # bytes of a file that comes with the program
_MORE = 2**20  # bytes read at once beyond what a file said of its size


class FileFault(Exception):
    """A file cannot be read or written; its text is a sentence for the user."""


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> None:
    """Writes to a temporary file beside `path`, then renames it: readers see the old or the new file, never a part.

    `private`: only its owner may read it.
    """
    part = part_beside(path)
    try:
        _refuse_others(path)
        _write_through(part, data, private)
        patiently(lambda: part.replace(path))
        _settle(path.parent)
        remove_left(path)
    except (OSError, ValueError) as error:
        raise FileFault(why_not_written(error, path, part)) from error
    finally:
        with contextlib.suppress(OSError, ValueError):
            part.unlink(missing_ok=True)


def write_new(path: Path, data: bytes, *, private: bool = False) -> bool:
    """The same where there is nothing yet; False, and nothing is changed, where there is. Raises FileFault."""
    part = part_beside(path)
    try:
        if os.path.lexists(path):
            _refuse_others(path)
            return False
        _write_through(part, data, private)
        placed = _place_new(part, path)
        _settle(path.parent)
        remove_left(path)
        return placed
    except (OSError, ValueError) as error:
        raise FileFault(why_not_written(error, path, part)) from error
    finally:
        with contextlib.suppress(OSError, ValueError):
            part.unlink(missing_ok=True)


def part_beside(path: Path) -> Path:
    """Where a file or folder is until it is complete; the name is no other's, and hidden: it is nobody's document."""
    return path.parent / f".commessa-{os.urandom(8).hex()}.tmp"


def remove_left(written: Path) -> None:
    """Deletes what kills left half written beside a file or folder that was written just now, or they would grow.

    By the time of what was written, which the same clock gave; another program of ours may be writing now.
    """
    with contextlib.suppress(OSError, ValueError):
        until = written.stat().st_mtime - _SURELY_LEFT
        for each in _parts_in(written.parent):
            with contextlib.suppress(OSError):  # another program may hold one
                if each.lstat().st_mtime < until:
                    _remove(each)


def remove_unfinished(folder: Path) -> None:
    """Deletes what kills left half written in a folder where nobody writes now, whenever that was."""
    with contextlib.suppress(OSError, ValueError):
        for each in _parts_in(folder):
            with contextlib.suppress(OSError):
                _remove(each)


def _parts_in(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        return [folder / each.name for each in entries if _PART_NAME.fullmatch(each.name)]


def _remove(part: Path) -> None:
    """Deletes a file or a folder; no link is followed, and what is neither stays."""
    kind = part.lstat().st_mode
    if stat.S_ISDIR(kind):
        import shutil  # not at each start

        shutil.rmtree(part, ignore_errors=True)
    elif stat.S_ISREG(kind):
        part.unlink()


def _place_new(part: Path, path: Path) -> bool:
    """Gives a written file its name, in one step that fails where another program was quicker."""
    try:
        if _ON_WINDOWS:
            patiently(lambda: part.rename(path))
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
        where = shown(folder)
        if isinstance(error, FileExistsError):
            raise FileFault(f"«{where}» è un file: indica una cartella.") from error
        raise FileFault(f"La cartella «{where}» non si può creare: scegline un'altra.") from error


def read_start(path: Path, most: int, *, follow_links: bool = True) -> bytes:
    """At most the first `most` bytes of a regular file; nothing else is ever opened or waited for.

    Raises OSError (NotAFile, IsADirectoryError), and ValueError for a path that no system accepts.
    """
    with _opened(path, follow_links) as file:
        data = file.read(min(most, os.fstat(file.fileno()).st_size))  # Python takes the memory for all it is asked for
        while len(data) < most and (more := file.read(min(most - len(data), _MORE))):  # it grew, or tells no size
            data += more
        return data


def read_bounded(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes."""
    try:
        data = patiently(lambda: read_start(path, limit + 1), READ_ATTEMPTS)
    except (OSError, ValueError) as error:
        raise FileFault(why_not_read(error, path)) from error
    if len(data) > limit:
        raise FileFault(f"«{shown(path)}» supera {size_words(limit)}: scegli il file giusto.")
    return data


def read_resource(path: Path) -> bytes:
    """The bytes of a file that comes with the program."""
    return read_bounded(path, MAX_RESOURCE)


def read_resource_text(path: Path) -> str:
    """The same as text; lines end in "\\n" on every system. Raises ValueError where it is no UTF-8."""
    return read_resource(path).decode().replace("\r\n", "\n")


def is_regular(path: Path) -> bool:
    """Whether there is a regular file, reached by links or not."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _opened(path: Path, follow_links: bool) -> BinaryIO:
    """Opens a regular file. It is looked at first: to open a device may do something, a pipe may wait for ever."""
    _demand_regular(path.stat(follow_symlinks=follow_links))
    descriptor = os.open(path, _READ if follow_links else _READ | _NO_LINK)
    try:
        _demand_regular(os.fstat(descriptor))  # it may have been exchanged meanwhile
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _demand_regular(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "folder")
    if not stat.S_ISREG(found.st_mode):
        raise NotAFile(errno.EINVAL, "no regular file")


def changed_at(path: Path) -> dt.datetime:
    """When a file was last written, in UTC."""
    try:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    except (OSError, ValueError, OverflowError) as error:
        raise FileFault(why_not_read(error, path)) from error


def _refuse_others(path: Path) -> None:
    """What is there may only be a file: a folder is not replaced, nor is a device, whatever the rights."""
    with contextlib.suppress(FileNotFoundError):
        _demand_regular(path.stat())


def _write_through(path: Path, data: bytes, private: bool) -> None:
    """Creates a file, with the default permissions unless it is `private`, and forces it to the disk."""
    with os.fdopen(os.open(path, _NEW_FILE, 0o600 if private else 0o666), "wb") as file:
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
