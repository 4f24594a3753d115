"""Errors of SQLite and of the system, turned into Italian sentences for the user.

The text of a SQLite error may quote what the user wrote: only its code is used.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desktop_app.drafts.file import NAME
from desktop_app.drafts.models import Revision
from desktop_app.system.folder_state import may

# Catch this name: an encrypted database (SQLCipher) would raise a class of its own. The second is what Python makes of
# a SQLite error that quotes a damaged name.
Error: Final = (sqlite3.Error, UnicodeDecodeError)
NOT_OURS = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)  # not a database, or one without our tables
CANNOT_OPEN, READ_ONLY = sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY
OPENING = "Non riesco ad aprire le pratiche"
READING = "Non riesco a leggere le pratiche"
CHANGING = "Non riesco a farlo"
SAVING = "Non riesco a salvare"
BACKING_UP = "Non riesco a fare la copia delle pratiche"

_FULL = ("il disco è pieno", "Libera spazio, poi riprova.")
_LOCKED = ("un altro programma sta usando il file delle pratiche", "Chiudilo, poi riprova.")
_DAMAGED = ("il file delle pratiche è danneggiato", "Esporta la bozza, poi chiudi e riapri Commessa.")
_NEWER = ("le ha scritte una versione più nuova di Commessa", "Aggiorna il programma.")
_CLOSED = ("il file delle pratiche è chiuso", "Chiudi e riapri Commessa.")
_SLOW = ("il disco non risponde", "Aspetta un momento, poi riprova.")
_OF_THE_PROGRAM = ("c'è stato un inconveniente nel programma", "Annulla l'ultima modifica, o esporta la bozza.")
_EXCHANGING = ("il file delle pratiche viene sostituito proprio adesso", "Aspetta un momento, poi riprova.")
_MISSING = ("questa pratica non c'è più", "Torna all'elenco e scegline un'altra.")
_RIGHTS = "Controlla i permessi, poi riprova."
# ERROR_ACCESS_DENIED, which is also what a file that is open gives who renames over it; ERROR_SHARING_VIOLATION,
# ERROR_LOCK_VIOLATION.
_OPEN_ELSEWHERE = (5, 32, 33)
_LITTLE_SPACE = 65_536  # bytes; with less free space, an unclear error is taken for a full disk


class StoreFault(Exception):
    """Something that the store cannot do; its text is an Italian sentence or two for the user."""

    def __init__(self, cause: str, remedy: str, doing: str = OPENING) -> None:
        super().__init__(f"{doing}: {cause}. {remedy}")
        self.cause, self.remedy = cause, remedy

    @property
    def is_damage(self) -> bool:
        """Whether a backup helps, and not another attempt."""
        return self.cause == _DAMAGED[0]

    @property
    def is_unexpected(self) -> bool:
        """Whether it is the program's own, and nobody thought of it."""
        return self.cause == _OF_THE_PROGRAM[0]

    def saving(self) -> str:
        """The same fault in words for a change that could not be stored and is kept in memory."""
        return f"{SAVING}: {self.cause}. Quello che hai scritto è ancora qui. {self.remedy}"


class DamagedDraft(StoreFault):
    """A dossier that is not as it was stored; `offer` is its newest intact content, `copied` the time of the backup.

    `copied` is None where the offer comes from the file itself.
    """

    def __init__(self, offer: Revision | None, copied: dt.datetime | None = None) -> None:
        remedy = "Puoi riprendere l'ultima versione buona." if offer else "Non c'è una versione buona da riprendere."
        super().__init__("non è più come l'avevo salvata, il disco può essere guasto", remedy,
                         "Non riesco ad aprire la pratica")  # fmt: skip
        self.offer, self.copied = offer, copied


class Damaged(Exception):
    """The file is not a database of this program, or is damaged."""


def code(error: BaseException) -> int:
    """SQLite's primary error code; 0 if it is another error."""
    number: int = getattr(error, "sqlite_errorcode", 0)
    return number & 0xFF


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file is damaged or no database."""
    return isinstance(error, UnicodeDecodeError) or code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_of_the_program(error: BaseException) -> bool:
    """Whether an error is a fault of the program, which no other attempt mends: neither the disk nor SQLite said it.

    What SQLite says of a statement or of a value is wrong for ever, too.
    """
    of_statements = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.DataError)
    return isinstance(error, of_statements) or not isinstance(error, (*Error, OSError, StoreFault, Damaged))


def newer() -> StoreFault:
    """The file was written by a newer version of the program."""
    return StoreFault(*_NEWER)


def missing() -> StoreFault:
    """The dossier does not exist any more."""
    return StoreFault(*_MISSING, "Non riesco ad aprire la pratica")


def missing_record() -> StoreFault:
    """The record does not exist any more."""
    return StoreFault("questa scheda non c'è più", "Torna alle Anagrafiche e scegline un'altra.", CHANGING)


def damaged_record() -> StoreFault:
    """The record's checksum is wrong."""
    remedy = "Eliminala e aggiungila di nuovo da una pratica."
    return StoreFault("questa scheda non è più come l'avevo salvata, il disco può essere guasto", remedy, READING)


