"""What the first paint needs: the window, with the list or what keeps it away. All other rooms are made after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.drafts.models import Opened
from desktop_app.gui.app import geometry
from desktop_app.gui.app.gate import Gate
from desktop_app.gui.app.menu_bar import MENU_BAR
from desktop_app.gui.app.opening import Opening
from desktop_app.gui.features.dossiers.controller import DossiersController
from desktop_app.gui.features.recovery.controller import RecoveryController
from desktop_app.gui.features.recovery.trouble import Trouble
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.widgets.layout.later import in_turn, later
from desktop_app.system import log

if TYPE_CHECKING:  # loaded once the window was seen
    from desktop_app.gui.app.controller import AppController


Kind = QEvent.Type
BY_HAND: Final = frozenset((Kind.KeyPress, Kind.ShortcutOverride, Kind.MouseButtonPress, Kind.DragEnter))


class Entrance(QObject):
    """The window until it was seen; then `app` holds every room. `furnished`: once, when they are there."""

    furnished = Signal()

    def __init__(self, application: QApplication, context: AppContext, gate: Gate | None = None) -> None:
        super().__init__()
        self._application = application
        self._app: AppController | None = None
        self.context, self.window = context, context.window
        self.dossiers, self.recovery = DossiersController(context), RecoveryController(context)
        self._opening = Opening(context, gate or Gate(), self.dossiers, self.recovery, self)
        self.window.menus.lay_out(MENU_BAR)
        self.window.may_close = self._may_close
        geometry.place(self.window, context.settings.geometry)
        self.window.when_painted(self._furnish_soon)

    @property
    def app(self) -> AppController:
        """Every room, with the ways between them: made when first asked for, at the latest after the first paint."""
        if self._app is None:
            from desktop_app.gui.app.controller import AppController

            self._app = AppController(self._application, self.context, self.dossiers, self.recovery)
            self._application.removeEventFilter(self)
            later(self, self.furnished.emit)
        return self._app

    def start(self, trouble: Trouble | None = None) -> None:
        """The list, and then the store; or what is wrong with folder or lock."""
        self._opening.start(trouble)

    def open_file(self, file: str) -> None:
        """A file that the program was opened with."""
        self.when_furnished(lambda: self.app.open_file(file))

    def come_forward(self, file: str) -> None:
        """A second start: see AppController.come_forward. A window that began minimized was never seen before."""
        self.app.come_forward(file)

    # --- the rooms -----------------------------------------------------------------------------------------

    def _furnish_soon(self) -> None:
        """In a turn of its own, as it takes 12 ms. What a hand does before that finds every room, too."""
        if self._app is None:
            self._application.installEventFilter(self)
            in_turn(self, self._furnish)

    def _furnish(self) -> None:
        try:
            self.app.update_actions()  # by now a file may have been lost
        except Exception as error:  # half of an update may be there
            from desktop_app.gui.features.recovery.words import unexpected

            log.log_exception(type(error), error.__traceback__)
            self.recovery.show(unexpected())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in BY_HAND:
            self._furnish()
        return False

    def _may_close(self) -> bool:
        closes = self.app.may_close()
        self.blockSignals(closes)  # at the first paint: nothing opens the store any more
        return closes

    # --- what the opening asks -----------------------------------------------------------------------------

    def when_furnished(self, do: Callable[[], object]) -> None:
        """Does something once every room is there, soon where they are; tried again where they could not be made."""
        if self._app is not None:
            later(self, do)
            return
        self.furnished.connect(do)
        if self.recovery.is_shown:
            self.window.when_painted(self._furnish)

    def show_list(self) -> None:
        """The list of dossiers, in place of whatever is shown."""
        if self._app is None:
            self.dossiers.show()
        else:
            self._app.show_dossiers()

    def welcome(self, opened: Opened, was_listed: bool, is_first: bool) -> None:
        """The store is open: see AppController.welcome."""
        self.app.welcome(opened, was_listed, is_first)
