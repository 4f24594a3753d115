"""A walk through the whole window by chance: the same seed and first step give the same choices.

Each stage begins with a program of its own on an empty folder, so that a walk can be begun again at any of them.
"""

from __future__ import annotations

import random
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.models import DossierEntry
from desktop_app.gui.app import main
from desktop_app.gui.app.controller import AppController
from desktop_app.gui.shell.window import Window
from tests.clock import clock_at
from tests.gui.support.wrappers import dead_in
from tests.gui.walk.acknowledged import Acknowledged
from tests.gui.walk.moves import MOVES, PRESSED
from tests.gui.walk.odd_files import FORMS, write_odd_files
from tests.gui.walk.outside import answering
from tests.gui.walk.watch import Watch

STAGE = 500  # steps
LOOKED_AFTER = 40  # steps, and at the end of a stage: whether all is alive, and stored
PAUSES = (0, 0, 0, 0, 0, 5, 60)  # milliseconds after a step
RESCUED_AFTER = 100  # milliseconds
WAITED = 30_000  # milliseconds, for what takes its time
DAY = "2026-11-28 10:00"


class Walk(QObject):
    """One stage: `faults` of its watch is empty where all was well. `say` gets each step before it is done."""

    def __init__(self, application: QApplication, folder: Path, watch: Watch, say: Callable[[str], object]) -> None:
        super().__init__()
        self.application, self.folder, self.watch, self._say = application, folder, watch, say
        self.acknowledged = Acknowledged()
        self.path: deque[str] = deque(maxlen=40)
        self.action = ""
        self._widgets: list[QWidget] = []
        self._leaving = False
        self._loop = QEventLoop()
        self._rescue = QTimer(self, interval=RESCUED_AFTER)  # of a menu that keeps its own loop until somebody chooses
        self._rescue.timeout.connect(self._leave_popup)

    def run(self, seed: int, first: int, last: int) -> None:
        """From one step to another; ends at the first fault."""
        self.chance = random.Random(f"{seed}/{first}")
        self.odd = write_odd_files(self.folder / "strani")
        with ExitStack() as stack:
            self.clock = stack.enter_context(clock_at(DAY))
            stack.enter_context(self.acknowledged.listening())
            stack.enter_context(answering(self.chance, self.folder / "fuori", self.odd, self._copies))
            stack.enter_context(self.watch.on())
            self._going = self._steps(first, last)
            QTimer.singleShot(0, self, self._go)
            self._loop.exec()

    def _go(self) -> None:
        pause = None
        if not self.watch.faults:
            try:
                pause = next(self._going, None)
            except Exception:
                self.watch.fault(traceback.format_exc())
        if pause is None:
            self._loop.quit()
        else:
            QTimer.singleShot(pause, self, self._go)

    def _steps(self, first: int, last: int) -> Iterator[int]:
        yield from self._start()
        kinds, weights = list(MOVES), list(MOVES.values())
        for number in range(first, last):
            if QApplication.activeWindow() is None:  # the guide was closed: the system gives the main window the keys
                self.window.activateWindow()
            self.watch.leave_out()
            self.action = ""
            move = self.chance.choices(kinds, weights)[0]
            self._number = number
            move(self)
            yield self.chance.choice(PAUSES)
            yield from self._look_at_window()
            if number % LOOKED_AFTER == 0:
                yield from self._look_behind()
        yield from self._look_behind()
        yield from self._end()

    def act(self, words: str, do: Callable[[], object]) -> None:
        """Does one thing, measured by itself."""
        self.action = self.watch.action = words
        self.path.append(f"{self._number} {words}")
        self._say(self.path[-1])
        self._rescue.start()
        self.watch.leave_out()
        do()
        self.watch.tick()
        self._rescue.stop()

    def _leave_popup(self) -> None:
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if waiting is not None:
            waiting.close()

    # --- the program -------------------------------------------------------------------------------------

    def _start(self) -> Iterator[int]:
        self._number = 0
        entrance = main.make_entrance(self.application, self.folder / "dati")
        self.app: AppController = entrance.app
        self.window: Window = self.app.window
        self.app.context.settings.export_base = str(self.folder / "documenti")
        self._may_close, self.window.may_close = self.window.may_close, self._closes
        self.window.show()
        self.window.activateWindow()
        self.act("start: ", entrance.start)
        yield from self._wait(lambda: self.app.context.store.is_open, "the store does not open")
        if not self.rows():
            self.act("begin: the first", lambda: self.app.editor.begin_example(self.chance.choice(FORMS)))
            yield 0

    def _closes(self) -> bool:
        """The window leaves only when the walk wants it to."""
        return self._leaving and self._may_close()

    def _end(self) -> Iterator[int]:
        self._leaving = True
        # Hidden first, it is missed by nobody; then Python collects by itself, and looks at all that the program kept.
        self.watch.action = "leave: "
        store = self.app.context.store
        yield from self._wait(lambda: self.window.close(), f"the window does not close: {store.drafts.failing}")
        self._leaving = False
        yield from self._wait(lambda: not self.app.context.store.is_open, "the store does not close")
        if not self.watch.faults:
            for lost in self.acknowledged.missing_in(self.folder / "dati" / self.app.context.drafts.path.name):
                self.watch.fault(lost)
        self._widgets.clear()
        self.window.hide()
        self.window.deleteLater()
        self.app.deleteLater()
        yield 0

    def reopen(self) -> None:
        """Closes the window and starts again, before the next step."""
        going = self._going

        def again() -> Iterator[int]:
            yield from self._end()
            yield from self._start()
            yield from going

        self._going = again()
        self.action = "leave: "

    def _wait(self, until: Callable[[], object], words: str) -> Iterator[int]:
        for _ in range(WAITED // 10):
            if until():
                return
            yield 10
        self.watch.fault(words)

    # --- what there is -----------------------------------------------------------------------------------

    def rows(self, binned: bool = False) -> Sequence[DossierEntry]:
        """The dossiers of the list, or of the bin."""
        try:
            return self.app.context.drafts.rows(binned=binned)
        except StoreFault:
            return []

    def tops(self) -> list[QWidget]:
        """The windows that are seen: the main one, the guide, a popup."""
        return [each for each in self.application.topLevelWidgets() if each.isVisible()]

    def some_widget(self, useful: bool, kinds: tuple[type[QWidget], ...] = ()) -> QWidget | None:
        """One that is seen and enabled; a `useful` one does something, or is of these kinds."""
        if not self._widgets or self.chance.random() < 0.3:
            self._widgets = [each for top in self.tops() for each in (top, *top.findChildren(QWidget))]
        self._widgets = [each for each in self._widgets if isValid(each)]
        chosen = [each for each in self._widgets if self._is_of_use(each, kinds) or not useful]
        seen = [each for each in chosen if each.isVisible() and each.isEnabled()]
        return self.chance.choice(seen) if seen else None

    @staticmethod
    def _is_of_use(widget: QWidget, kinds: tuple[type[QWidget], ...]) -> bool:
        return isinstance(widget, kinds or PRESSED) or (not kinds and bool(widget.focusPolicy().value))

    def _copies(self) -> list[Path]:
        return sorted(self.folder.glob("**/*.copia"))

    # --- whether all is well -----------------------------------------------------------------------------

    def _look_at_window(self) -> Iterator[int]:
        if not isValid(self.window) or self.window.isHidden():
            self.watch.fault("the window is gone")
            return
        pages = self.window.pages
        if self.window.current_page() is None:
            self.watch.fault(f"the window shows no page: {pages.currentWidget()} of {pages.count()}")
            return
        if not pages.isVisibleTo(self.window):  # another look is shown in a later turn of the event loop
            yield from self._wait(lambda: self.window.pages.isVisibleTo(self.window), "the window hides its pages")

    def _look_behind(self) -> Iterator[int]:
        """Once what is due has happened: nothing that the program holds is dead, nothing acknowledged is missing."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        yield 0
        for way in dead_in(self.app):
            self.watch.fault(f"deleted, but still held: {way}")
        for lost in self.acknowledged.missing_in(self.app.context.drafts.path):
            self.watch.fault(lost)
        self.watch.leave_out()
