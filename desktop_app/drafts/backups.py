"""Backups of the whole database: on demand, one each day by themselves, and checked before they are restored.

Every function may run in any thread beside the writer; only the last step of a restore is done by the writer
(`DatabaseHandle.replace_with`). On the screen and on the disk a backup is a «copia».
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop_app.drafts import changes, faults, file, queries, schema, set_aside, state
from desktop_app.drafts.faults import Damaged, Error, StoreFault, explained, is_damage
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import LONG_AGO, Backup, BackupFile, from_iso, now
from desktop_app.system.clock import today

FOLDER = "copie"  # beside the database
DAILY, REPLACED = "pratiche-", "prima-del-ripristino-"  # how their names begin
MAX_OF_EACH_KIND = 7  # daily ones, and ones made before a restore
BACKING_UP = "Non riesco a fare la copia delle pratiche"
RESTORING = "Non riesco a ripristinare le pratiche"

Change = Callable[[Callable[[Connection], Any]], Any]  # does some work in the writer's thread, in one transaction
_WITH_RECORDS, _NUMBERED = 2, 4  # the schemas since which there are address books, and copies are numbered
_REACHES_TO = "SELECT max(at) FROM (SELECT at FROM session UNION SELECT updated FROM drafts)"
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
            checked = inspected(fresh)
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
            return inspected(path)
        except Damaged:
            raise StoreFault(*_BROKEN, RESTORING) from None
        except Error as error:
            if faults.code(error) in faults.NOT_OURS:
                raise StoreFault(*_FOREIGN, RESTORING) from None
            if is_damage(error):
                raise StoreFault(*_BROKEN, RESTORING) from None
            raise


def inspected(path: Path) -> Backup:
    """Reads a backup from end to end. Raises Damaged, StoreFault or sqlite3.Error."""
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
        at = connection.execute(_REACHES_TO).fetchone()[0]
    return Backup(path, from_iso(at), count)


# --- automatic ones --------------------------------------------------------------------------------------


def make_daily(path: Path, day: dt.date, change: Change) -> Backup | None:
    """The backup of that day; None if it exists already, or there is no data yet. `change` is the store's own."""
    newest = next((each for each in list_backups(path) if each.daily), None)
    if (newest is not None and newest.day == day.isoformat()) or not has_data(path):
        return None
    return make_now(path, day, change)


def make_now(path: Path, day: dt.date, change: Change) -> Backup:
    """A daily backup, whether there is one of that day or not; those beyond the wanted number go."""
    number = numbered(path, change, lambda connection: state.put_copied_on(connection, day))
    with explained(path.parent, BACKING_UP):
        backup_folder(path).mkdir(exist_ok=True, mode=0o700)
    backup = make(path, backup_folder(path) / f"{DAILY}{day.isoformat()}-{number}.db")
    prune(path)
    return backup


def highest_number(path: Path) -> int:
    """The number of the newest automatic backup; 0 if there is none."""
    return max((each.number for each in list_backups(path)), default=0)


def numbered(path: Path, change: Change, also: Callable[[Connection], object] = lambda _: None) -> int:
    """The number of the backup made next, higher than that of any other, stored in the file that it is made of."""
    beyond = highest_number(path)
    free = not set_aside.is_damage_kept(path)

    def store(connection: Connection) -> int:
        state.look_at_clock(connection, now())
        if free:
            state.release_copies(connection)
        also(connection)
        return state.next_number(connection, beyond)

    number: int = change(store)
    return number


def has_data(path: Path) -> bool:
    """Whether there is anything to copy, in the bin or not."""
    with explained(path.parent, BACKING_UP), queries.reader(path) as connection:
        return is_filled(connection)


def is_filled(connection: Connection) -> bool:
    """Whether a file has dossiers or records, in its bin or not."""
    tables = tables_with_bin(file.pragma(connection, "user_version"))
    return any(connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0] for table in tables)


def tables_with_bin(version: int) -> tuple[str, ...]:
    """The tables of what the user makes, in a file of that version."""
    return ("drafts", "records") if version >= _WITH_RECORDS else ("drafts",)


def prune(path: Path) -> None:
    """Deletes the automatic backups of which the wanted number of newer good ones exists; none for its age alone.

    Those made before damage that was seen stay until the damaged file is let go. Raises nothing.
    """
    with contextlib.suppress(StoreFault, OSError, *Error):
        with queries.reader(path) as connection:
            kept = state.kept_until(connection)
        newest_first = list_backups(path)
        for prefix in (DAILY, REPLACED):
            good = 0
            for each in (each for each in newest_first if each.path.name.startswith(prefix)):
                if good >= MAX_OF_EACH_KIND and (kept is None or each.number > kept):
                    each.path.unlink()
                good += each.sound
        daily = [each.number for each in newest_first if each.daily and each.sound]
        for each in map(described, versions(path)):
            newer = sum(number > each.number for number in daily)
            if newer >= MAX_OF_EACH_KIND and (kept is None or each.number > kept):
                each.path.unlink()


def versions(path: Path) -> list[Path]:
    """The copies that were made before the file was brought up to a newer version of the program."""
    with contextlib.suppress(OSError):
        return sorted(each for each in path.parent.glob(f"{path.name}.versione-*") if each.suffix != ".part")
    return []


def list_backups(path: Path) -> list[BackupFile]:
    """The automatic backups, the newest first by number; each tells what it holds, none is checked from end to end."""
    found = []
    with contextlib.suppress(OSError):
        found = [described(each) for each in backup_folder(path).glob("*.db")]
    return sorted(found, key=lambda each: (each.sound, each.number, each.at, each.path.name), reverse=True)


def described(path: Path) -> BackupFile:
    """What a backup says of itself; one that cannot be read is not `sound`."""
    daily = path.name.startswith(DAILY)
    try:
        with queries.reader(path) as connection:
            version = file.pragma(connection, "user_version")
            if not schema.is_ours(connection, version):
                raise Damaged
            at = from_iso(connection.execute(_REACHES_TO).fetchone()[0])
            dossiers, binned = connection.execute(
                "SELECT count(*) - count(binned), count(binned) FROM drafts"
            ).fetchone()
            if version < _NUMBERED:
                return BackupFile(path, at, daily, dossiers, binned)
            number, day = state.number(connection), state.copied_on(connection)
            return BackupFile(path, at, daily, dossiers, binned, number, day)
    except (*Error, Damaged):
        return BackupFile(path, LONG_AGO, daily, sound=False)


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


def replaced_path(path: Path, change: Change) -> Path:
    """The path where the present database is kept when a backup replaces it."""
    with explained(path.parent, RESTORING):
        backup_folder(path).mkdir(exist_ok=True, mode=0o700)
    return backup_folder(path) / f"{REPLACED}{today().isoformat()}-{numbered(path, change)}.db"
