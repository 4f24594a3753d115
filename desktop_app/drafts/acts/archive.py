"""The files of acts, in the folder `archivio` beside the database: each is named by its SHA-256, and never changes.

A name says nothing of what is in the file, and the same file is kept once. What is written is on the disk before its
act is stored; a file that no act refers to goes (`erasure.py`).
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import threading
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Final

from desktop_app.drafts import file
from desktop_app.drafts.faults import StoreFault, explain, explained
from desktop_app.system.files import (
    FileFault,
    is_regular,
    read_bounded,
    remove_unfinished,
    write_atomically,
    write_new,
)
from desktop_app.system.folder_state import PRIVATE
from desktop_app.system.held_files import patiently

FOLDER: Final = "archivio"  # beside the database
NAME: Final = re.compile("[0-9a-f]{64}")
MAX_FILE: Final = 100_000_000  # bytes
KEEPING: Final = "Non riesco a conservare il file"
READING: Final = "Non riesco a leggere il file"
_TOO_LARGE = (f"supera {MAX_FILE // 1_000_000} MB", "Conservalo in una cartella tua.")
_MISSING = ("nella cartella «archivio» non c'è più", "Aggiungilo di nuovo, o ripristina una copia di tutto.")
_NOT_READABLE = ("la cartella «archivio» non si può leggere", "Controlla i permessi, poi riprova.")
_CHANGED = (
    "non è più come l'avevo conservato, il disco può essere guasto",
    "Aggiungilo di nuovo, o ripristina una copia di tutto.",
)


class Archive:
    """The archive of one database. `lock` is held from writing a file until its act is stored, and by who removes."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent / FOLDER
        self.lock = threading.RLock()

    def put(self, data: bytes) -> str:
        """Keeps a file and gives its SHA-256; it is on the disk then. Raises StoreFault."""
        name = sha256(data)
        if len(data) > MAX_FILE:
            raise StoreFault(*_TOO_LARGE, KEEPING)
        with self.lock, explained(self.folder, KEEPING):
            self._make_folder()
            target = self.folder / name
            try:
                if not write_new(target, data, private=True) and self._read(target) != data:
                    write_atomically(target, data, private=True)  # what is there is no longer what it was
            except FileFault as fault:
                raise explain(fault.__cause__ or fault, self.folder, KEEPING) from None
        return name

    def read(self, name: str) -> bytes:
        """The bytes of a file, checked. Raises StoreFault where it is gone or not as it was kept."""
        target = self.place(name)
        if target is None or not os.path.lexists(target):
            raise StoreFault(*_MISSING, READING)
        try:
            data = read_bounded(target, MAX_FILE)
        except FileFault as fault:
            raise _unreadable(fault.__cause__, self.folder) from None
        if sha256(data) != name:
            raise StoreFault(*_CHANGED, READING)
        return data

    def place(self, name: str) -> Path | None:
        """Where a file lies, whether it is there or not; None of what is no SHA-256."""
        return self.folder / name if NAME.fullmatch(name) else None

    def has(self, name: str) -> bool:
        """Whether a file is there; it is not read."""
        target = self.place(name)
        return target is not None and is_regular(target)

    def names(self) -> set[str]:
        """The files that are there; nothing else that somebody may have put there."""
        with contextlib.suppress(OSError):
            return {each.name for each in self.folder.iterdir() if NAME.fullmatch(each.name)}
        return set()

    def remove(self, names: Iterable[str]) -> None:
        """Deletes files. Raises OSError."""
        found = [self.folder / name for name in names if NAME.fullmatch(name)]
        for each in found:
            patiently(partial(each.unlink, missing_ok=True))
        if found:
            file.sync_folder(self.folder)

    def remove_unfinished(self) -> None:
        """Deletes what a kill left half written; nobody may write meanwhile."""
        remove_unfinished(self.folder)

    def _make_folder(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(mode=PRIVATE)
            file.sync_folder(self.folder.parent)

    def _read(self, target: Path) -> bytes:
        with contextlib.suppress(FileFault):
            return read_bounded(target, MAX_FILE)
        return b""


def sha256(data: bytes) -> str:
    """The name of a file with these bytes."""
    import hashlib  # slow to import, and the list of dossiers needs no file

    return hashlib.sha256(data).hexdigest()


def _unreadable(cause: BaseException | None, folder: Path) -> StoreFault:
    """Why a file that is there cannot be read; without a cause it has grown beyond any that was kept."""
    if not isinstance(cause, OSError) or cause.errno in (errno.EISDIR, errno.EINVAL):
        return StoreFault(*_CHANGED, READING)
    if cause.errno in (errno.EACCES, errno.EPERM):
        return StoreFault(*_NOT_READABLE, READING)
    return explain(cause, folder, READING)
