"""Looks at the whole file in a thread of its own, tells what is damaged, mends it when asked, lists what came back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal

from desktop_app.drafts.damage.check import Findings
from desktop_app.drafts.damage.keeper import Repaired
from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.models import Opened
from desktop_app.gui.features.damage import words
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room

if TYPE_CHECKING:
    from desktop_app.gui.shell.overlays import OverlayPage

CHECK_DELAY_MS = 1_500  # after the start, when the window has been drawn
RETRY_MS = 30_000  # after a look that somebody else ended
SOON_MS = 300  # after a read that met damage
CLOSING_SECONDS = 2.0  # that the end waits for a look, which ends at once; not for a repair


class DamageController(Room):
    """`leave_dossier` stores and closes what is open, and then goes on. `repaired`: the file is another."""

    repaired = Signal()
    _noticed = Signal()
    _looked = Signal(object)

    def __init__(self, context: AppContext, leave_dossier: Callable[[Callable[[], object]], object]) -> None:
        super().__init__(context)
        self._tell = partial(context.window.say, "damage")
        self._leave_dossier = leave_dossier
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self.found: Findings | None = None  # by the last look that came to its end
        self._told: Repaired | None = None
        self._is_offered = False
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._look)
        queued = Qt.ConnectionType.QueuedConnection
        self._noticed.connect(self._on_noticed, queued)
        self._looked.connect(self._on_looked, queued)
        context.drafts.damage.noticed = self._noticed.emit
        context.store.opened.connect(self._on_opened)

    def close(self) -> None:
        """Before the store closes: no look goes on."""
        self._stop.set()
        self._later.stop()
        if self._thread is not None:
            self._thread.join(CLOSING_SECONDS)
        self._thread = None

    # --- looking -----------------------------------------------------------------------------------------

    def _on_opened(self, opened: Opened) -> None:
        self._stop.clear()
        self._told, self._is_offered = None, False
        last = self._context.drafts.damage.last
        if last is not None:
            self._tell_repaired(last)
        elif opened.notice:
            self._tell("warning", opened.notice)
        self._later.start(CHECK_DELAY_MS)

    def _on_noticed(self) -> None:
        """Damage was met by a read, or the file was rebuilt, at the start or by a change that met damage."""
        last = self._context.drafts.damage.last
        if last is not None and last is not self._told:
            self._tell_repaired(last)
        elif self._context.store.is_open and not self._is_offered and not self._is_busy:
            self._later.start(SOON_MS)

    @property
    def _is_busy(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _look(self) -> None:
        if self._context.store.is_open and not self._is_busy:
            self._run(lambda: self._looked.emit(self._context.drafts.damage.check(self._stop.is_set)))

    def _on_looked(self, found: Findings | None) -> None:
        self.found = found or self.found
        if found is None:
            if not self._stop.is_set():
                self._later.start(RETRY_MS)
        elif not found.is_sound and not self._is_offered:
            self._is_offered = True
            self._tell("error", words.found_words(found), words.REPAIR_TEXT, (("repair", "Ripara"),), self._repair)

    # --- mending -----------------------------------------------------------------------------------------

    def _repair(self, _: str = "") -> None:
        """What is open is stored and closed first; in the store's thread, so that nothing is opened meanwhile."""
        store = self._context.store

        def mend() -> None:
            self._tell("info", words.REPAIRING)
            store.ask(self._context.drafts.damage.repair, self._on_mended, lambda fault: self._on_refused(str(fault)))

        self._is_offered = False
        self._later.start(SOON_MS)  # the offer comes back where the repair does not begin
        if not self._is_busy and store.is_open:
            self._leave_dossier(mend)

    def _on_mended(self, repaired: Repaired) -> None:
        self._later.stop()
        self._tell_repaired(repaired)
        self.repaired.emit()

    def _on_refused(self, sentence: str) -> None:
        """It could not be mended: that is said, and it is looked at again later."""
        self._tell("error", sentence)
        self._later.start(RETRY_MS)

    def _run(self, work: Callable[[], None]) -> None:
        def run() -> None:
            try:
                work()
            except StoreFault:  # it cannot be looked at now
                self._looked.emit(None)

        self._thread = threading.Thread(target=run, name="damage", daemon=True)
        self._thread.start()

    # --- telling -----------------------------------------------------------------------------------------

    def _tell_repaired(self, repaired: Repaired) -> None:
        self._told, self._is_offered = repaired, False
        links = (("list", words.SEE_LIST),) if repaired.report.dossiers else ()
        self._tell("warning", repaired.notice, links=links, follow=lambda _: self.show(repaired))

    def show(self, repaired: Repaired) -> None:
        """What became of each dossier."""

        def make() -> OverlayPage:
            from desktop_app.gui.features.damage.page import DamagePage

            return DamagePage(self._context.theme, repaired)

        self._context.overlays.show(make)
