"""Copies of all dossiers: the worker makes them and brings them back, the window says what happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Signal

from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.models import ActPlace, Backup, BackupFile, SetAsideFile
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.features.backups.automatic import AutomaticCopies
from desktop_app.gui.services.worker import in_one_step
from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room, do_nothing
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.wording.moments import moment_words
from desktop_app.system.clock import today

if TYPE_CHECKING:
    from desktop_app.gui.shell.overlays import OverlayPage

T = TypeVar("T")
SUFFIX = ".copia"
BACKUP_KIND = f"Copia di Commessa (*{SUFFIX})"
ALL_KINDS = f"{BACKUP_KIND};;Tutti i file (*)"
MOST_NAMED = 3  # dossiers
BACKUP_NOTE = "Le pratiche di adesso restano in una copia, che trovi in Strumenti, Backup e ripristino."


class BackupController(Room):
    """One job at a time; each ends with a notice above the page.

    `leave_dossier` stores and closes what is open, and then does what it is given. `restored`: the dossiers are others
    now.
    """

    restored = Signal()

    def __init__(self, context: AppContext, leave_dossier: Callable[[Callable[[], object]], object]) -> None:
        super().__init__(context)
        self._tell = partial(context.window.say, "copies")
        self._leave_dossier, self._busy = leave_dossier, False
        self.automatic = AutomaticCopies(context)
        self.automatic.changed.connect(self._read_if_shown)

    def actions(self) -> Sequence[Entry]:
        return (Action("backup", "&Backup e ripristino", self.show, None, "store"),)

    def show(self) -> None:
        """Backup e ripristino."""
        self._context.overlays.show(self._make_page)

    def _make_page(self) -> OverlayPage:
        from desktop_app.gui.features.backups.page import BackupPage

        page = BackupPage(self._context.theme)
        page.backup_requested.connect(self.copy)
        page.restore_file_requested.connect(self.choose)
        page.restore_requested.connect(self.consider)
        deletion = self._context.drafts.deletion
        page.remove_requested.connect(self._remove_set_aside)
        page.remove_copy_requested.connect(lambda target: self._remove(lambda: deletion.remove_backup(target)))
        self._read()
        return page

    def _read(self) -> None:
        """Looks into the copies beside the window, and shows them where the page still stands."""
        deletion = self._context.drafts.deletion

        def show(found: tuple[list[BackupFile], list[SetAsideFile]]) -> None:
            page: Any = self._context.overlays.page_of(self._make_page)
            if page is not None:
                page.show_files(*found)

        files = in_one_step(lambda: (deletion.backups(), deletion.set_aside_files()))
        self._context.worker.submit(files, show, lambda sentence: self._tell("error", sentence))

    def _read_if_shown(self) -> None:
        if self._context.overlays.page_of(self._make_page) is not None:
            self._read()

    def _remove(self, remove: Callable[[], None], then: Callable[[], object] = do_nothing) -> None:
        """A copy, or a file put aside, is let go."""

        def removed(_: object) -> None:
            self._read()
            then()

        self._context.worker.submit(in_one_step(remove), removed, lambda sentence: self._tell("error", sentence))

    def _remove_set_aside(self, target: Path) -> None:
        """With a damaged file goes what the archive kept for that one alone."""
        self._remove(lambda: self._context.drafts.deletion.remove_set_aside(target), self.automatic.work)

    # --- a copy ------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """A copy where the user wants it; its name has nothing but the day."""
        from PySide6.QtCore import QStandardPaths

        from desktop_app.gui.services.save_dialog import ask_where_to_save

        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = str(Path(documents) / f"commessa-{today().isoformat()}{SUFFIX}")
        target = ask_where_to_save(self._context.asking, "Dove metto la copia?", name, BACKUP_KIND, SUFFIX)
        if target is not None:
            self._do("Faccio la copia…", lambda: self._context.drafts.back_up_to(target), self._copied)

    def _copied(self, copy: Backup) -> None:
        where = f"{copy.path} · Conservala dove nessun altro la può leggere."
        if copy.missing_files:
            many = "{} file dell'archivio non si leggono più"
            lost = counted(copy.missing_files, "un file dell'archivio non si legge più", many)
            self._tell("warning", f"Copia fatta: {_many(copy)}, ma {lost}.", where)
            return
        kept = counted(copy.files, "un file dell'archivio", "{} file dell'archivio")
        files = f" e {kept}" if copy.files else ""
        self._tell("ok", f"Copia fatta: {_many(copy)}{files}.", where)

    def renew(self) -> None:
        """Takes what was just deleted for good out of the automatic copies."""
        self.automatic.work()

    def on_day_changed(self, today: dt.date) -> None:
        self.automatic.work()

    # --- back --------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """A copy that lies somewhere else."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(self._context.asking, "Quale copia?", "", ALL_KINDS)
        if chosen:
            self.consider(Path(chosen))

    def consider(self, source: Path) -> None:
        """Looks at a copy from end to end, and says what would come back."""
        drafts = self._context.drafts

        def look() -> tuple[Backup, int]:
            copy, now = drafts.check_backup(source), 0
            with suppress(StoreFault):  # those there are may be what the copy is wanted for
                now = len(drafts.rows())
            return copy, now

        self._do("Guardo la copia…", look, lambda found: self._offer(*found))

    def _offer(self, copy: Backup, now: int) -> None:
        fact = f"La copia arriva fino a {moment_words(copy.at)}, e contiene {_many(copy)}; adesso ne hai {now}."
        self._tell(
            "warning", fact, BACKUP_NOTE, (("restore", "Ripristina questa copia"),), lambda _: self.restore(copy.path)
        )

    def restore(self, source: Path) -> None:
        """The dossiers of a copy instead of those there are; what is open is stored and closed first.

        In the store's thread: what is opened or changed meanwhile waits for it, and is the copy's.
        """

        drafts = self._context.drafts

        def work() -> Sequence[ActPlace]:
            drafts.restore_backup(source)
            with suppress(StoreFault):  # what is missing is also told where it is looked for
                return drafts.acts.missing()
            return ()

        def restore() -> None:
            if self._context.store.is_open:
                self._do("Ripristino le pratiche…", work, self._restored, in_store=True)

        self._leave_dossier(restore)

    def _restored(self, missing: Sequence[ActPlace]) -> None:
        """Also says of which acts the file is missing."""
        self.restored.emit()
        text = "Quelle che c'erano prima sono conservate: se ti sei sbagliato, ripristina la copia di prima."
        if missing:
            text = f"{_missing_words(missing)} {text}"
        links = (("copies", "Apri Backup e ripristino"),)
        self._tell("ok", "Le pratiche sono quelle della copia.", text, links, lambda _: self.show())

    # --- one job -----------------------------------------------------------------------------------------

    def _do(self, words: str, work: Callable[[], T], done: Callable[[T], None], *, in_store: bool = False) -> None:
        if self._busy:
            return
        self._busy = True
        self._context.window.tell("copies", Notice("info", words))

        def ended(then: Callable[[], None]) -> None:
            self._busy = False
            then()

        def succeeded(result: T) -> None:
            ended(lambda: done(result))

        def failed(fault: object) -> None:
            ended(lambda: self._tell("error", str(fault)))

        if in_store:
            self._context.store.ask(work, succeeded, failed)
        else:
            self._context.worker.submit(in_one_step(work), succeeded, failed)


def _missing_words(missing: Sequence[ActPlace]) -> str:
    """Which dossiers have lost files of their acts, in two sentences."""
    files = len({each.file for each in missing})
    lost = "Manca un file" if files == 1 else f"Mancano {counted(files, '', '{} file')}"
    titles = list(dict.fromkeys(f"«{each.title}»" for each in missing))
    others = len(titles) - MOST_NAMED
    more = [counted(others, "un'altra pratica", "altre {} pratiche")] if others > 0 else []
    named = ", ".join([*titles[:MOST_NAMED], *more])
    return f"{lost} dell'archivio, che la copia non ha: {named}. Se hai ancora i file, aggiungili di nuovo."


def _many(copy: Backup) -> str:
    return counted(copy.dossiers, "una pratica", "{} pratiche")
