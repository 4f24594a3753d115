"""The file of the dossiers on the disk: its one door, its copies, and what is set aside.

While a connection is open, no other code of this process may open the file by itself: closing any descriptor
of it drops SQLite's locks (POSIX). `Path.stat` is harmless.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from functools import partial
from pathlib import Path
from typing import Literal
from urllib.parse import quote

NAME = "pratiche.db"
APPLICATION_ID = 0x436F6D6D  # "Comm"
SCHEMA = 3  # the number of migrations, kept as the file's user_version
WAIT = 1.0  # seconds that a lock of another program is waited for

Connection = sqlite3.Connection
PRAGMAS = (
    "secure_delete=ON",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "fullfsync=ON",  # macOS only: what it calls fsync does not reach the disk
    "checkpoint_fullfsync=ON",
    "wal_autocheckpoint=10000",  # the writer does it when it has nothing else to do
)


def connect(path: Path, mode: Literal["ro", "rw", "immutable"]) -> Connection:
    """The one door to the file, where its key will be turned. Never makes a new file."""
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlite3.connect(
        f"{uri(path)}?{query}", uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False
    )
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")  # else the error quotes the text
    return connection


def take_back(path: Path, error: sqlite3.Error) -> bool:
    """After a reader's error: whether it was a change cut off half-way, which only a writer may take back, and did.

    Such a change is only ever the one from or to WAL.
    """
    if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_READONLY_ROLLBACK:
        return False
    with contextlib.closing(connect(path, "rw")) as connection:
        connection.execute("PRAGMA schema_version").fetchone()
    return True


def uri(path: Path) -> str:
    """The path as SQLite takes it, whatever signs are in it."""
    text = quote(os.fsencode(path.absolute().as_posix()))
    return f"file://{'' if text.startswith('/') else '/'}{text}"


def prepare(connection: Connection) -> None:
    """Settings of the connection that writes. Where WAL is not to be had, EXTRA is what loses nothing."""
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    connection.execute(f"PRAGMA synchronous={'FULL' if mode == 'wal' else 'EXTRA'}")


def pragma(connection: Connection, name: str) -> int:
    """The number that a pragma gives."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def identity(path: Path) -> tuple[int, int] | None:
    """Which file is at a path now, None where there is none."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino


def beside(path: Path) -> list[Path]:
    """The files that SQLite keeps beside a database."""
    return [path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")]


def stamp() -> str:
    """This moment, for the name of a file, in the user's time; no two of them are alike."""
    return dt.datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")


def set_aside(path: Path, word: str = "danneggiato") -> Path:
    """Renames the database with all that is beside it; nothing is changed or overwritten. Gives the new name."""
    base = target = path.with_name(f"{path.name}.{word}-{stamp()}")
    number = 1
    while any(os.path.lexists(each) for each in (target, *beside(target))):
        number += 1
        target = base.with_name(f"{base.name}-{number}")
    for old, new in zip((path, *beside(path)), (target, *beside(target)), strict=True):
        with contextlib.suppress(FileNotFoundError):
            old.rename(new)
    sync_folder(path.parent)
    return target


def new_file(path: Path) -> None:
    """An empty file that only its owner may read."""
    remove(path)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def remove(path: Path) -> None:
    """Deletes a database and what is beside it, if there."""
    for each in (path, *beside(path)):
        each.unlink(missing_ok=True)


def copy_into(connection: Connection, target: Path) -> None:
    """A whole copy at `target`, on the disk before it has its name; also of a file that has lost its own."""
    part = target.with_name(f"{target.name}.part")
    try:
        new_file(part)
        connection.execute("VACUUM INTO ?", (uri(part),))
        sync_file(part)
        part.replace(target)
        sync_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):
            remove(part)


def sync_file(path: Path) -> None:
    """What was written is on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """The names in a folder are on the disk, where the system can be asked."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
