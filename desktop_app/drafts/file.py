"""The database file on the disk: connecting to it, copying it, setting a damaged one aside.

While a connection is open, no other code of this process may open the file directly: on POSIX, closing any
descriptor of a file drops SQLite's locks on it. `Path.stat` is safe.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
import stat
from functools import partial
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from desktop_app.system.clock import local
from desktop_app.system.held_files import patiently

NAME = "pratiche.db"
APPLICATION_ID = 0x436F6D6D  # "Comm"
SCHEMA = 6  # the number of migrations, stored as the file's user_version
SIDECARS = ("-wal", "-shm", "-journal")  # what SQLite adds to a database's name for its own files
UNFINISHED = (".nuovo", ".nuova", ".part")  # names end so until a file is complete
BUSY_TIMEOUT = 1.0  # seconds to wait for another program's lock

Connection = sqlite3.Connection
MAX_VALUE = 128 * 2**20  # bytes of a text or of bytes: what a hostile file makes must not fill the memory
# Before anything of the file is read: its own functions are not trusted, nor its sizes; no page is mapped.
CAUTIOUS = ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0")
EMPTY_JOURNAL = "PRAGMA wal_checkpoint(TRUNCATE)"  # its first value: whether other readers prevented it
_COUNT_EMPTIED = (
    "INSERT OR REPLACE INTO state (key, value) VALUES"
    " ('emptied', coalesce((SELECT value FROM state WHERE key = 'emptied'), 0) + 1)"
)
PRAGMAS = (
    "secure_delete=ON",
    "foreign_keys=ON",
    "fullfsync=ON",  # macOS: there a plain fsync does not reach the disk
    "checkpoint_fullfsync=ON",
    "wal_autocheckpoint=10000",  # pages; usually the writer does it when idle, long before
)


def connect(path: Path, mode: Literal["ro", "rw", "immutable"], patience: float | None = None) -> Connection:
    """Opens the file; every connection is made here. Never creates a file.

    `patience`: seconds to wait for another program's lock, instead of BUSY_TIMEOUT.
    """
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlite3.connect(
        f"{uri(path)}?{query}",
        uri=True,
        timeout=BUSY_TIMEOUT if patience is None else patience,
        isolation_level=None,
        check_same_thread=False,
    )
    # The strict decoder would quote the text in its error.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE)
    for pragma in CAUTIOUS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def roll_back_unfinished(path: Path, error: BaseException) -> bool:
    """If a reader failed because of an unfinished transaction in a -journal file, rolls it back; else gives False.

    Only a writing connection may do that. Such a file is left only when the switch from or to WAL mode is killed.
    """
    if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_READONLY_ROLLBACK:
        return False
    with contextlib.closing(connect(path, "rw")) as connection:
        connection.execute("PRAGMA schema_version").fetchone()
    return True


def uri(path: Path) -> str:
    """The path as a URI for SQLite, with any characters."""
    text = quote(os.fsencode(path.absolute().as_posix()))
    return f"file://{'' if text.startswith('/') else '/'}{text}"


def prepare(connection: Connection) -> None:
    """Settings of the writing connection. Where WAL mode is impossible, synchronous=EXTRA is as durable."""
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    connection.execute(f"PRAGMA synchronous={'FULL' if mode == 'wal' else 'EXTRA'}")


def empty_journal(connection: Connection) -> bool:
    """Copies the journal into the file, and begins it anew; False if other readers prevented it.

    An empty one would look like one that was cut off to a start after a power cut: its index (-shm), which reaches the
    disk whenever the system likes, may still tell of the former one.
    """
    if connection.execute(EMPTY_JOURNAL).fetchone()[0]:
        return False
    connection.execute(_COUNT_EMPTIED)  # SQLite writes nothing where nothing changes
    return True


def pragma(connection: Connection, name: str) -> int:
    """The value of an integer pragma."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of the file that is at a path now; None if there is none."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino


def sidecars(path: Path) -> list[Path]:
    """The paths of the files that SQLite keeps beside a database: -wal, -shm, -journal."""
    return [path.with_name(path.name + end) for end in SIDECARS]


def is_unfinished(name: str) -> bool:
    """Whether a file's name says that it was never completed, or that SQLite kept it beside such a file."""
    for end in SIDECARS:
        name = name.removesuffix(end)
    return name.endswith(UNFINISHED)


def are_regular(path: Path) -> bool:
    """Whether the database and the files beside it are files, as far as they exist: no folder, no pipe, no device."""
    for each in (path, *sidecars(path)):
        with contextlib.suppress(OSError):
            if not stat.S_ISREG(each.stat().st_mode):
                return False
    return True


def timestamp() -> str:
    """The local time down to microseconds, for the name of a file."""
    return local(dt.datetime.now(dt.UTC)).strftime("%Y%m%d-%H%M%S-%f")


def set_aside(path: Path, word: str = "danneggiato") -> Path:
    """Renames the database and its sidecars without changing or overwriting anything; gives the new path.

    All of them or none: a database without its journal would have lost the last changes. Raises OSError.
    """
    base = target = path.with_name(f"{path.name}.{word}-{timestamp()}")
    number = 1
    while any(os.path.lexists(each) for each in (target, *sidecars(target))):
        number += 1
        target = base.with_name(f"{base.name}-{number}")
    moved: list[tuple[Path, Path]] = []
    try:
        for old, new in zip((path, *sidecars(path)), (target, *sidecars(target)), strict=True):
            with contextlib.suppress(FileNotFoundError):
                patiently(partial(old.rename, new))
                moved.append((old, new))
    except OSError:
        for old, new in moved:
            with contextlib.suppress(OSError):
                patiently(partial(new.rename, old))
        raise
    sync_folder(path.parent)
    return target


def new_file(path: Path) -> None:
    """Creates an empty file that only its owner may read."""
    remove(path)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def remove(path: Path) -> None:
    """Deletes a database and its sidecars, as far as they exist."""
    for each in (path, *sidecars(path)):
        patiently(partial(each.unlink, missing_ok=True))


def copy_into(connection: Connection, target: Path) -> None:
    """Writes a whole copy to `target`, synced before the final rename. Works for a deleted file that is still open."""
    part = target.with_name(f"{target.name}.part")
    try:
        new_file(part)
        connection.execute("VACUUM INTO ?", (uri(part),))
        sync_file(part)
        patiently(lambda: part.replace(target))
        sync_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):
            remove(part)


def sync_file(path: Path) -> None:
    """Waits until the content of a file is on the disk."""
    descriptor = patiently(lambda: os.open(path, os.O_RDWR))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk; Windows has no call for it."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
