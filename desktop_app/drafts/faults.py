"""What can go wrong with the file, in Italian sentences.

The text of a database error may quote what the user wrote: only its code is ever passed on.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from desktop_app.drafts.models import Revision

Error = sqlite3.Error  # SQLCipher has its own: whoever catches imports this name
NOT_OURS = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)  # no database, or without our tables
CANNOT_OPEN, READ_ONLY = sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY
OPENING = "Non riesco ad aprire le pratiche"
READING = "Non riesco a leggere le pratiche"
CHANGING = "Non riesco a farlo"
SAVING = "Non riesco a salvare"

_FULL = ("il disco è pieno", "Libera spazio, poi riprova.")
_LOCKED = ("un altro programma sta usando il file delle pratiche", "Chiudilo, poi riprova.")
_DAMAGED = ("il file delle pratiche è danneggiato", "Esporta la bozza, poi chiudi e riapri Commessa.")
_NEWER = ("le ha scritte una versione più nuova di Commessa", "Aggiorna il programma.")
_CLOSED = ("il file delle pratiche è chiuso", "Chiudi e riapri Commessa.")
_SLOW = ("il disco non risponde", "Aspetta un momento, poi riprova.")
_MISSING = ("questa pratica non c'è più", "Torna all'elenco e scegline un'altra.")
_ROOM = 65_536  # below this many bytes, an unclear fault is a full disk


class StoreFault(Exception):
    """Something that the store cannot do; its text is a sentence or two for the user."""

    def __init__(self, cause: str, remedy: str, doing: str = OPENING) -> None:
        super().__init__(f"{doing}: {cause}. {remedy}")
        self.cause, self.remedy = cause, remedy

    def saving(self) -> str:
        """The same about a change that stays in memory."""
        return f"{SAVING}: {self.cause}. Quello che hai scritto è ancora qui. {self.remedy}"


class DamagedDraft(StoreFault):
    """A dossier that is not as it was saved; `offer` is its newest good revision."""

    def __init__(self, offer: Revision | None) -> None:
        remedy = "Puoi riprendere l'ultima versione buona." if offer else "Non c'è una versione buona da riprendere."
        super().__init__("non è più come l'avevo salvata, il disco può essere guasto", remedy,
                         "Non riesco ad aprire la pratica")  # fmt: skip
        self.offer = offer


class Damaged(Exception):
    """The file is not a database of ours, or not any more."""


def code(error: BaseException) -> int:
    """SQLite's primary code, 0 where there is none."""
    number: int = getattr(error, "sqlite_errorcode", 0)
    return number & 0xFF


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file itself is broken."""
    return code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def newer() -> StoreFault:
    """The file is of a program that knows more."""
    return StoreFault(*_NEWER)


def missing() -> StoreFault:
    """There is no such dossier."""
    return StoreFault(*_MISSING, "Non riesco ad aprire la pratica")


def missing_record() -> StoreFault:
    """There is no such record in the address books."""
    return StoreFault("questa scheda non c'è più", "Torna alle Anagrafiche e scegline un'altra.", CHANGING)


def damaged_record() -> StoreFault:
    """A record that is not as it was saved."""
    remedy = "Eliminala e aggiungila di nuovo da una pratica."
    return StoreFault("questa scheda non è più come l'avevo salvata, il disco può essere guasto", remedy, READING)


def closed() -> StoreFault:
    """The store was closed, or never opened."""
    return StoreFault(*_CLOSED, CHANGING)


def locked() -> StoreFault:
    """Another program looks into the file."""
    return StoreFault(*_LOCKED, CHANGING)


def slow() -> StoreFault:
    """The writer is stuck in the system."""
    return StoreFault(*_SLOW, CHANGING)


def gone(folder: Path) -> StoreFault:
    """The folder is not there."""
    return StoreFault(*_gone(folder))


def explain(error: BaseException, folder: Path, doing: str = OPENING) -> StoreFault:
    """The fault behind an error; nothing of the error's own text is in it."""
    if isinstance(error, StoreFault):
        return error
    if isinstance(error, Damaged):
        return StoreFault(*_DAMAGED, doing)
    cause = _of_system(error, folder) if isinstance(error, OSError) else _of_database(error, folder)
    return StoreFault(*cause, doing)


@contextlib.contextmanager
def explained(folder: Path, doing: str) -> Iterator[None]:
    """Turns errors of the database and of the system into faults."""
    try:
        yield
    except (Error, OSError, Damaged) as error:
        raise explain(error, folder, doing) from None


def _of_database(error: BaseException, folder: Path) -> tuple[str, str]:
    match code(error):
        case sqlite3.SQLITE_FULL:
            return _FULL
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return _LOCKED
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return _not_allowed(folder)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return _DAMAGED
    return _around(folder) or _other(getattr(error, "sqlite_errorname", None) or type(error).__name__)


def _of_system(error: OSError, folder: Path) -> tuple[str, str]:
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return _FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _not_allowed(folder)
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EEXIST):
        return _gone(folder)
    return _around(folder) or _other(f"codice {error.errno}")


def _around(folder: Path) -> tuple[str, str] | None:
    """What is wrong with the folder, where the error itself does not say."""
    with contextlib.suppress(OSError):
        if not folder.is_dir():
            return _gone(folder)
        if not os.access(folder, os.W_OK):
            return _not_allowed(folder)
        if shutil.disk_usage(folder).free < _ROOM:
            return _FULL
    return None


def _gone(folder: Path) -> tuple[str, str]:
    return f"la cartella «{quoted_path(folder)}» non c'è", "Rimettila al suo posto, poi riprova."


def _not_allowed(folder: Path) -> tuple[str, str]:
    return f"nella cartella «{quoted_path(folder)}» non si può scrivere", "Controlla i permessi, poi riprova."


def _other(name: str) -> tuple[str, str]:
    return f"il disco non risponde come deve ({name})", "Aspetta un momento, poi riprova."


def quoted_path(path: Path) -> str:
    """The path without signs that a screen does not show."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in str(path))
