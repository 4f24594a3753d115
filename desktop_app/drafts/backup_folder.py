"""The folder of the automatic backups: what lies there, which is newer than which, and which may go."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path
from typing import Final

from desktop_app.drafts import faults, file, queries, schema, state
from desktop_app.drafts.faults import Damaged, Error, StoreFault, explained
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import LONG_AGO, BackupFile, from_iso, now
from desktop_app.system.held_files import patiently

FOLDER: Final = "copie"  # beside the database
DAILY, REPLACED, VERSION = "pratiche-", "prima-del-ripristino-", f"{file.NAME}.versione-"  # how their names begin
MAX_OF_EACH_KIND: Final = 7  # daily ones, and ones made before a restore
REACHES_TO: Final = "SELECT max(at) FROM (SELECT at FROM session UNION SELECT updated FROM drafts)"
_WITH_RECORDS, _NUMBERED = 2, 4  # the schemas since which there are address books, and copies are numbered


def place(path: Path) -> Path:
    """The folder of the automatic backups of a database."""
    return path.parent / FOLDER


def versions(path: Path) -> list[Path]:
    """The copies that were made before the file was brought up to a newer version of the program."""
    with contextlib.suppress(OSError):
        return sorted(each for each in path.parent.glob(f"{VERSION}*") if not file.is_unfinished(each.name))
    return []


def all_copies(path: Path) -> list[Path]:
    """All that the program itself copied. Copies that the user made elsewhere are the user's."""
    return [*(each.path for each in list_backups(path)), *versions(path)]


def list_backups(path: Path) -> list[BackupFile]:
    """The automatic backups, the newest first by number; each tells what it holds, none is checked from end to end."""
    found = []
    with contextlib.suppress(OSError):
        found = [described(each) for each in place(path).glob("*.db")]
    return _newest_first(found)


def _newest_first(found: list[BackupFile]) -> list[BackupFile]:
    """By number; those without, of older versions, by the last change in them, unless that is yet to come."""
    moment = now()
    return sorted(
        found, key=lambda each: (each.sound, each.number, each.at <= moment, each.at, each.path.name), reverse=True
    )


def described(path: Path) -> BackupFile:
    """What a backup says of itself; one that cannot be read is not `sound`."""
    daily = path.name.startswith(DAILY)
    try:
        with queries.reader(path) as connection:
            version = file.pragma(connection, "user_version")
            if not schema.is_ours(connection, version):
                raise Damaged
            at = from_iso(connection.execute(REACHES_TO).fetchone()[0])
            dossiers, binned = connection.execute(
                "SELECT count(*) - count(binned), count(binned) FROM drafts"
            ).fetchone()
            if version < _NUMBERED:
                return BackupFile(path, at, daily, dossiers, binned)
            number, day = state.number(connection), state.copied_on(connection)
            return BackupFile(path, at, daily, dossiers, binned, number, day)
    except (*Error, Damaged):
        return BackupFile(path, LONG_AGO, daily, sound=False)


def highest_number(path: Path) -> int:
    """The number of the newest automatic backup; 0 if there is none."""
    return max((each.number for each in list_backups(path)), default=0)


def has_data(path: Path) -> bool:
    """Whether there is anything to copy, in the bin or not."""
    with explained(path.parent, faults.BACKING_UP), queries.reader(path) as connection:
        return is_filled(connection)


def is_filled(connection: Connection) -> bool:
    """Whether a file has dossiers or records, in its bin or not."""
    tables = tables_with_bin(file.pragma(connection, "user_version"))
    return any(connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0] for table in tables)


def tables_with_bin(version: int) -> tuple[str, ...]:
    """The tables of what the user makes, in a file of that version."""
    return ("drafts", "records") if version >= _WITH_RECORDS else ("drafts",)


def prune(path: Path) -> None:
    """Deletes the automatic backups of which the wanted number of newer good ones exists. Raises nothing.

    None goes for its age alone; none made before damage was seen, until the damaged file is let go; and none while it
    is the newest that has a dossier or record which is not in the file any more and was not deleted for good: what got
    lost unseen must not leave the copies a week later.
    """
    with contextlib.suppress(StoreFault, OSError, *Error):
        with queries.reader(path) as connection:
            kept_until, known = state.kept_until(connection), _ids(connection) | {*state.deleted(connection)}
        good: Counter[str] = Counter()  # newer ones
        for each in _newest_first([*list_backups(path), *map(described, versions(path))]):
            kind = next((word for word in (DAILY, REPLACED, VERSION) if each.path.name.startswith(word)), "")
            newer = good[DAILY if kind == VERSION else kind]
            held = _ids_of(each.path) if each.sound else set()
            may_go = kept_until is None or each.number > kept_until
            if kind and newer >= MAX_OF_EACH_KIND and may_go and held <= known:
                patiently(each.path.unlink)
            good[kind] += each.sound
            known |= held


def compared(path: Path) -> list[BackupFile]:
    """The automatic backups, the newest first, each with how many dossiers it has that the file has no more.

    Those that were deleted for good a moment ago do not count.
    """
    with queries.reader(path) as connection:
        known = _ids(connection) | {*state.deleted(connection)}

    def with_missing(each: BackupFile) -> BackupFile:
        if not each.sound:
            return each
        with queries.reader(each.path) as connection:
            held = {id for (id,) in connection.execute("SELECT id FROM drafts WHERE binned IS NULL")}
        return each._replace(missing=len(held - known))

    return [with_missing(each) for each in list_backups(path)]


def _ids_of(path: Path) -> set[str]:
    with queries.reader(path) as connection:
        return _ids(connection)


def _ids(connection: Connection) -> set[str]:
    tables = tables_with_bin(file.pragma(connection, "user_version"))
    return {id for table in tables for (id,) in connection.execute(f"SELECT id FROM {table}")}
