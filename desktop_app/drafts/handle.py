"""The writer's connection to the database file.

Before and after each change it checks that the file is still the one at its path: a file that was deleted or replaced
while it was open is written again, and no change is acknowledged that the next start would not find.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from desktop_app.drafts import faults, file, state
from desktop_app.drafts.changes import remember_session, transaction
from desktop_app.drafts.faults import Error, quoted_path
from desktop_app.drafts.file import Connection
from desktop_app.drafts.gate import Gate
from desktop_app.system.held_files import patiently

T = TypeVar("T")
REPLACE_ATTEMPTS = 20  # about two seconds


class DatabaseHandle:
    """One file and its only writing connection. `notice` is an Italian sentence about a file written again."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path, self.connection = path, connection
        self.notice, self.is_closed = "", False
        self._remember_identity()

    def run(self, work: Callable[[Connection], T]) -> T:
        """Does the work in one transaction; once more if the file disappeared meanwhile. Raises StoreFault."""
        for _ in range(2):
            self._ensure_in_place()
            with transaction(self.connection):
                result = work(self.connection)
            if self._is_in_place():
                return result
        raise faults.gone(self.path.parent)

    def replace_with(self, fresh: Path, kept: Path, gate: Gate) -> None:
        """Replaces this file by a complete one in one rename; a backup of this one is written to `kept` first.

        The journal is emptied before: SQLite must never apply the journal of another file to the new one. Nobody
        reads meanwhile: who did would find a file that is half of this one and half of the other.
        """
        self._ensure_in_place()
        file.copy_into(self.connection, kept)
        state.carry_over_into(fresh, self.connection)
        with gate.alone():
            self._exchange(fresh)
            with transaction(self.connection):
                remember_session(self.connection, None, "", closed=False)

    def state(self) -> tuple[object, ...]:
        """Another one after each change of the file, whoever made it."""
        return self.connection, self.connection.total_changes, file.pragma(self.connection, "data_version")

    def replace_with_same(self, fresh: Path, state: tuple[object, ...], gate: Gate) -> bool:
        """Replaces this file by a complete copy of that state of it in one rename.

        False, and nothing has happened, where it is another state by now. Raises StoreFault where another program has
        the file open.
        """
        self._ensure_in_place()
        if self.state() != state:
            return False
        self.checkpoint()
        with gate.alone(in_no_hurry=True):
            self._exchange(fresh)
        return True

    def _exchange(self, fresh: Path) -> None:
        if self.connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise faults.locked()
        self.connection.close()
        try:
            _rename_over(fresh, self.path)
        finally:
            self._reopen()

    def checkpoint(self, all_of_it: bool = False) -> bool:
        """Copies the journal into the file; with `all_of_it` the journal is emptied, so no deleted text stays in it.

        False if other readers prevented it.
        """
        if all_of_it:
            return file.empty_journal(self.connection)
        return not self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[0]

    def rewrite(self) -> None:
        """Writes the whole file anew in its place, and empties the journal. Changes wait until it is done.

        Raises StoreFault where another reader keeps the journal from being emptied.
        """
        self._ensure_in_place()
        self.connection.execute("VACUUM")
        if not self.checkpoint(all_of_it=True):
            raise faults.locked()

    def close(self) -> None:
        """Closes the connection; SQLite then moves the journal into the file."""
        self.is_closed = True
        with contextlib.suppress(*Error):
            self.connection.close()

    def pop_notice(self) -> str:
        """The sentence about a file written again; empty the second time."""
        notice, self.notice = self.notice, ""
        return notice

    def _remember_identity(self) -> None:
        self.identity = file.identity(self.path)
        self.connection.execute("SELECT 1 FROM session").fetchone()  # the first query creates the journal
        self.journal = file.identity(self._journal_path)

    @property
    def _journal_path(self) -> Path:
        return file.sidecars(self.path)[0]

    def _is_in_place(self) -> bool:
        if file.identity(self.path) != self.identity:
            return False
        return self.journal is None or file.identity(self._journal_path) == self.journal

    def _ensure_in_place(self) -> None:
        """Writes the file again if it disappeared or another file took its name. Raises StoreFault."""
        if self._is_in_place():
            return
        if not self.path.parent.is_dir():
            raise faults.gone(self.path.parent)  # moved, or a drive taken away: it may come back as it was
        if file.identity(self.path) == self.identity:
            self._replace_journal()
        else:
            self._write_again()

    def _replace_journal(self) -> None:
        """Only the journal was deleted: its content is moved into the file, and a new journal is begun.

        Nothing may be written to the deleted one any more: both connections share what SQLite knows of the journal.
        """
        if not self.connection.execute(file.EMPTY_JOURNAL).fetchone()[0]:
            self._reopen()

    def _write_again(self) -> None:
        """The open file was deleted and exists only as long as the connection: writes a whole copy to its path."""
        if self.journal and file.identity(self._journal_path) == self.journal:
            for each in file.sidecars(self.path):
                patiently(partial(each.unlink, missing_ok=True))  # SQLite must not apply this journal to another file
        found = any(file.identity(each) for each in (self.path, *file.sidecars(self.path)))
        aside = file.set_aside(self.path, "trovato") if found else None
        file.copy_into(self.connection, self.path)
        self._reopen()
        where = f" Quello che c'era al suo posto è in «{quoted_path(aside)}»." if aside else ""
        self.notice = f"Il file delle pratiche era sparito mentre Commessa era aperta: l'ho riscritto.{where}"

    def _reopen(self) -> None:
        connection = file.connect(self.path, "rw")
        file.prepare(connection)
        self.connection, old = connection, self.connection
        with contextlib.suppress(*Error):
            old.close()
        self._remember_identity()


def _rename_over(fresh: Path, path: Path) -> None:
    """Renames a file over another. Windows refuses while any program has it open."""
    patiently(lambda: fresh.replace(path), REPLACE_ATTEMPTS)
    file.sync_folder(path.parent)
