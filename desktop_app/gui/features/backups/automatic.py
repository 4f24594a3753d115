"""The copies that nobody asks for: one each day, and all of them without what was deleted for good."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.gui.services.worker import Steps, in_one_step
from desktop_app.gui.shell.context import AppContext
from desktop_app.system.clock import today

DELAY_MS = 3_000  # after the start, when nobody waits for the disk
RETRY_MS = 60_000  # after one that could not be made, or gave way to what was written meanwhile
NOT_ERASED = "Quello che hai cancellato per sempre è ancora nelle copie automatiche: ci riprovo ogni minuto."
NOT_COPIED = "La copia automatica di oggi non c'è: ci riprovo ogni minuto."


class AutomaticCopies(QObject):
    """Works by itself after the start and on each new day; `work` does it now.

    What fails is said once, and tried again until it is done: then the sentence goes. `changed`: the copies are others.
    """

    changed = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._told: set[str] = set()
        self.later = QTimer(self, singleShot=True)
        self.later.timeout.connect(self.work)
        context.store.opened.connect(lambda _: self.later.start(DELAY_MS))

    def work(self) -> None:
        """First what was deleted leaves the copies, as soon as can be; then today's copy is made."""
        if self._context.store.is_open:
            self._do("erasing", NOT_ERASED, self._erase(), self._copy)

    def _erase(self) -> Steps[bool]:
        """Gives whether something is left, because the dossiers were changed all the while."""
        deletion = self._context.drafts.deletion
        for _ in deletion.erase(today()):
            yield None  # what is more urgent goes first
        return deletion.is_left()

    def _copy(self) -> None:
        drafts = self._context.drafts
        self._do("daily", NOT_COPIED, in_one_step(lambda: drafts.daily_backup(today())), lambda: None)

    def _do(self, key: str, fact: str, steps: Steps[object], then: Callable[[], None]) -> None:
        window = self._context.window

        def failed(sentence: str) -> None:
            if key not in self._told:  # who has closed the sentence has read it
                window.say(key, "warning", fact, sentence)
            self._told.add(key)
            self.later.start(RETRY_MS)
            then()

        def done(left: object) -> None:
            if left is True:
                self.later.start(RETRY_MS)
            if key in self._told:
                self._told.remove(key)
                window.tell(key, None)
            self.changed.emit()
            then()

        self._context.worker.submit(steps, done, failed)
