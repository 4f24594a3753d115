"""The store as the window meets it: opened, waited for, closed; what was typed reaches the disk, or is told why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.drafts.models import Saved
from desktop_app.drafts.store import Drafts, StoreFault
from desktop_app.engine.faults import DraftFault, FormFault
from desktop_app.gui.services.notices import Notices
from desktop_app.gui.widgets.feedback.notice import NoticeKind
from desktop_app.gui.wording.moments import time_of_day
from desktop_app.system.files import FileFault

if TYPE_CHECKING:  # loaded when a dossier is opened
    from desktop_app.gui.services.autosave import Saver

FLUSH_SECONDS = 5.0
POLL_SECONDS = 0.05  # between two looks whether the disk has answered
SLOW = "Il disco non risponde. Aspetta un momento, poi riprova."
FAULTS = (StoreFault, DraftFault, FormFault, FileFault)


class StoreSession(QObject):
    """The store from its opening to the end of the program, and the saver of the dossier that is open, if any.

    `opened` brings an Opened: how the last session ended. What the user chooses where nothing can be saved is asked
    of others: `close_requested` to close the window again, `file_requested` to save into a file, `end_requested` to
    end all the same.
    """

    opened = Signal(object)
    close_requested = Signal()
    file_requested = Signal()
    end_requested = Signal()

    def __init__(self, notices: Notices, drafts: Drafts) -> None:
        super().__init__()
        self.drafts = drafts
        self.saver: Saver | None = None
        self.is_open = self._closing = False
        self.last_saved: dt.datetime | None = None
        self._notices = notices

    def open_store(self) -> None:
        """Opens the store; where that cannot be, says why and offers to try again."""
        try:
            opened = self.drafts.open()
        except StoreFault as fault:
            self.tell("store", "error", str(fault), (("retry", "Riprova"),), lambda _: self.open_store())
            self._notices.show_saved("Le pratiche non si possono aprire", well=False)
            return
        self.is_open = True
        for key in ("store", "fault"):
            self._notices.tell(key, None)
        self._notices.show_saved("Pronto")
        self.opened.emit(opened)

    def may_close(self) -> bool:
        """Before the window closes: whether all is stored; else that is said, with the ways out."""
        self._closing = True  # it offers to close all the same
        self._closing = not self.store_all()
        return not self._closing

    def ready(self) -> bool:
        """Whether another dossier may be opened: the store is open and has everything; else it was said why not."""
        if not self.is_open:
            self.open_store()
            return self.is_open
        return self.store_all()

    def store_all(self) -> bool:
        """Hands over what was typed and waits for the disk; where it cannot be stored, says so and gives False."""
        if self._is_stored():
            return True
        self._tell_failed(self.drafts.failing or SLOW)
        return False

    def _is_stored(self) -> bool:
        """Waits not longer than it takes to know that the disk does not answer."""
        if self.saver is not None:
            self.saver.dossier.close_step()
            self.saver.save()
        if not self.is_open:
            return True
        for _ in range(round(FLUSH_SECONDS / POLL_SECONDS)):
            if self.drafts.flush(POLL_SECONDS):
                return True
            if self.drafts.failing:
                break
        return False

    def end(self) -> None:
        """Closes the store, whatever could not be stored."""
        if self.is_open:
            self.is_open = False
            self.drafts.close(FLUSH_SECONDS)

    # --- the open dossier --------------------------------------------------------------------------------

    def attach(self, saver: Saver) -> None:
        """The saver of the dossier that was opened now."""
        self.saver = saver
        saver.saved.connect(self._tell_saved)
        saver.failed.connect(self._tell_failed)

    def detach(self) -> None:
        """No dossier is open any more."""
        self.saver = None
        self.drafts.remember_open(None)

    def save_now(self) -> None:
        """Saves without waiting for a pause; tries again where the disk had failed, and says where nothing is left."""
        if self.saver is not None:
            self.saver.save()
        if self.drafts.failing:
            self.drafts.retry()
        elif self.is_open and not self.drafts.pending:
            at = self.last_saved
            self._notices.show_saved(f"Tutto già salvato alle {time_of_day(at)}" if at else "Tutto già salvato")

    def _tell_saved(self, saved: Saved) -> None:
        self.last_saved, self._closing = saved.at, False
        self._notices.tell("saving", None)
        self._notices.show_saved(f"Salvato alle {time_of_day(saved.at)}")
        if saved.notice:
            self.tell("damage", "warning", saved.notice)

    def _tell_failed(self, sentence: str) -> None:
        self._notices.show_saved("Non salvato: quello che hai scritto è ancora qui", well=False)
        links = (("retry", "Riprova"), ("file", "Salva in un file"))
        anyway = (("anyway", "Chiudi lo stesso"),) if self._closing else ()
        self.tell("saving", "error", sentence, (*links, *anyway), self._try_to_mend)

    def _try_to_mend(self, key: str) -> None:
        """What the user does about it; the notice comes back for as long as it is true."""
        if key == "anyway":
            self.end_requested.emit()
        elif key == "retry" and self._closing:
            self.close_requested.emit()
        else:
            if key == "file":
                self.file_requested.emit()
            self.store_all()

    # --- sentences ---------------------------------------------------------------------------------------

    def tell(
        self,
        key: str,
        kind: NoticeKind,
        fact: str,
        links: tuple[tuple[str, str], ...] = (),
        follow: Callable[[str], object] | None = None,
        text: str = "",
    ) -> None:
        """A notice above the page, with a way to close it."""
        self._notices.say(key, kind, fact, text, links, follow)

    @contextmanager
    def faults_told(self) -> Iterator[None]:
        """What cannot be done is said above the page, and the window stays as it is."""
        try:
            yield
        except FAULTS as fault:
            self.tell("fault", "error", str(fault))
