"""The dossiers of the user: the one thing that the layers above use.

    drafts = Drafts(data_folder())
    drafts.rows()                      # at once, with the plain driver; [] where there is no file yet
    opened = drafts.open()             # after the first paint; StoreFault(sentence) if impossible
    id = drafts.create(draft.to_json(), form.id, title)
    drafts.save(id, draft.to_json(), title, step, done, failed)

Every method may be called from any thread; callbacks come in the writer's thread. Whatever cannot be done raises
StoreFault, whose text is for the user. History: each change that is saved is a revision with a number, the last
300 are kept, and a change after an undo drops those after it. The caller may give the number itself: the same
number again replaces that step (typing goes on in one field), `keep_later` moves to it (undo, redo).
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from desktop_app.drafts import addresses, backups, faults, file
from desktop_app.drafts import changes as writing
from desktop_app.drafts import queries as reading
from desktop_app.drafts.faults import Error, StoreFault, explained, is_damage
from desktop_app.drafts.file import Connection
from desktop_app.drafts.handle import DatabaseHandle
from desktop_app.drafts.models import (
    Backup,
    BackupFile,
    DossierEntry,
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
from desktop_app.drafts.opening import open_file
from desktop_app.drafts.writer import Call, Writer

T = TypeVar("T")


class Drafts:
    """The dossiers of one folder; one process at a time may have them open."""

    def __init__(self, folder: Path) -> None:
        self.path = folder.absolute() / file.NAME
        self._writer: Writer | None = None
        self.addresses = addresses.Addresses(self._look, self._change)

    # --- the session -------------------------------------------------------------------------------------

    def open(self) -> Opened:
        """Makes the file ready and starts the writer; what lay in the bin for 30 days is deleted.

        Raises StoreFault, and may be called again then.
        """
        with explained(self.path.parent, faults.OPENING):
            try:
                return self._open()
            except Error as error:
                if not is_damage(error):
                    raise
            return self._open(broken=True)

    def _open(self, broken: bool = False) -> Opened:
        connection, set_aside, notice = open_file(self.path, broken)
        try:
            well, draft, step, at = self._begin(connection)
            held = DatabaseHandle(self.path, connection)
        except BaseException:
            connection.close()
            raise
        self._writer = Writer(held)
        return Opened(not well, draft, step, at, set_aside, notice)

    def _begin(self, connection: Connection) -> tuple[bool, str | None, str, dt.datetime | None]:
        found = reading.session(connection)
        with writing.transaction(connection):
            writing.remember(connection, found[1], found[2], closed=False)
            deleted = writing.empty_bin(connection, now() - dt.timedelta(days=writing.BIN_DAYS))
            deleted += addresses.empty_bin(connection)
        if deleted:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return found

    def remember_open(self, id: str | None, step: str = "") -> None:
        """What is open on the screen, for the next start; returns at once."""
        self._running().put(Call(lambda connection: writing.remember(connection, id, step, closed=False)))

    @property
    def pending(self) -> int:
        """How many changes are not on the disk yet."""
        return self._writer.pending() if self._writer else 0

    @property
    def failing(self) -> str:
        """The sentence why they are not, empty when the last attempt went well."""
        return self._writer.failing() if self._writer else ""

    def retry(self) -> None:
        """Tries now what failed, instead of in a moment."""
        self._running().retry()

    def flush(self, timeout: float) -> bool:
        """Waits until every change is on the disk; False if that takes longer."""
        return self._writer.flush(timeout) if self._writer else True

    def close(self, timeout: float) -> bool:
        """Ends the session; True if every change is on the disk. Who wants to ask before, asks `flush` first."""
        writer, self._writer = self._writer, None
        return writer.stop(timeout) if writer else True

    # --- looking -----------------------------------------------------------------------------------------

    def rows(self, search: str = "", binned: bool = False) -> list[DossierEntry]:
        """The dossiers whose title contains the words (accents and capitals aside), the last changed first."""
        with self._reading() as connection:
            return reading.rows(connection, search, binned) if connection else []

    def read(self, id: str) -> Stored:
        """A dossier. Raises DamagedDraft, which offers the newest good revision, where it is not as saved."""
        return self._look(lambda connection: reading.read(connection, id))

    def history(self, id: str) -> list[Revision]:
        """All steps of a dossier, the oldest first: 20 ms for 300 of 20 kB."""
        return self._look(lambda connection: reading.history(connection, id))

    def exports(self, id: str) -> list[ExportEntry]:
        """The documents exported from a dossier, the newest first."""
        return self._look(lambda connection: reading.exports(connection, id))

    def exported_content(self, number: int) -> str:
        """The answers that an exported document was made from, as they were."""
        return self._look(lambda connection: reading.exported_content(connection, number))

    def _look(self, what: Callable[[Connection], T]) -> T:
        with self._reading() as connection:
            if connection is None:
                raise faults.missing()
            return what(connection)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection | None]:
        """None where no file was made yet, or an older version's is not brought up to date: `open` does both."""
        with explained(self.path.parent, faults.READING):
            if self._writer is None and file.identity(self.path) is None:
                yield None
                return
            with reading.reader(self.path) as connection:
                older = self._writer is None and file.pragma(connection, "user_version") < file.SCHEMA
                yield None if older else connection

    # --- changing ----------------------------------------------------------------------------------------

    def create(self, content: str, form: str, title: str, step: str = "", summary: str = "") -> str:
        """A new dossier; gives its id."""
        id = writing.new_id()
        self._change(lambda connection: writing.insert(connection, id, content, form, title, step, summary))
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
    ) -> None:
        """Stores a change and returns at once; `done` comes when it is on the disk.

        A content or summary that takes time to write may be given as a function, called in the writer's thread;
        the summary's is given what was exported, compared with this change.

        `failed` gets a sentence when it cannot be: the change stays pending and is tried again by itself.
        """
        self._running().put(PendingSave(id, content, title, step, summary, revision, keep_later, done, failed, told=[]))

    def duplicate(self, id: str) -> str:
        """A second dossier with the same answers; gives its id."""
        return self._change(lambda connection: writing.duplicate(connection, id))

    def bin(self, id: str) -> None:
        """Puts a dossier into the bin, for 30 days."""
        self._change(lambda connection: writing.put_in_bin(connection, id, now()))

    def restore(self, id: str) -> None:
        """Takes a dossier out of the bin."""
        self._change(lambda connection: writing.put_in_bin(connection, id, None))

    def empty_bin(self) -> int:
        """Deletes for good what lies in the bin, also from the journal; gives how many dossiers."""
        return self._change(writing.empty_bin, wipe=True)

    def exported(
        self, id: str, content: str, records: Sequence[ExportedDocument], summary: SummaryOrMaker = ""
    ) -> None:
        """Records documents just written, with the answers that they were made from.

        The summary is taken where these are still the dossier's answers.
        """
        self._change(lambda connection: writing.exported(connection, id, content, records, summary))

    # --- copies ------------------------------------------------------------------------------------------

    def back_up_to(self, target: Path) -> Backup:
        """A whole copy of all dossiers, as a file of its own; takes time."""
        return backups.make(self.path, target)

    def daily_backup(self, today: dt.date, *, renew: bool = False) -> Backup | None:
        """Today's copy, if there is none; with `renew`, one instead of all there are. Takes time."""
        return (backups.renew if renew else backups.daily)(self.path, today)

    def backups(self) -> list[BackupFile]:
        """The copies made without being asked for, the newest first."""
        return backups.list_backups(self.path)

    def check_backup(self, source: Path) -> Backup:
        """What would come back with a copy. Raises StoreFault where it is no whole copy of ours."""
        return backups.check(source)

    def restore_backup(self, source: Path) -> Path:
        """Puts a copy in place of the file, which is kept: gives where. Takes time; killed, it did all or nothing."""
        fresh = backups.staged(self.path, source)
        with explained(self.path.parent, backups.RESTORING):
            kept = backups.kept_name(self.path)
        self._running().replace_file(lambda held: held.give_way(fresh, kept))
        return kept

    def _change(self, work: Callable[[Connection], T], wipe: bool = False) -> T:
        return self._running().call(work, wipe)

    def _running(self) -> Writer:
        if self._writer is None:
            raise faults.closed()
        return self._writer


__all__ = ["Drafts", "StoreFault"]
