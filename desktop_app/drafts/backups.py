"""Backups of the whole database: on demand, one each day by themselves, and checked before they are restored.

Every function may run in any thread beside the writer; only the last step of a restore is done by the writer
(`DatabaseHandle.replace_with`). On the screen and on the disk a backup is a «copia».
"""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from contextlib import closing
from pathlib import Path

from desktop_app.drafts import changes, faults, file, queries, schema
from desktop_app.drafts.faults import Damaged, Error, StoreFault, explained, is_damage
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import Backup, BackupFile, from_iso

FOLDER = "copie"  # beside the database
DAILY, REPLACED = "pratiche-", "prima-del-ripristino-"  # how their names begin
MAX_OF_EACH_KIND = 7  # daily ones, and ones made before a restore
MAX_AGE = 30 * 86_400  # seconds, as long as the bin: deleted data must not be kept for longer than that
BACKING_UP = "Non riesco a fare la copia delle pratiche"
RESTORING = "Non riesco a ripristinare le pratiche"

_NO_FILE = ("il file della copia non c'è più", "Scegline un altro.")
_FOREIGN = ("questo file non è una copia fatta da Commessa", "Scegline un altro.")
_BROKEN = ("la copia è rovinata", "Scegline un'altra. Le pratiche di adesso sono rimaste come sono.")
_NEWER = ("la copia l'ha fatta una versione più nuova di Commessa", "Aggiorna il programma, poi riprova.")
_ITSELF = ("questo è il file delle pratiche di adesso", "Scegli una copia.")


def backup_folder(path: Path) -> Path:
    """The folder of the automatic backups."""
    return path.parent / FOLDER


def make(path: Path, target: Path) -> Backup:
    """Writes a backup to `target`, and checks it completely before the final rename. Raises StoreFault."""
    with explained(target.parent, BACKING_UP):
        if file.identity(target) is not None and file.identity(target) == file.identity(path):
            raise StoreFault(*_ITSELF, BACKING_UP)
        fresh = target.with_name(f"{target.name}.nuova")
        try:
            with queries.reader(path) as connection:
                file.copy_into(connection, fresh)
            checked = _inspected(fresh)
            fresh.replace(target)
            file.sync_folder(target.parent)
        finally:
            with contextlib.suppress(OSError):
                file.remove(fresh)
    return Backup(target, checked.at, checked.dossiers)


def check(path: Path) -> Backup:
    """What a backup contains. Raises StoreFault if it cannot be restored."""
    with explained(path.parent, RESTORING):
        if not path.is_file():
            raise StoreFault(*_NO_FILE, RESTORING)
        try:
            return _inspected(path)
        except Damaged:
            raise StoreFault(*_BROKEN, RESTORING) from None
        except Error as error:
            if faults.code(error) in faults.NOT_OURS:
                raise StoreFault(*_FOREIGN, RESTORING) from None
            if is_damage(error):
                raise StoreFault(*_BROKEN, RESTORING) from None
            raise


def _inspected(path: Path) -> Backup:
    with queries.reader(path) as connection:
        if file.pragma(connection, "application_id") != file.APPLICATION_ID:
            raise StoreFault(*_FOREIGN, RESTORING)
        version = file.pragma(connection, "user_version")
        if version > file.SCHEMA:
            raise StoreFault(*_NEWER, RESTORING)
        if not schema.is_ours(connection, version):
            raise StoreFault(*_FOREIGN, RESTORING)
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise Damaged
        count = connection.execute("SELECT count(*) FROM drafts WHERE binned IS NULL").fetchone()[0]
        last = connection.execute("SELECT max(at) FROM (SELECT at FROM session UNION SELECT updated FROM drafts)")
        at = last.fetchone()[0]
    return Backup(path, from_iso(at), count)


# --- automatic ones --------------------------------------------------------------------------------------


def make_daily(path: Path, today: dt.date) -> Backup | None:
    """Today's backup; None if it exists already, or there is no data yet."""
    target = backup_folder(path) / f"{DAILY}{today.isoformat()}.db"
    if target.exists():
        return None
    return _make_automatic(path, target, MAX_OF_EACH_KIND)


def replace_all(path: Path, today: dt.date) -> Backup | None:
    """Makes a backup now and deletes all earlier automatic ones: they contain what was just deleted for good."""
    try:
        return _make_automatic(path, backup_folder(path) / f"{DAILY}{today.isoformat()}.db", 1)
    finally:
        _prune(path, 1, 0)


def _make_automatic(path: Path, target: Path, limit: int) -> Backup | None:
    with explained(path.parent, BACKING_UP), queries.reader(path) as connection:
        rows = connection.execute("SELECT (SELECT count(*) FROM drafts) + (SELECT count(*) FROM records)")
        if not rows.fetchone()[0]:
            return None
    with explained(path.parent, BACKING_UP):
        target.parent.mkdir(exist_ok=True, mode=0o700)
    backup = make(path, target)
    _prune(path, limit, limit)
    return backup


def _prune(path: Path, max_daily: int, max_replaced: int) -> None:
    """Deletes the automatic backups above these numbers, and those older than MAX_AGE."""
    oldest = time.time() - MAX_AGE
    with contextlib.suppress(OSError):
        for prefix, limit in ((DAILY, max_daily), (REPLACED, max_replaced)):
            newest_first = sorted(backup_folder(path).glob(f"{prefix}*"), reverse=True)
            for number, each in enumerate(newest_first):
                if number >= limit or each.stat().st_mtime < oldest:
                    each.unlink()


def list_backups(path: Path) -> list[BackupFile]:
    """The automatic backups, the newest first; none of them is checked here."""
    found = []
    with contextlib.suppress(OSError):
        for each in backup_folder(path).glob("*.db"):
            at = dt.datetime.fromtimestamp(each.stat().st_mtime, dt.UTC)
            found.append(BackupFile(each, at, each.name.startswith(DAILY)))
    return sorted(found, key=lambda backup: backup.at, reverse=True)


# --- restoring -------------------------------------------------------------------------------------------


def stage(path: Path, source: Path) -> Path:
    """Checks a backup and writes a migrated copy of it beside the database, ready to replace it; gives its path."""
    with explained(path.parent, RESTORING):
        if file.identity(source) == file.identity(path) is not None:
            raise StoreFault(*_ITSELF, RESTORING)
    check(source)
    fresh = path.with_name(f"{path.name}.nuovo")
    with explained(path.parent, RESTORING):
        with queries.reader(source) as connection:
            file.copy_into(connection, fresh)
        with closing(file.connect(fresh, "rw")) as connection:
            _bring_up_to_date(connection)
        file.sync_file(fresh)
    return fresh


def _bring_up_to_date(connection: Connection) -> None:
    """Migrates a backup to the present schema, and forgets which dossier was open when it was made."""
    if file.pragma(connection, "user_version") < file.SCHEMA:
        from desktop_app.drafts.migrations import apply  # 100 ms, and most backups do not need it

        apply(connection)
    with changes.transaction(connection):
        changes.remember_session(connection, None, "", closed=True)


def replaced_path(path: Path) -> Path:
    """The path where the present database is kept when a backup replaces it; makes room for it among the others."""
    folder = backup_folder(path)
    folder.mkdir(exist_ok=True, mode=0o700)
    _prune(path, MAX_OF_EACH_KIND, MAX_OF_EACH_KIND - 1)
    return folder / f"{REPLACED}{file.timestamp()}.db"
