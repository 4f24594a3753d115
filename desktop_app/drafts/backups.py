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

from desktop_app.drafts import backup_folder, changes, faults, file, queries, schema, set_aside, state
from desktop_app.drafts.acts import archive_upkeep
from desktop_app.drafts.acts.archive import Archive
from desktop_app.drafts.damage.rebuild import rebuild
from desktop_app.drafts.faults import Damaged, Error, StoreFault, explained, is_damage
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import Backup, Source, from_iso, now
from desktop_app.system.clock import today
from desktop_app.system.folder_state import PRIVATE
from desktop_app.system.held_files import patiently

RESTORING = "Non riesco a ripristinare le pratiche"

Change = Callable[[Callable[[Connection], Any]], Any]  # does some work in the writer's thread, in one transaction
_NO_FILE = ("il file della copia non c'è più", "Scegline un altro.")
_FOREIGN = ("questo file non è una copia fatta da Commessa", "Scegline un altro.")
_BROKEN = ("la copia è rovinata", "Scegline un'altra. Le pratiche di adesso sono rimaste come sono.")
_NEWER = ("la copia l'ha fatta una versione più nuova di Commessa", "Aggiorna il programma, poi riprova.")
_ITSELF = ("questo è il file delle pratiche di adesso", "Scegli una copia.")


def make(path: Path, target: Path, archive: Archive | None = None) -> Backup:
    """Writes a backup to `target`, and checks it completely before the final rename. Raises StoreFault.

    `archive`: its files are taken along, as far as they can be read.
    """
    with explained(target.parent, faults.BACKING_UP):
        if file.identity(target) is not None and file.identity(target) == file.identity(path):
            raise StoreFault(*_ITSELF, faults.BACKING_UP)
        fresh = target.with_name(f"{target.name}.nuova")
        try:
            with queries.reader(path) as connection:
                file.copy_into(connection, fresh)
            taken = archive_upkeep.put_into(fresh, archive) if archive else archive_upkeep.Taken()
            checked = inspected(fresh)
            patiently(lambda: fresh.replace(target))
            file.sync_folder(target.parent)
        finally:
            with contextlib.suppress(OSError):
                file.remove(fresh)
    return Backup(target, checked.at, checked.dossiers, files=taken.files, missing_files=taken.missing)


def check(path: Path) -> Backup:
    """What a backup contains. Raises StoreFault if it cannot be restored."""
    with explained(path.parent, RESTORING):
        if not path.is_file():
            raise StoreFault(*_NO_FILE, RESTORING)
        try:
            return inspected(path)
        except _Foreign:
            return _of_foreign(path)
        except Damaged:
            raise StoreFault(*_BROKEN, RESTORING) from None
        except Error as error:
            if faults.code(error) in faults.NOT_OURS:
                raise StoreFault(*_FOREIGN, RESTORING) from None
            if is_damage(error):
                raise StoreFault(*_BROKEN, RESTORING) from None
            raise


class _Foreign(Damaged):
    """A file of ours to which somebody has added something, or from which something was taken."""


def _of_foreign(path: Path) -> Backup:
    """What would be restored of such a file: its rows alone, in tables of ours. Raises StoreFault if there are none."""
    from desktop_app.drafts.damage.harvest import overview

    at, dossiers = overview(path)
    if not dossiers:
        raise StoreFault(*_FOREIGN, RESTORING)
    return Backup(path, at, dossiers, foreign=True)


def inspected(path: Path) -> Backup:
    """Reads a backup from end to end. Raises Damaged, StoreFault or sqlite3.Error."""
    with queries.reader(path) as connection:
        if file.pragma(connection, "application_id") != file.APPLICATION_ID:
            raise StoreFault(*_FOREIGN, RESTORING)
        version = file.pragma(connection, "user_version")
        if version > file.SCHEMA:
            raise StoreFault(*_NEWER, RESTORING)
        if not schema.is_ours(connection, version):
            raise _Foreign
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise Damaged
        count = connection.execute("SELECT count(*) FROM drafts WHERE binned IS NULL").fetchone()[0]
        at = connection.execute(backup_folder.REACHES_TO).fetchone()[0]
    return Backup(path, from_iso(at), count)


# --- automatic ones --------------------------------------------------------------------------------------


def make_daily(path: Path, day: dt.date, change: Change) -> Backup | None:
    """The backup of that day; None if it exists already, or there is no data yet. `change` is the store's own."""
    newest = next((each for each in backup_folder.list_backups(path) if each.daily), None)
    if (newest is not None and newest.day == day.isoformat()) or not backup_folder.has_data(path):
        return None
    return make_now(path, day, change)


def make_now(path: Path, day: dt.date, change: Change) -> Backup:
    """A daily backup, whether there is one of that day or not; those beyond the wanted number go."""
    number = numbered(path, change, lambda connection: state.put_copied_on(connection, day))
    with explained(path.parent, faults.BACKING_UP):
        backup_folder.place(path).mkdir(exist_ok=True, mode=PRIVATE)
    backup = make(path, backup_folder.place(path) / f"{backup_folder.DAILY}{day.isoformat()}-{number}.db")
    backup_folder.prune(path)
    return backup


def numbered(path: Path, change: Change, also: Callable[[Connection], object] = lambda _: None) -> int:
    """The number of the backup made next, higher than that of any other, stored in the file that it is made of."""
    beyond = backup_folder.highest_number(path)
    free = not set_aside.is_damage_kept(path)

    def store(connection: Connection) -> int:
        state.look_at_clock(connection, now())
        if free:
            state.release_copies(connection)
        also(connection)
        return state.next_number(connection, beyond)

    number: int = change(store)
    return number


# --- restoring -------------------------------------------------------------------------------------------


def stage(path: Path, source: Path) -> Path:
    """Checks a backup and writes a migrated copy of it beside the database, ready to replace it; gives its path."""
    with explained(path.parent, RESTORING):
        if file.identity(source) == file.identity(path) is not None:
            raise StoreFault(*_ITSELF, RESTORING)
    foreign = check(source).foreign
    fresh = path.with_name(f"{path.name}.nuovo")
    with explained(path.parent, RESTORING):
        if foreign:
            rebuild(fresh, [Source(source)])
        else:
            with queries.reader(source) as connection:
                file.copy_into(connection, fresh)
        with closing(file.connect(fresh, "rw")) as connection:
            _bring_up_to_date(connection)
        archive_upkeep.take_out_of(fresh, Archive(path))
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
        backup_folder.place(path).mkdir(exist_ok=True, mode=PRIVATE)
    return backup_folder.place(path) / f"{backup_folder.REPLACED}{today().isoformat()}-{numbered(path, change)}.db"
