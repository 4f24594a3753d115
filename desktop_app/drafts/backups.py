"""Copies of the whole file: made where the user wants them, one by itself each day, looked at before they come back.

All of it may run in any thread, beside the writer: only the last step of a restore is the writer's (`Held.give_way`).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from contextlib import closing
from pathlib import Path

from desktop_app.drafts import changes as writing
from desktop_app.drafts import faults, file
from desktop_app.drafts import queries as reading
from desktop_app.drafts.faults import Damaged, Error, StoreFault, explained, is_damage
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import Backup, BackupFile, moment

FOLDER = "copie"  # beside the file
DAILY, KEPT = "pratiche-", "prima-del-ripristino-"
MOST = 7  # of each kind
KEEP = 30 * 86_400  # seconds: what was deleted must not live on in them for longer than in the bin
COPYING = "Non riesco a fare la copia delle pratiche"
RESTORING = "Non riesco a ripristinare le pratiche"

_NO_FILE = ("il file della copia non c'è più", "Scegline un altro.")
_FOREIGN = ("questo file non è una copia fatta da Commessa", "Scegline un altro.")
_BROKEN = ("la copia è rovinata", "Scegline un'altra. Le pratiche di adesso sono rimaste come sono.")
_NEWER = ("la copia l'ha fatta una versione più nuova di Commessa", "Aggiorna il programma, poi riprova.")
_ITSELF = ("questo è il file delle pratiche di adesso", "Scegli una copia.")


def backup_folder(path: Path) -> Path:
    """Where the copies lie that are made without being asked for."""
    return path.parent / FOLDER


def make(path: Path, target: Path) -> Backup:
    """A whole copy of the file, looked at from end to end before it has its name."""
    with explained(target.parent, COPYING):
        if file.identity(target) is not None and file.identity(target) == file.identity(path):
            raise StoreFault(*_ITSELF, COPYING)
        fresh = target.with_name(f"{target.name}.nuova")
        try:
            with reading.reader(path) as connection:
                file.copy_into(connection, fresh)
            list_backups = _looked_at(fresh)
            fresh.replace(target)
            file.sync_folder(target.parent)
        finally:
            with contextlib.suppress(OSError):
                file.remove(fresh)
    return Backup(target, list_backups.at, list_backups.dossiers)


def check(path: Path) -> Backup:
    """What a copy holds. Raises StoreFault where it cannot be restored."""
    with explained(path.parent, RESTORING):
        if not path.is_file():
            raise StoreFault(*_NO_FILE, RESTORING)
        try:
            return _looked_at(path)
        except Damaged:
            raise StoreFault(*_BROKEN, RESTORING) from None
        except Error as error:
            if faults.code(error) in faults.NOT_OURS:
                raise StoreFault(*_FOREIGN, RESTORING) from None
            if is_damage(error):
                raise StoreFault(*_BROKEN, RESTORING) from None
            raise


def _looked_at(path: Path) -> Backup:
    with reading.reader(path) as connection:
        strange = connection.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')")
        if file.pragma(connection, "application_id") != file.APPLICATION_ID or strange.fetchone()[0]:
            raise StoreFault(*_FOREIGN, RESTORING)
        if file.pragma(connection, "user_version") > file.SCHEMA:
            raise StoreFault(*_NEWER, RESTORING)
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise Damaged
        count = connection.execute("SELECT count(*) FROM drafts WHERE binned IS NULL").fetchone()[0]
        last = connection.execute("SELECT max(at) FROM (SELECT at FROM session UNION SELECT updated FROM drafts)")
        at = last.fetchone()[0]
    return Backup(path, moment(at), count)


# --- by themselves ---------------------------------------------------------------------------------------


def daily(path: Path, today: dt.date) -> Backup | None:
    """Today's copy; None where there is one already, or nothing to copy."""
    target = backup_folder(path) / f"{DAILY}{today.isoformat()}.db"
    if target.exists():
        return None
    return _renewed(path, target, MOST)


def renew(path: Path, today: dt.date) -> Backup | None:
    """A copy of this moment instead of all that there are: something was deleted for good."""
    try:
        return _renewed(path, backup_folder(path) / f"{DAILY}{today.isoformat()}.db", 1)
    finally:
        _prune(path, 1, 0)


def _renewed(path: Path, target: Path, most: int) -> Backup | None:
    with explained(path.parent, COPYING), reading.reader(path) as connection:
        if not connection.execute("SELECT (SELECT count(*) FROM drafts) + (SELECT count(*) FROM records)").fetchone()[
            0
        ]:
            return None
    with explained(path.parent, COPYING):
        target.parent.mkdir(exist_ok=True, mode=0o700)
    copy = make(path, target)
    _prune(path, most, most)
    return copy


def _prune(path: Path, daily: int, kept: int) -> None:
    """Those too many go, and those too old."""
    oldest = time.time() - KEEP
    with contextlib.suppress(OSError):
        for word, most in ((DAILY, daily), (KEPT, kept)):
            list_backups = sorted(backup_folder(path).glob(f"{word}*"), reverse=True)
            for number, each in enumerate(list_backups):
                if number >= most or each.stat().st_mtime < oldest:
                    each.unlink()


def list_backups(path: Path) -> list[BackupFile]:
    """The copies made without being asked for, the newest first; none of them was looked at."""
    copies = []
    with contextlib.suppress(OSError):
        for each in backup_folder(path).glob("*.db"):
            at = dt.datetime.fromtimestamp(each.stat().st_mtime, dt.UTC)
            copies.append(BackupFile(each, at, each.name.startswith(DAILY)))
    return sorted(copies, key=lambda copy: copy.at, reverse=True)


# --- back ------------------------------------------------------------------------------------------------


def staged(path: Path, source: Path) -> Path:
    """A copy, looked at, brought up to date and written beside the file, where it waits to take its place."""
    with explained(path.parent, RESTORING):
        if file.identity(source) == file.identity(path) is not None:
            raise StoreFault(*_ITSELF, RESTORING)
    check(source)
    fresh = path.with_name(f"{path.name}.nuovo")
    with explained(path.parent, RESTORING):
        with reading.reader(source) as connection:
            file.copy_into(connection, fresh)
        with closing(file.connect(fresh, "rw")) as connection:
            _ready(connection)
        file.sync_file(fresh)
    return fresh


def _ready(connection: Connection) -> None:
    """The tables of today, and nothing open: the copy was made while something was."""
    if file.pragma(connection, "user_version") < file.SCHEMA:
        from desktop_app.drafts.migrations import apply  # 100 ms, and most copies do not need it

        apply(connection)
    with writing.transaction(connection):
        writing.remember(connection, None, "", closed=True)


def kept_name(path: Path) -> Path:
    """Where the file of the moment is kept when another takes its place."""
    folder = backup_folder(path)
    folder.mkdir(exist_ok=True, mode=0o700)
    _prune(path, MOST, MOST - 1)
    return folder / f"{KEPT}{file.stamp()}.db"