def closed() -> StoreFault:
    """The store was closed, or never opened."""
    return StoreFault(*_CLOSED, CHANGING)


def locked() -> StoreFault:
    """Another program has the file open."""
    return StoreFault(*_LOCKED, CHANGING)


def slow() -> StoreFault:
    """The writer does not answer: the disk is stuck."""
    return StoreFault(*_SLOW, CHANGING)


def exchanging() -> StoreFault:
    """Another file is just taking the database's place."""
    return StoreFault(*_EXCHANGING, READING)


def not_opened() -> StoreFault:
    """The store does not open for a reason that nobody expected."""
    return StoreFault(_OF_THE_PROGRAM[0], "Riprova, o apri una copia.")


def of_the_program() -> StoreFault:
    """Something that the program did wrong, and no other attempt would mend."""
    return StoreFault(*_OF_THE_PROGRAM, CHANGING)


def no_file(path: Path) -> StoreFault:
    """Something that is no file stands where the database should be."""
    remedy = "Spostalo, poi riprova: le pratiche tornano dalle copie."
    return StoreFault(f"al posto del file «{quoted_path(path)}» c'è qualcos'altro", remedy)


def gone(folder: Path) -> StoreFault:
    """The folder does not exist."""
    return StoreFault(*_gone(folder))


def explain(error: BaseException, folder: Path, doing: str = OPENING) -> StoreFault:
    """The fault for an error; it contains nothing of the error's own text."""
    if isinstance(error, StoreFault):
        return error
    if isinstance(error, Damaged):
        return StoreFault(*_DAMAGED, doing)
    cause = _of_system(error, folder) if isinstance(error, OSError) else _of_database(error, folder)
    return StoreFault(*cause, doing)


@contextlib.contextmanager
def explained(folder: Path, doing: str) -> Iterator[None]:
    """Raises errors of SQLite and of the system as StoreFault."""
    try:
        yield
    except (*Error, OSError, Damaged) as error:
        raise explain(error, folder, doing) from None


def _of_database(error: BaseException, folder: Path) -> tuple[str, str]:
    if is_damage(error):
        return _DAMAGED
    match code(error):
        case sqlite3.SQLITE_FULL:
            return _FULL
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return _LOCKED
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return _not_allowed(folder)
    return _folder_trouble(folder) or _other(getattr(error, "sqlite_errorname", None) or type(error).__name__)


def _of_system(error: OSError, folder: Path) -> tuple[str, str]:
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return _FULL
    if getattr(error, "winerror", None) in _OPEN_ELSEWHERE:
        return _held(folder)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return _not_allowed(folder)
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EEXIST):
        return _gone(folder)
    return _folder_trouble(folder) or _other(f"codice {error.errno}")


def _folder_trouble(folder: Path) -> tuple[str, str] | None:
    """What is wrong with the folder, for an error that does not say so itself."""
    with contextlib.suppress(OSError):
        if not folder.is_dir():
            return _gone(folder)
        if not may(folder, os.W_OK):
            return _not_allowed(folder)
        if (path := folder / NAME).exists() and not may(path, os.R_OK):
            return f"il file «{quoted_path(path)}» non si può leggere", _RIGHTS
        if shutil.disk_usage(folder).free < _LITTLE_SPACE:
            return _FULL
    return None


def _gone(folder: Path) -> tuple[str, str]:
    return f"la cartella «{quoted_path(folder)}» non c'è", "Rimettila al suo posto, poi riprova."


def _not_allowed(folder: Path) -> tuple[str, str]:
    path = folder / NAME
    if may(folder, os.W_OK) and path.exists() and not may(path, os.W_OK):
        return f"nel file «{quoted_path(path)}» non si può scrivere", _RIGHTS
    return f"nella cartella «{quoted_path(folder)}» non si può scrivere", _RIGHTS


def _held(folder: Path) -> tuple[str, str]:
    cause = f"Windows non lascia toccare un file in «{quoted_path(folder)}»: un altro programma lo tiene aperto"
    return cause, "Chiudi quel programma, o controlla i permessi, poi riprova."


def _other(name: str) -> tuple[str, str]:
    return f"il disco non risponde come deve ({name})", "Aspetta un momento, poi riprova."


def quoted_path(path: Path) -> str:
    """The path with unprintable characters replaced."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in str(path))
