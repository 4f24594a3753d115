"""What lies in a data folder while the store is closed: the file, its copies; and opening one of these in its place."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Generator
from pathlib import Path
from typing import NamedTuple

from desktop_app.drafts import backup_folder, backups, file, queries, state
from desktop_app.drafts.faults import Error, StoreFault, explained
from desktop_app.drafts.models import FAR_AHEAD, LONG_AGO, Backup
from desktop_app.system.held_files import patiently

_LATEST = (FAR_AHEAD - LONG_AGO).total_seconds()


class FileFacts(NamedTuple):
    """Size in bytes and time of the last change of a file."""

    size: int
    changed: dt.datetime


class Inventory(NamedTuple):
    """What there is: the file of the dossiers, if any; copies that can be opened, the newest first; how many cannot."""

    file: FileFacts | None
    copies: tuple[Backup, ...]
    bad_copies: int


def take(path: Path) -> Generator[None, object, Inventory]:
    """Looks at the database's folder, one copy at each step, from end to end: that takes time. Never raises."""
    good: list[Backup] = []
    listed = backup_folder.list_backups(path)
    for each in listed:
        yield
        with contextlib.suppress(StoreFault):
            good.append(backups.check(each.path))
    return Inventory(facts(path), tuple(good), len(listed) - len(good))


def facts(path: Path) -> FileFacts | None:
    """Size and day of the database; None where there is none that can be looked at."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    # Some programs leave files of the year 1601, which Windows cannot tell as a time.
    changed = LONG_AGO + dt.timedelta(seconds=min(max(0.0, found.st_mtime), _LATEST))
    return FileFacts(found.st_size, changed)


def is_there(path: Path, *, alone: bool = False) -> bool:
    """Whether the database is there, or a journal that was left of it; also where it cannot be read.

    Or, but for `alone`, a rebuilt one that was not yet put in its place.
    """
    beside = (path, *file.sidecars(path), *(() if alone else (ready(path),)))
    return any(os.path.lexists(each) for each in beside)


def ready(path: Path) -> Path:
    """Where a rebuilt database is, complete, until the damaged one is out of its place."""
    return path.with_name(f"{path.name}.pronto")


def was_used(path: Path) -> bool:
    """Whether there ever was a database of this name: it is there, was set aside, or left copies."""
    with contextlib.suppress(OSError, ValueError):
        names = [each.name for each in path.parent.iterdir()]
        if any(name.startswith(path.name) and not file.is_unfinished(name) for name in names):
            return True
    return bool(backup_folder.list_backups(path))


def open_instead(path: Path, copy: Path) -> Path | None:
    """Puts a copy in the place of the database, which is set aside as it is; gives where that lies now, or None.

    Only while no store is open. Raises StoreFault where the copy cannot be restored; then nothing has changed.
    """
    fresh = backups.stage(path, copy)
    with explained(path.parent, backups.RESTORING):
        with contextlib.suppress(*Error, OSError), queries.reader(path) as old:
            state.carry_over_into(fresh, old)  # as far as it can still be read
        aside = file.set_aside(path) if is_there(path) else None
        patiently(lambda: fresh.rename(path))
        file.sync_folder(path.parent)
    return aside


def place_in(chosen: Path) -> Path:
    """Where dossiers are kept in a folder that somebody chose: a new one in it, unless it is empty or has some."""
    try:
        empty = not any(chosen.iterdir())
    except OSError:
        empty = True  # what is wrong with it is found out later
    return chosen if empty or was_used(chosen / file.NAME) else chosen / "Commessa"
