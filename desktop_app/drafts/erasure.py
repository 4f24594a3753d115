"""What was deleted for good leaves the file's pages and the copies, too: each is written anew without it.

The duty is the table `deleted`: filled in the transaction that deletes, emptied when no copy holds any of its ids. So
whatever comes between, a full disk or a kill, it is still there at the next start. Copies are judged by what they hold.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

from desktop_app.drafts import (
    backup_folder,
    backups,
    changes,
    faults,
    file,
    queries,
    schema,
    set_aside,
    state,
)
from desktop_app.drafts.acts import archive_upkeep
from desktop_app.drafts.acts.archive import Archive
from desktop_app.drafts.faults import Damaged, Error, StoreFault, explained, is_damage
from desktop_app.drafts.file import Connection
from desktop_app.drafts.gate import Gate
from desktop_app.drafts.models import BackupFile, SetAsideFile
from desktop_app.drafts.writer import Writer
from desktop_app.system.held_files import patiently

REMOVING = "Non riesco a eliminare la copia"
ERASING = "Non riesco a togliere dalle copie quello che hai cancellato"
PRINT_FOLDER, PRINT_FILE = "stampa-", "stampa.pdf"  # how the folder of a print begins, and the file in it
LARGE = 32 * 2**20  # bytes from which VACUUM would hold what is typed for more than half a second
ATTEMPTS = 2  # to write the file anew while nothing changes
_LEFT = ("nella cartella delle copie qualcosa è cambiato mentre lo facevo", "Aspetta un momento, poi riprova.")


class Deletion:
    """The duty towards what was deleted for good. `query` and `change` are the store's own.

    `rewrite` gives whether the file was written anew; not where something was changed meanwhile. `copying` is held by
    whoever makes a copy.
    """

    def __init__(
        self,
        path: Path,
        query: Callable[[Callable[[Connection], Any]], Any],
        change: backups.Change,
        rewrite: Callable[[], bool],
        copying: AbstractContextManager[object],
        archive: Archive,
    ) -> None:
        self._archive = archive
        self._path, self._query, self._change, self._rewrite = path, query, change, rewrite
        self._copying = copying

    def erase(self, today: dt.date) -> Iterator[None]:
        """Takes it out of the file's pages, of all automatic copies and of the archive, a step at a time.

        Raises StoreFault; what is left to do is done by the next call, also after a start. Something `is_left`, too,
        where the dossiers were changed all the while: nobody's work waits for this.
        """
        ids: list[str] = self._query(state.deleted)
        rewritten = False
        if ids:
            for _ in range(ATTEMPTS):
                rewritten = self._rewrite()
                yield
                if rewritten:
                    break
            for _ in erase(self._path, ids, lambda: backups.make_now(self._path, today, self._change), self._copying):
                yield
        with self._copying, explained(self._archive.folder, ERASING):
            archive_upkeep.remove_unused(self._path, self._archive, self._query, ids)
        if rewritten:
            self._change(lambda connection: state.forget_deleted(connection, ids))

    def is_left(self) -> bool:
        """Whether something of what was deleted may still be in a file. Raises StoreFault."""
        return bool(self._query(state.deleted))

    def backups(self) -> list[BackupFile]:
        """The automatic backups as `Drafts.backups` has them, each with how many of its dossiers are missing now."""
        return backup_folder.compared(self._path)

    def remove_backup(self, target: Path) -> None:
        """Deletes an automatic backup. Raises StoreFault."""
        if target.parent == backup_folder.place(self._path):
            with self._copying, explained(target.parent, REMOVING):
                file.remove(target)
                file.sync_folder(target.parent)

    def set_aside_files(self) -> list[SetAsideFile]:
        """The damaged and found files that were put aside: they may hold what is deleted since."""
        return set_aside.found(self._path)

    def remove_set_aside(self, target: Path) -> None:
        """Deletes such a file. Raises StoreFault."""
        set_aside.remove(self._path, target)


def rewrite(
    writer: Writer, path: Path, gate: Gate, with_nobody_checking: Callable[[], AbstractContextManager[object]]
) -> bool:
    """Whether it was done; takes as long as a copy. Raises StoreFault or what `faults.Error` names.

    Of a large file a copy is made, while changes are stored, and takes its place only where there was none meanwhile.
    """
    if path.stat().st_size < LARGE:
        writer.with_handle(lambda handle: handle.rewrite())
        return True
    fresh = path.with_name(f"{path.name}.nuovo")
    state = writer.with_handle(lambda handle: handle.state())
    try:
        with queries.reader(path) as connection:
            file.copy_into(connection, fresh)
        with with_nobody_checking():
            return writer.with_handle(lambda handle: handle.replace_with_same(fresh, state, gate))
    finally:
        with contextlib.suppress(OSError):
            file.remove(fresh)


def erase(
    path: Path, ids: Sequence[str], make_good: Callable[[], object], copying: AbstractContextManager[object]
) -> Iterator[None]:
    """Takes dossiers and records out of all copies, one copy at each step, which holds `copying`. Raises StoreFault.

    A copy that cannot be read may hold them, and goes once there is a good one; `make_good` makes one.
    """
    unreadable = []
    for each in backup_folder.all_copies(path):
        with copying, explained(each.parent, ERASING):
            if not _erase_from(each, ids):
                unreadable.append(each)
        yield
    with copying:
        _end(path, ids, unreadable, make_good)


def _end(path: Path, ids: Sequence[str], unreadable: Sequence[Path], make_good: Callable[[], object]) -> None:
    if unreadable and backup_folder.has_data(path) and not any(each.sound for each in backup_folder.list_backups(path)):
        make_good()
    with explained(path.parent, ERASING):
        for each in unreadable:
            file.remove(each)
        file.sync_folder(backup_folder.place(path))
        if any(_holds(each, ids) for each in backup_folder.all_copies(path)):
            raise StoreFault(*_LEFT, ERASING)


def _erase_from(path: Path, ids: Sequence[str]) -> bool:
    """Whether the copy could be read; then it holds nothing of `ids` any more."""
    try:
        if _holds(path, ids):
            _write_without(path, ids)
    except FileNotFoundError:
        return True  # pruned meanwhile
    except (Damaged, StoreFault):
        return False
    except Error as error:
        if is_damage(error) or faults.code(error) in faults.NOT_OURS:
            return False
        raise
    return True


def _holds(path: Path, ids: Sequence[str]) -> bool:
    if not path.exists():
        return False
    with queries.reader(path) as connection:
        return any(
            connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (id,)).fetchone()
            for table in _tables(connection)
            for id in ids
        )


def _write_without(path: Path, ids: Sequence[str]) -> None:
    """Writes the copy anew: a page keeps traces of a row that is only deleted, also with secure_delete."""
    fresh = path.with_name(f"{path.name}.nuova")
    try:
        with queries.reader(path) as connection:
            file.copy_into(connection, fresh)
        with closing(file.connect(fresh, "rw")) as connection:
            connection.execute("PRAGMA foreign_keys=ON")
            with changes.transaction(connection):
                for table in _tables(connection):
                    connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(id,) for id in ids])
            connection.execute("VACUUM")
            filled = backup_folder.is_filled(connection)
        backups.inspected(fresh)
        if filled:
            file.sync_file(fresh)
            patiently(lambda: fresh.replace(path))
        else:
            patiently(path.unlink)
        file.sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            file.remove(fresh)


def _tables(connection: Connection) -> tuple[str, ...]:
    """The tables to look into. Raises Damaged where they are not ours: nothing is run there."""
    version = file.pragma(connection, "user_version")
    if not schema.is_ours(connection, version):
        raise Damaged
    return backup_folder.tables_with_bin(version)


def remove_leftovers(path: Path) -> None:
    """Deletes what a crash left half made, beside the file, among the copies, in the archive; nothing may run yet."""
    Archive(path).remove_unfinished()
    beside, copies = path.parent, backup_folder.place(path)
    for end in ("nuovo", "part", "nuovo.part"):
        with contextlib.suppress(OSError):  # one that another program holds must not keep the others
            file.remove(path.with_name(f"{path.name}.{end}"))
    for each in (*_found(beside, f"{backup_folder.VERSION}*"), *_found(copies, "*")):
        with contextlib.suppress(OSError):
            if file.is_unfinished(each.name):
                each.unlink(missing_ok=True)
    for folder in _found(beside, f"{PRINT_FOLDER}*"):
        with contextlib.suppress(OSError):
            (folder / PRINT_FILE).unlink(missing_ok=True)
            folder.rmdir()


def _found(folder: Path, pattern: str) -> list[Path]:
    with contextlib.suppress(OSError):
        return list(folder.glob(pattern))
    return []
