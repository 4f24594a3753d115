"""The store as the window meets it: opened, waited for, closed; what was typed reaches the disk, or is told why not."""

from __future__ import annotations

import datetime as dt
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.drafts.faults import not_opened
from desktop_app.drafts.models import Opened, Saved
from desktop_app.drafts.store import Drafts
from desktop_app.gui.services.notices import Notices, move_on
from desktop_app.gui.services.store_calls import FAULTS, StoreCalls
from desktop_app.gui.widgets.feedback.notice import Notice, NoticeKind
from desktop_app.gui.wording.moments import time_of_day
from desktop_app.system import log

if TYPE_CHECKING:  # loaded when a dossier is opened
    from desktop_app.gui.services.autosave import Saver

FLUSH_SECONDS = 5.0
POLL_SECONDS = 0.05  # between two looks whether the disk has answered
WAIT_MS = 1_000  # without an answer of the disk, until that is said
SLOW = "Il disco non risponde. Aspetta un momento, poi riprova."
WAITING = Notice("info", "Aspetto il disco…", "Puoi continuare: quello che hai chiesto arriva appena risponde.")

T = TypeVar("T")


def _nothing() -> None:
    """Nothing more is done."""


def _at_once(do: Callable[[], object]) -> None:
    """Nothing is waited for."""
    do()


