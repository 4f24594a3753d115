"""The file as the writer holds it: it has to be where everybody looks for it, or nothing is acknowledged."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from desktop_app.drafts import faults, file
from desktop_app.drafts.changes import remember, transaction
from desktop_app.drafts.faults import Error, quoted_path
from desktop_app.drafts.file import Connection

T = TypeVar("T")
PATIENCE, PAUSE = 20, 0.1  # attempts, and seconds between them


class DatabaseHandle:
    """One file, one writing connection."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path, self.connection = path, connection
        self.notice = ""
        self._took()

    def run(self, work: Callable[[Connection], T]) -> T:
        """Does the work in one transaction, and sees afterwards that it is where it will be looked for."""
        for _ in range(2):
            self._in_place()
            with transaction(self.connection):
                result = work(self.connection)
            if self._is_in_place():
                return result
        raise faults.gone(self.path.parent)

    def give_way(self, fresh: Path, kept: Path) -> None:
        """A complete file takes this one's place in one step; this one is kept, as a copy.

        The journal goes first: a file must never meet the journal of another.
        """
        self._in_place()
        file.copy_into(self.connection, kept)
        if self.connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise faults.locked()
        self.connection.close()
        try:
            _take_name(fresh, self.path)
        finally:
            self._reopen()
        with transaction(self.connection):
            remember(self.connection, None, "", closed=False)

    def checkpoint(self, all_of_it: bool = False) -> bool:
        """Moves what the journal holds into the file; with `all_of_it`, no deleted text stays in the journal."""
        how = "TRUNCATE" if all_of_it else "PASSIVE"
        return not self.connection.execute(f"PRAGMA wal_checkpoint({how})").fetchone()[0]

    def close(self) -> None:
        """Ends the connection; the journal goes into the file."""
        with contextlib.suppress(Error):
            self.connection.close()

    def take_notice(self) -> str:
        """The sentence about a file written anew, once."""
        notice, self.notice = self.notice, ""
        return notice

    def _took(self) -> None:
        self.identity = file.identity(self.path)
        self.connection.execute("SELECT 1 FROM session").fetchone()  # the journal is there from the first look on
        self.journal = file.identity(self._journal_path)

    @property
    def _journal_path(self) -> Path:
        return file.beside(self.path)[0]

    def _is_in_place(self) -> bool:
        if file.identity(self.path) != self.identity:
            return False
        return self.journal is None or file.identity(self._journal_path) == self.journal

    def _in_place(self) -> None:
        """Puts the file back where it disappeared or another one lies in its place. Raises StoreFault."""
        if self._is_in_place():
            return
        if not self.path.parent.is_dir():
            raise faults.gone(self.path.parent)  # moved, or a drive taken away: it may come back as it was
        if file.identity(self.path) == self.identity:
            self._take_up_journal()
        else:
            self._put_back()

    def _take_up_journal(self) -> None:
        """Only the journal lost its name: what it holds goes into the file, and a new one is begun."""
        if self.checkpoint(all_of_it=True):
            self._reopen()

    def _put_back(self) -> None:
        """The open file has lost its name, and lives as long as the connection: a whole copy takes the name."""
        if self.journal and file.identity(self._journal_path) == self.journal:
            for each in file.beside(self.path):
                each.unlink(missing_ok=True)  # another file must not take this one's journal for its own
        found = any(file.identity(each) for each in (self.path, *file.beside(self.path)))
        aside = file.set_aside(self.path, "trovato") if found else None
        file.copy_into(self.connection, self.path)
        self._reopen()
        where = f" Quello che c'era al suo posto è in «{quoted_path(aside)}»." if aside else ""
        self.notice = f"Il file delle pratiche era sparito mentre Commessa era aperta: l'ho riscritto.{where}"

    def _reopen(self) -> None:
        connection = file.connect(self.path, "rw")
        file.prepare(connection)
        self.connection, old = connection, self.connection
        with contextlib.suppress(Error):
            old.close()
        self._took()


def _take_name(fresh: Path, path: Path) -> None:
    """Windows refuses while somebody still looks into the file, if only for a moment."""
    for attempt in range(PATIENCE):
        try:
            fresh.replace(path)
            break
        except PermissionError:
            if attempt == PATIENCE - 1:
                raise
            time.sleep(PAUSE)
    file.sync_folder(path.parent)
