"""Opening the database at start: creates it, migrates it, refuses a newer one, salvages a damaged one."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from desktop_app.drafts import (
    backup_folder,
    changes,
    erasure,
    faults,
    file,
    inventory,
    queries,
    schema,
    set_aside,
    state,
)
from desktop_app.drafts.acts import archive_upkeep
from desktop_app.drafts.acts.archive import Archive
from desktop_app.drafts.changes import DAMAGE_SEEN
from desktop_app.drafts.damage import wal, words
from desktop_app.drafts.damage.rebuild import create, migrate, rebuild
from desktop_app.drafts.damage.wal import Mark
from desktop_app.drafts.faults import Damaged, Error, is_damage
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import SalvageReport, Source, now
from desktop_app.system.folder_state import PRIVATE
from desktop_app.system.held_files import patiently

_SMALLEST = 512  # bytes of a database; SQLite treats a shorter file as a new one


class OpenedFile(NamedTuple):
    """The writing connection; of a damaged file where it was set aside, the Italian sentence about it, and what came
    out of it. `was_there`: there was a file before, whatever is left of it."""

    connection: Connection
    set_aside: Path | None = None
    notice: str = ""
    report: SalvageReport | None = None
    was_there: bool = True


def open_file(path: Path, broken: bool = False, before: Mark | None = None) -> OpenedFile:
    """Opens the file for writing. `broken`: it passed `probe`, and was found damaged later.

    `before`: what the index of the journal said before anybody read the file. Raises StoreFault or OSError.
    """
    _make_folder(path.parent)
    version, aside, report, was_there = None, None, None, inventory.was_used(path)
    finished = _finish_exchange(path)
    try:
        version = probe(path, before)
    except Damaged:
        broken = True
    if version is not None and version > file.SCHEMA:
        raise faults.newer()
    if broken or (version is None and was_there):
        aside, report = _rebuild(path, before)
    elif version is None:
        fresh = _new(path)
        create(fresh)
        _rename(fresh, path)
    connection = _connect(path, older=version is not None and version < file.SCHEMA and report is None)
    erasure.remove_leftovers(path)
    notice = words.notice(report, aside) if report else words.FINISHED if finished else ""
    return OpenedFile(connection, aside, notice, report, was_there)


def begin(connection: Connection, path: Path, damaged: bool) -> tuple[bool, str | None, str, dt.datetime | None]:
    """Begins a session in an open file, and empties the bin of what is there long enough.

    Gives how the last one ended (`queries.session`). Copies are kept for as long as a damaged file may need them.
    """
    found = queries.session(connection)
    with changes.transaction(connection):
        changes.remember_session(connection, found[1], found[2], closed=False)
        deleted = state.empty_bins(connection, state.look_at_clock(connection, now()))
        if damaged or (state.kept_until(connection) is None and set_aside.is_damage_kept(path)):
            state.next_number(connection, backup_folder.highest_number(path))
            state.keep_copies(connection)
    if deleted:
        file.empty_journal(connection)
    return found


def _connect(path: Path, older: bool) -> Connection:
    with contextlib.suppress(OSError):
        path.chmod(0o600)  # first: SQLite gives its sidecars the same rights
    connection = file.connect(path, "rw")
    try:
        file.prepare(connection)
        if older:
            migrate(connection, path)
        archive_upkeep.take_out(connection, Archive(path))  # somebody has put a copy of everything in its place
    except BaseException:
        connection.close()
        raise
    return connection


def probe(path: Path, before: Mark | None = None) -> int | None:
    """The file's schema number, None if there is no file; changes nothing. Raises Damaged or what `Error` names.

    A new file is renamed to its name only when complete, so one that is too short has been damaged since. Only what
    costs nothing is looked at: `check.py` looks at every page, beside the work.
    """
    if file.identity(path) is None:
        if any(file.identity(each) for each in file.sidecars(path)):
            raise Damaged  # SQLite would apply the journal that was left to a new file
        return None
    if not file.are_regular(path):
        if path.is_file():
            raise Damaged
        raise faults.no_file(path)
    if path.stat().st_size < _SMALLEST:
        raise Damaged
    try:
        with closing(file.connect(path, "ro")) as connection:
            version = _version(connection)
        if version <= file.SCHEMA and wal.is_cut(file.sidecars(path)[0], before):
            raise Damaged
        return version
    except Error as error:
        if is_damage(error):
            raise Damaged from None
        if file.roll_back_unfinished(path, error):
            return probe(path, before)
        raise


def _version(connection: Connection) -> int:
    """The schema number of a file that looks like ours. Raises Damaged."""
    if file.pragma(connection, "application_id") != file.APPLICATION_ID:
        raise Damaged
    version = file.pragma(connection, "user_version")
    if version > file.SCHEMA:
        return version
    if not schema.is_ours(connection, version):
        raise Damaged
    row = connection.execute("SELECT closed FROM session").fetchone()
    if row is not None and row[0] == DAMAGE_SEEN:
        raise Damaged
    return version


# --- a damaged file ------------------------------------------------------------------------------------------


def _rebuild(path: Path, before: Mark | None) -> tuple[Path | None, SalvageReport]:
    """Makes a new file of what the damaged one and its backups have, and puts it in its place.

    Where that is interrupted, the damaged file is still there, or the next start ends what was begun.
    """
    there = any(os.path.lexists(each) for each in (path, *file.sidecars(path)))
    journal = file.sidecars(path)[0]
    cut = wal.is_cut(journal, before) or (os.path.lexists(journal) and wal.is_foreign(journal))
    report = rebuild_as(inventory.ready(path), path, _own_sources(path))
    aside = file.set_aside(path) if there else None
    _rename(inventory.ready(path), path)
    return aside, report._replace(there_was=there, cut=cut)


def rebuild_as(place: Path, path: Path, sources: list[Source]) -> SalvageReport:
    """Makes a database of what these sources have, and the backups after them, with the files of acts in the archive.

    It is whole before it has its name, `place`, beside the database `path`.
    """
    fresh = _new(path)
    report = rebuild(fresh, [*sources, *copy_sources(path)])
    archive_upkeep.take_out_of(fresh, Archive(path))
    _rename(fresh, place)
    return report


def _finish_exchange(path: Path) -> bool:
    """Whether a start was interrupted before the rebuilt file, complete by then, had taken its place: it does now."""
    ready = inventory.ready(path)
    if file.identity(ready) is None:
        return False
    if inventory.is_there(path, alone=True):
        file.set_aside(path)  # or what was left beside it
    _rename(ready, path)
    return True


def _own_sources(path: Path) -> list[Source]:
    """The file with its journal, and without; where it is gone, what was set aside of it, the last one first."""
    if not inventory.is_there(path):
        return [Source(each.path) for each in reversed(set_aside.found(path))]
    journal = os.path.lexists(file.sidecars(path)[0])
    return [Source(path), *([Source(path, journal=False)] if journal else [])]


def copy_sources(path: Path) -> list[Source]:
    """The automatic backups, those of a day before those made before a restore, the newest first.

    What a backup has newer than the file is taken only where nothing was restored since: else it is what somebody
    wanted to be rid of.
    """
    found = backup_folder.list_backups(path)
    restored = max((each.number for each in found if not each.daily), default=-1)
    ordered = [each for each in found if each.daily] + [each for each in found if not each.daily]
    return [Source(each.path, each.at, leads=each.daily and each.number > restored) for each in ordered]


# --- a new file ----------------------------------------------------------------------------------------------


def _make_folder(folder: Path) -> None:
    """Creates the folder. A new or empty one is made private; the rights of any other are left alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    with contextlib.suppress(OSError):
        if not any(folder.iterdir()):
            folder.chmod(PRIVATE)


def _new(path: Path) -> Path:
    return path.with_name(f"{path.name}.nuovo")


def _rename(fresh: Path, path: Path) -> None:
    patiently(lambda: fresh.rename(path))
    file.sync_folder(path.parent)