class StoreSession(QObject):
    """The store from its opening to the end of the program, and the saver of the dossier that is open, if any:
    `attached` is that of the one that is seen.

    All that changes the store, or may wait for the disk, is asked of it by `ask` and done beside the window's thread.
    `opened` brings an Opened: how the last session ended; `open_failed` the fault where the store cannot be opened.
    What the user chooses where nothing can be saved is asked of others: `close_requested` to close the window again,
    `file_requested` to save into a file, `end_requested` to end all the same.
    """

    opened = Signal(object)
    open_failed = Signal(object)
    close_requested = Signal()
    file_requested = Signal()
    end_requested = Signal()

    def __init__(self, notices: Notices, drafts: Drafts) -> None:
        super().__init__()
        self.drafts = drafts
        self.attached: Saver | None = None
        self.finish_coming: Callable[[], object] = _nothing  # shows at once a dossier that is on its way
        self.when_come: Callable[[Callable[[], object]], object] = _at_once  # or does something once it has come
        self.is_open = self._closing = self._close_waits = False
        self._after_opening: list[tuple[Callable[[], object], Callable[[], object]]] = []  # while it is being opened
        self.last_saved: dt.datetime | None = None
        self._asked = math.inf  # when the user asked to go on to what is open next
        self._notices, self._calls = notices, StoreCalls()
        self._slow = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._slow.timeout.connect(lambda: notices.tell("disk", WAITING))
        self._calls.waiting_changed.connect(self._on_waiting)

    # --- work beside the window --------------------------------------------------------------------------

    def ask(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Does some work in the store's thread, then `done` with its result in the window's: at once where the disk
        answers at once. What cannot be done is told above the page, or goes to `failed`.
        """  # fmt: skip
        self._calls.ask(work, done, failed or self.tell_fault)

    @property
    def is_waiting(self) -> bool:
        """Whether something was asked that the disk has not answered yet."""
        return self._calls.is_waiting

    def _on_waiting(self, waiting: bool) -> None:
        if waiting:
            self._slow.start()
        else:
            self._slow.stop()
            self._notices.tell("disk", None)

    # --- opening -----------------------------------------------------------------------------------------

    def open_store(self, then: Callable[[], object] = _nothing, otherwise: Callable[[], object] = _nothing) -> None:
        """Opens the store, and does something more when it is open; where that cannot be, says why."""
        self._after_opening.append((then, otherwise))
        if len(self._after_opening) == 1:
            self.ask(self._open, self._on_opened, self._on_open_failed)

    def _open(self) -> Opened:
        """In the store's thread: also what nobody expected is told as a reason why the store does not open."""
        try:
            return self.drafts.open()
        except FAULTS:
            raise
        except Exception as error:
            log.log_exception(type(error), error.__traceback__)
            raise not_opened() from None

    def _on_opened(self, opened: Opened) -> None:
        after, self._after_opening = self._after_opening, []
        self.is_open = True
        self._notices.tell("fault", None)
        self._notices.show_saved("Pronto")
        self.opened.emit(opened)
        for then, _ in after:
            then()

    def _on_open_failed(self, fault: Exception) -> None:
        after, self._after_opening = self._after_opening, []
        self._notices.tell("fault", None)  # of a list that could not be read: of the same cause
        self.open_failed.emit(fault)
        for _, otherwise in after:
            otherwise()

    def when_ready(self, then: Callable[[], object], otherwise: Callable[[], object] = _nothing) -> None:
        """Does something when the store is open and has all that was typed; else says why that cannot be."""
        if self.is_open:
            self.when_stored(then, otherwise)
        else:
            self.open_store(then, otherwise)

    # --- storing what was typed --------------------------------------------------------------------------

    def when_stored(self, then: Callable[[], object], otherwise: Callable[[], object] = _nothing) -> None:
        """Hands over what was typed and does something when the disk has it; where it cannot be stored, says why."""
        if self.attached is not None:
            self.attached.dossier.close_step()
            self.attached.save()
        if not self.is_open or not (self.drafts.pending or self.is_waiting):
            then()
            return

        def flushed(stored: bool) -> None:
            if stored:
                then()
            else:
                self._tell_failed(self.drafts.failing or SLOW)
                otherwise()

        def failed(fault: Exception) -> None:
            self.tell_fault(fault)
            otherwise()

        self.ask(self._flush, flushed, failed)

    def _flush(self) -> bool:
        """In the store's thread: waits not longer than it takes to know that the disk does not answer."""
        for _ in range(round(FLUSH_SECONDS / POLL_SECONDS)):
            if self.drafts.flush(POLL_SECONDS):
                return True
            if self.drafts.failing:
                break
        return False

    def may_close(self) -> bool:
        """Before the window closes: whether all is stored. Else that is waited for, and `close_requested` comes, or it
        is said why it cannot be, with the ways out.
        """  # fmt: skip
        if self._close_waits:  # asked once more: two that wait would wait for each other for ever
            return False
        outcome: list[bool] = []
        self._closing = True  # it offers to close all the same

        def ended(stored: bool) -> None:
            outcome.append(stored)
            waited, self._close_waits = self._close_waits, False
            if stored:
                self._closing = False
            if stored and waited:
                self.close_requested.emit()

        self.when_stored(lambda: ended(True), lambda: ended(False))
        self._close_waits = not outcome
        return outcome == [True]

    def close_store(self) -> None:
        """Closes the store beside the window, so that it can be opened again."""
        self.is_open = False
        self.ask(lambda: self.drafts.close(FLUSH_SECONDS), lambda _: None)

    def end(self) -> None:
        """The end of the program: closes the store, whatever could not be stored. Nothing is asked any more."""
        self.is_open = False
        self._slow.stop()
        self._calls.close(FLUSH_SECONDS)
        self.drafts.close(FLUSH_SECONDS)

    # --- the open dossier --------------------------------------------------------------------------------

    @property
    def saver(self) -> Saver | None:
        """The saver of the open dossier. Who asks while one is on its way in gets that one."""
        self.finish_coming()
        return self.attached

    def begin_moving(self) -> None:
        """The user asks for another dossier, or for none: what was told until now was read."""
        self._asked = time.monotonic()

    def attach(self, saver: Saver) -> None:
        """The saver of the dossier that was opened now."""
        move_on(self._notices, self._asked)
        self.attached = saver
        saver.saved.connect(self._tell_saved)
        saver.failed.connect(self._tell_failed)

    def detach(self) -> None:
        """No dossier is open any more."""
        move_on(self._notices, self._asked)
        self.attached = None
        self.drafts.remember_open(None)

    def save_typed(self) -> None:
        """A field was left: what was typed there does not wait for the pause."""
        if self.attached is not None and self.is_open:
            self.attached.save()

    def keep_step(self, step: str) -> None:
        """The open dossier is at this step now: there it is opened again, also after a crash."""
        if self.attached is not None:
            self.attached.step = step
            self.attached.save()
            self.drafts.remember_open(self.attached.id, step)

    def save_now(self) -> None:
        """Saves without waiting for a pause; tries again where the disk had failed, and says where nothing is left."""
        if self.attached is not None:
            self.attached.save()
        if self.drafts.failing:
            self.drafts.retry()
        elif self.is_open and not self.drafts.pending:
            at = self.last_saved
            self._notices.show_saved(f"Tutto già salvato alle {time_of_day(at)}" if at else "Tutto già salvato")

    def _tell_saved(self, saved: Saved) -> None:
        if not self.drafts.failing:  # another change may still wait
            self.last_saved, self._closing = saved.at, False
            self._notices.tell("saving", None)
            self._notices.show_saved(f"Salvato alle {time_of_day(saved.at)}")
        if saved.notice:
            self._tell_rewritten(saved.notice)

    def _tell_rewritten(self, sentence: str) -> None:
        """The file was written again; of one that was damaged the room that looks for damage tells more."""
        last = self.drafts.damage.last
        if last is None or last.notice != sentence:
            self.tell("damage", "warning", sentence)

    def _tell_failed(self, sentence: str) -> None:
        self._notices.show_saved("Non salvato: quello che hai scritto è ancora qui", well=False)
        links = (("retry", "Riprova"), ("file", "Salva in un file"))
        anyway = (("anyway", "Chiudi lo stesso"),) if self._closing else ()
        self.tell("saving", "error", sentence, (*links, *anyway), self._try_to_mend)

    def _try_to_mend(self, key: str) -> None:
        """What the user does about it; the notice comes back for as long as it is true."""
        if key == "anyway":
            self.end_requested.emit()
            return
        if key == "file":
            self.file_requested.emit()
        if self.is_open:
            self.drafts.retry()
        if key == "retry" and self._closing:
            self.close_requested.emit()
        else:
            self.when_stored(_nothing)

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

    def tell_fault(self, fault: Exception) -> None:
        """What could not be done, above the page."""
        self.tell("fault", "error", str(fault))

    @contextmanager
    def faults_told(self) -> Iterator[None]:
        """What cannot be done is said above the page, and the window stays as it is."""
        try:
            yield
        except FAULTS as fault:
            self.tell_fault(fault)
