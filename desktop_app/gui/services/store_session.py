"""What is typed reaches the disk, or the window says why not: the store as the window meets it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.drafts.models import Saved
from desktop_app.drafts.store import Drafts, StoreFault
from desktop_app.engine.faults import DraftFault, FormFault
from desktop_app.gui.shell.window import Window
from desktop_app.gui.widgets.feedback.notice import NoticeKind
from desktop_app.gui.wording.moments import clock
from desktop_app.system.files import FileFault

if TYPE_CHECKING:
    from desktop_app.gui.features.editor.view import DossierView
    from desktop_app.gui.services.autosave import Saver

FLUSH_SECONDS = 5.0
GLANCE = 0.05  # seconds between two looks whether the disk has answered
SLOW = "Il disco non risponde. Aspetta un momento, poi riprova."
FAULTS = (StoreFault, DraftFault, FormFault, FileFault)


class StoreSession(QObject):
    """`store_opened` brings how the last session ended; `file_wanted` and `ended` what the user chose when stuck."""

    store_opened = Signal(object)
    file_wanted = Signal()
    ended = Signal()

    def __init__(self, window: Window, drafts: Drafts) -> None:
        super().__init__()
        self.window, self.drafts = window, drafts
        self.saver: Saver | None = None
        self.view: DossierView | None = None
        self.store_open = self._leaving = False
        self.last_saved: dt.datetime | None = None

    def open_store(self) -> None:
        """Opens the store; where that cannot be, says why and offers to try again."""
        try:
            opened = self.drafts.open()
        except StoreFault as fault:
            self.tell("store", "error", str(fault), (("retry", "Riprova"),), lambda _: self.open_store())
            self.window.show_saved("Le pratiche non si possono aprire", well=False)
            return
        self.store_open = True
        for key in ("store", "fault"):
            self.window.tell(key, None)
        self.window.show_saved("Pronto")
        self.store_opened.emit(opened)

    def leave(self) -> bool:
        """Before the window closes: all is stored, or it stays open and says why not."""
        self._leaving = not self._stored()
        if self._leaving:
            self._failed(self.drafts.failing or SLOW)
        return not self._leaving

    def _stored(self) -> bool:
        """Hands over what was typed and waits for the disk, not longer than it takes to know that it cannot."""
        if self.view is not None and self.saver is not None:
            self.view.dossier.close_step()
            self.saver.save()
        if not self.store_open:
            return True
        for _ in range(round(FLUSH_SECONDS / GLANCE)):
            if self.drafts.flush(GLANCE):
                return True
            if self.drafts.failing:
                break
        return False

    def ready(self) -> bool:
        """Whether another dossier may be opened; else it was said why not."""
        if not self.store_open:
            self.open_store()
        elif not self._stored():
            self._failed(self.drafts.failing or SLOW)
            return False
        return self.store_open

    def end(self) -> None:
        """The very end: the store is closed, the program ends whatever could not be stored."""
        if self.store_open:
            self.store_open = False
            self.drafts.close(FLUSH_SECONDS)
        self.window.hide()

    # --- saving ------------------------------------------------------------------------------------------

    def _left(self) -> None:
        """A field was left: what was typed there does not wait for the pause."""
        if self.saver is not None and self.store_open:
            self.saver.save()

    def _saved(self, saved: Saved) -> None:
        self.last_saved, self._leaving = saved.at, False
        self.window.tell("saving", None)
        self.window.show_saved(f"Salvato alle {clock(saved.at)}")
        if saved.notice:
            self.tell("damage", "warning", saved.notice)

    def _failed(self, sentence: str) -> None:
        self.window.show_saved("Non salvato: quello che hai scritto è ancora qui", well=False)
        links = (("retry", "Riprova"), ("file", "Salva in un file"))
        anyway = (("anyway", "Chiudi lo stesso"),) if self._leaving else ()
        self.tell("saving", "error", sentence, (*links, *anyway), self._mend)

    def _mend(self, key: str) -> None:
        """What the user does about it; the notice comes back for as long as it is true."""
        if key == "anyway":
            self.ended.emit()
        elif key == "retry" and self._leaving:
            self.window.close()
        else:
            if key == "file":
                self.file_wanted.emit()
            if not self._stored():
                self._failed(self.drafts.failing or SLOW)

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
        self.window.say(key, kind, fact, text, links, follow)

    @contextmanager
    def faults_told(self) -> Iterator[None]:
        """What cannot be done is said above the page, and the window stays as it is."""
        try:
            yield
        except FAULTS as fault:
            self.tell("fault", "error", str(fault))
