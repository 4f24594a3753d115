"""The archive beside the file: into a copy of everything and back, and without the files that nobody refers to."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path
from typing import Any, Final, NamedTuple

from desktop_app.drafts import backup_folder, changes, file, queries, schema, set_aside
from desktop_app.drafts.acts import act_rows
from desktop_app.drafts.acts.archive import NAME, Archive, sha256
from desktop_app.drafts.faults import Damaged, Error, StoreFault
from desktop_app.drafts.file import Connection

_WITH_ACTS: Final = 5  # the schema since which there are acts


class Taken(NamedTuple):
    """How many files were taken along, and how many acts of the copy have a file that could not be read."""

    files: int = 0
    missing: int = 0


# --- a copy of everything ----------------------------------------------------------------------------------------


def put_into(copy: Path, archive: Archive) -> Taken:
    """Puts the files that a copy's acts refer to into the copy itself. Raises what `faults.Error` names."""
    taken = missing = 0
    with closing(file.connect(copy, "rw")) as connection, changes.transaction(connection):
        for name in sorted(act_rows.files(connection)):
            try:
                data = archive.read(name)
            except StoreFault:
                missing += 1
                continue
            connection.execute("INSERT OR REPLACE INTO files (sha256, content) VALUES (?, ?)", (name, data))
            taken += 1
    file.sync_file(copy)
    return Taken(taken, missing)


def take_out_of(fresh: Path, archive: Archive) -> None:
    """Puts the files that a copy has into the archive, and leaves the copy without them, ready to be used.

    One that is not what it says is left out. Whatever comes between: what lies in the archive by then is either wanted
    or goes at the next start. Raises StoreFault.
    """
    with closing(file.connect(fresh, "rw")) as connection:
        if take_out(connection, archive):
            connection.execute("VACUUM")


def take_out(connection: Connection, archive: Archive) -> bool:
    """The same of a file that is open; whether there was any."""
    names = connection.execute("SELECT sha256 FROM files").fetchall()
    for (name,) in names:
        (data,) = connection.execute("SELECT content FROM files WHERE sha256 = ?", (name,)).fetchone()
        if isinstance(data, bytes) and isinstance(name, str) and sha256(data) == name:
            archive.put(data)
    if names:
        with changes.transaction(connection):
            connection.execute("DELETE FROM files")
    return bool(names)


# --- what nobody refers to ---------------------------------------------------------------------------------------


def remove_unused(
    path: Path, archive: Archive, query: Callable[[Callable[[Connection], Any]], Any], deleted: Collection[str]
) -> None:
    """Removes from the archive what neither an act nor an automatic copy refers to any more.

    While a damaged file is kept it may have lost acts: then only files of dossiers that were deleted for good go, which
    are among `deleted`. Nobody makes a copy meanwhile. Raises StoreFault or OSError.
    """
    with archive.lock:
        there = archive.names()
        if there:
            there -= query(act_rows.files)
        if there and set_aside.is_damage_kept(path):
            there &= {*deleted}
        if there:
            there -= _files_of_copies(path)
        archive.remove(there)


def _files_of_copies(path: Path) -> set[str]:
    """What the copies refer to that the program itself made; one that cannot be read refers to nothing."""
    found: set[str] = set()
    for each in backup_folder.all_copies(path):
        with contextlib.suppress(*Error, Damaged, OSError), queries.reader(each) as connection:
            version = file.pragma(connection, "user_version")
            if version >= _WITH_ACTS and schema.is_ours(connection, version):
                found |= act_rows.files(connection)
    return found


def is_file_name(id: str) -> bool:
    """Whether what was deleted for good is a file of the archive."""
    return NAME.fullmatch(id) is not None
