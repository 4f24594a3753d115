"""Drafts: the store of the user's dossiers, and the one class of this package that the layers above use.

A *draft* is the answers to one form as JSON text; a *dossier* is one stored draft with its history, its exports and
its place in the list or in the bin; *pratica* is the Italian word for a dossier on the screen.

    drafts = Drafts(data_folder())
    drafts.rows()                      # at once, with the plain driver; [] where there is no file yet
    opened = drafts.open()             # after the first paint; StoreFault(sentence) if impossible
    id = drafts.create(draft.to_json(), form.id, title)
    drafts.save(id, draft.to_json(), title, step, done, failed)

Every method may be called from any thread; callbacks run in the writer's thread. What cannot be done raises
StoreFault, whose text is an Italian sentence for the user. History: each saved change is a numbered revision. The same
number given again replaces that revision (typing in one field), `keep_later` moves to it (undo, redo). A change after
an undo leaves those after it aside (`versions/`).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desktop_app.drafts import addresses, backup_folder, backups, changes, faults, file, queries, schema
from desktop_app.drafts.acts.archive import Archive
from desktop_app.drafts.acts.recorded import Acts
from desktop_app.drafts.damage.keeper import DamageKeeper, Repaired
from desktop_app.drafts.faults import DamagedDraft, Error, StoreFault, explained, is_damage
from desktop_app.drafts.file import Connection
from desktop_app.drafts.gate import Gate
from desktop_app.drafts.jobs import Call
from desktop_app.drafts.listing.dossier_rows import DossierRows
from desktop_app.drafts.models import (
    Backup,
    BackupFile,
    ExportedDocument,
    ExportEntry,
    Opened,
    PendingSave,
    Revision,
    Saved,
    Stored,
    SummaryOrMaker,
    TextOrMaker,
    now,
)
from desktop_app.drafts.traits import Traits
from desktop_app.drafts.versions.kept import Note, Versions

if TYPE_CHECKING:  # whatever writes is loaded when the store opens: the first window only reads
    from desktop_app.drafts.erasure import Deletion
    from desktop_app.drafts.handle import DatabaseHandle
    from desktop_app.drafts.writer import Writer

T = TypeVar("T")
READ_SECONDS = 0.05  # that a read waits for a lock: it may be the window that reads


class Drafts:
    """The dossiers of one folder; one process at a time may have them open."""

    def __init__(self, folder: Path) -> None:
        self.path = folder.absolute() / file.NAME
        self._writer: Writer | None = None
        self._gate, self._copying = Gate(), threading.RLock()
        self.damage = DamageKeeper(self.path, self._gate, lambda: self._writer)
        self.addresses = addresses.Addresses(self._query, self._change)
        self.archive = Archive(self.path)
        self.acts = Acts(self._query, self._change, self.archive)
        self.traits, self.versions = Traits(self._change), Versions(self._query)

    @cached_property
    def deletion(self) -> Deletion:
        """What deletes for good, and what was put aside."""
        from desktop_app.drafts.erasure import Deletion

        return Deletion(self.path, self._query, self._change, self._rewrite, self._copying, self.archive)

    # --- the session -------------------------------------------------------------------------------------

    def open(self) -> Opened:
        """Creates, migrates or salvages the file, deletes what was in the bin for 30 days, and starts the writer.

        Raises StoreFault; it may be called again then.
        """
        with explained(self.path.parent, faults.OPENING):
            try:
                return self._open()
            except Error as error:
                if not is_damage(error):
                    raise
            return self._open(broken=True)

    def _open(self, broken: bool = False) -> Opened:
        from desktop_app.drafts.handle import DatabaseHandle
        from desktop_app.drafts.opening import begin, open_file
        from desktop_app.drafts.writer import Writer

        opened = open_file(self.path, broken, self.damage.mark())
        connection, self.damage.last = opened.connection, Repaired.of(opened)
        try:
            closed_well, draft, step, at = begin(connection, self.path, opened.report is not None)
            handle = DatabaseHandle(self.path, connection)
        except BaseException:
            connection.close()
            raise
        self._writer = Writer(handle, self._reopen_repaired)
        self.damage.unmark()
        return Opened(
            not closed_well, draft, step, at, opened.set_aside, opened.notice, opened.report, opened.was_there
        )

    def _reopen_repaired(self) -> DatabaseHandle:
        """Sets the damaged file aside and gives a sound one with what can be saved of it; in the writer's thread."""
        from desktop_app.drafts.handle import DatabaseHandle
        from desktop_app.drafts.opening import begin, open_file

        with self._gate.alone():
            opened = open_file(self.path, broken=True)
        connection, self.damage.last = opened.connection, Repaired.of(opened)
        try:
            begin(connection, self.path, damaged=True)
            handle = DatabaseHandle(self.path, connection)
        except BaseException:
            connection.close()
            raise
        handle.notice = opened.notice
        return handle

    def remember_open(self, id: str | None, step: str = "") -> None:
        """Remembers what is open on the screen for the next start; returns at once."""
        self._running().put(Call(lambda connection: changes.remember_session(connection, id, step, closed=False)))

    @property
    def pending(self) -> int:
        """How many changes are not on the disk yet."""
        return self._writer.pending() if self._writer else 0

    @property
    def failing(self) -> str:
        """Why they are not, in Italian; empty if the last attempt succeeded."""
        return self._writer.failing() if self._writer else ""

    def retry(self) -> None:
        """Tries the failed changes now instead of after the pause."""
        self._running().retry()

    def flush(self, timeout: float) -> bool:
        """Waits until every change is on the disk; False after `timeout` seconds."""
        return self._writer.flush(timeout) if self._writer else True

    def close(self, timeout: float) -> bool:
        """Ends the session; True if every change is on the disk. Call `flush` first to be able to stay open instead."""
        writer, self._writer = self._writer, None
        return writer.stop(timeout) if writer else True

    # --- reading -----------------------------------------------------------------------------------------

    def rows(self, search: str = "", binned: bool = False) -> DossierRows:
        """The dossiers whose title contains the search text (accents and case ignored), the last changed first."""
        with self._reading() as connection:
            found = queries.rows(connection, search, binned) if connection else DossierRows.of(())
        if found.places(attrgetter("damaged")):
            self.damage.note()
        return found

    def read(self, id: str) -> Stored:
        """A dossier. Raises DamagedDraft, which offers its newest intact content, if it is not as it was stored."""
        try:
            return self._query(lambda connection: queries.read(connection, id))
        except DamagedDraft as damaged:
            raise self.damage.with_way_back(id, damaged) from None

    def history(self, id: str) -> list[Revision]:
        """The last 300 intact revisions that undo and redo go through, the oldest first; takes 20 ms."""
        return self._query(lambda connection: queries.history(connection, id))

    def exports(self, id: str) -> list[ExportEntry]:
        """The documents exported from a dossier, the newest first."""
        return self._query(lambda connection: queries.exports(connection, id))

    def exported_content(self, number: int) -> str:
        """The draft that an exported document was made from."""
        return self._query(lambda connection: queries.exported_content(connection, number))

    def _query(self, work: Callable[[Connection], T]) -> T:
        with self._reading() as connection:
            if connection is None:
                raise faults.missing()
            return work(connection)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection | None]:
        """A reading connection; None before `open` has created the file, or made it one with our present tables."""
        with explained(self.path.parent, faults.READING), self.damage.noting(), self._gate.reading():
            if self._writer is None:
                self.damage.mark()
            if self._writer is None and file.identity(self.path) is None:
                yield None
                return
            with queries.reader(self.path, READ_SECONDS) as connection:
                known = self._writer is not None or schema.can_be_read(connection)
                yield connection if known else None

    # --- changing ----------------------------------------------------------------------------------------

    def create(self, content: str, form: str, title: str, step: str = "", summary: str = "", came: str = "") -> str:
        """A new dossier; gives its id. `came`: how it came about (`version_rows.CAME`)."""
        id = changes.new_id()
        self._change(lambda connection: changes.insert(connection, id, content, form, title, step, summary, came=came))
        return id

    def save(
        self,
        id: str,
        content: TextOrMaker,
        title: str,
        step: str = "",
        done: Callable[[Saved], object] | None = None,
        failed: Callable[[str], object] | None = None,
        *,
        summary: SummaryOrMaker = "",
        revision: int | None = None,
        keep_later: bool = False,
        after: int | None = None,
        note: Note | None = None,
    ) -> None:
        """Stores a change and returns at once; `done` is called when it is on the disk.

        A content or summary that takes time to make may be given as a function, called in the writer's thread;
        the summary's is given the exported documents as they compare with this change. `failed` is called with an
        Italian sentence if it cannot be stored: it stays pending and is retried. `after`: the revision that the change
        was made of; `note`: how it came about.
        """
        self._running().put(
            PendingSave(id, content, title, step, summary, revision, keep_later, done, failed, [], after, note)
        )

    def refresh_summaries(self, summaries: Sequence[tuple[str, str, str]]) -> None:
        """Stores summaries worked out anew (id, the content that it is of, summary); no dossier counts as changed.

        Returns at once. A dossier whose content is another one by now keeps its summary.
        """
        self._running().put(Call(lambda connection: changes.refresh_summaries(connection, summaries)))

    def duplicate(self, id: str, remake: Callable[[str], str] = str, called: str = changes.COPY) -> str:
        """A second dossier with what `remake` makes of the answers, titled "Copia di …"; gives its id."""
        return self._change(lambda connection: changes.duplicate(connection, id, remake, called))

    def bin(self, *ids: str) -> None:
        """Puts dossiers into the bin, for 30 days."""
        self._change(lambda connection: changes.put_all_in_bin(connection, ids, now()))

    def restore(self, *ids: str) -> None:
        """Takes dossiers out of the bin."""
        self._change(lambda connection: changes.put_all_in_bin(connection, ids, None))

    def empty_bin(self) -> int:
        """Deletes what is in the bin for good, also from the journal; gives the number of dossiers."""
        return self._change(changes.empty_bin, wipe=True)

    def exported(
        self, id: str, content: str, records: Sequence[ExportedDocument], summary: SummaryOrMaker = ""
    ) -> None:
        """Records documents just written to files, with the draft that they were made from.

        The summary is stored only if that is still the dossier's draft.
        """
        self._change(lambda connection: changes.record_exports(connection, id, content, records, summary))

    # --- backups -----------------------------------------------------------------------------------------

    def back_up_to(self, target: Path) -> Backup:
        """Writes a backup of all dossiers and address books, and of the archive, to a file; takes time."""
        with self._copying:
            return backups.make(self.path, target, self.archive)

    def daily_backup(self, today: dt.date) -> Backup | None:
        """Today's automatic backup if there is none yet. Takes time."""
        with self._copying:
            return backups.make_daily(self.path, today, self._change)

    def backups(self) -> list[BackupFile]:
        """The automatic backups, the newest first; reads a little of each."""
        return backup_folder.list_backups(self.path)

    def check_backup(self, source: Path) -> Backup:
        """What a backup would restore. Raises StoreFault if it is damaged or not made by this program."""
        return backups.check(source)

    def restore_backup(self, source: Path) -> Path:
        """Replaces the database by a backup; gives the path where the present one is kept.

        Takes time. If the program is killed meanwhile, either all of it was done or nothing.
        """
        with self._copying:  # who reads the whole file would be in the way
            fresh = backups.stage(self.path, source)
            kept = backups.replaced_path(self.path, self._change)
            self._running().with_handle(lambda handle: handle.replace_with(fresh, kept, self._gate))
            backup_folder.prune(self.path)
            return kept

    def _change(self, work: Callable[[Connection], T], wipe: bool = False) -> T:
        with self.damage.paused(wipe):
            return self._running().call(work, wipe)

    def _rewrite(self) -> bool:
        from desktop_app.drafts import erasure

        with self._copying, explained(self.path.parent, erasure.ERASING), self.damage.noting():
            return erasure.rewrite(self._running(), self.path, self._gate, lambda: self.damage.paused(True))

    def _running(self) -> Writer:
        if self._writer is None:
            raise faults.closed()
        return self._writer


__all__ = ["Drafts", "StoreFault"]
