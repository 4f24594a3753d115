"""Theme and size of text: chosen in the menus or in Opzioni, kept for the next time, applied by building anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.gui.look.theme import Scheme, Theme, apply_theme, resolve_scheme
from desktop_app.gui.shell.actions import Action
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room
from desktop_app.gui.widgets.layout.later import in_turns

PAUSE_MS = 1  # between two pieces of what goes
MOST_TURNS = 1_000  # until what was waited for is looked at anew: it may have gone with its page
_END = object()


class Appearance(QObject):
    """How the window looks. `rooms` give their pages up before it is built anew, and show them again in this order.

    What nobody sees of them goes first, in turns of the event loop where it is much; until then all goes on as before.
    """

    def __init__(self, application: QApplication, context: AppContext, rooms: Sequence[Room]) -> None:
        super().__init__()
        self._application, self._context, self._rooms = application, context, rooms
        self._going: Iterator[None] | None = None  # the way to another look
        self._is_closed = False
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def actions(self) -> tuple[Action, ...]:
        settings = self._context.settings
        return (
            Action("larger", "&Ingrandisci il testo", lambda: self.resize_text(settings.step_factor(1)), "Ctrl++"),
            Action("smaller", "&Riduci il testo", lambda: self.resize_text(settings.step_factor(-1)), "Ctrl+-"),
            Action("normal", "Testo al &100 %", lambda: self.resize_text(1.0), "Ctrl+0"),
        )

    def choose_scheme(self, scheme: Scheme) -> None:
        """Another theme, kept for the next time."""
        self._context.settings.scheme = scheme
        self._apply()

    def resize_text(self, factor: float) -> None:
        """Another size of text, kept for the next time."""
        if factor != self._context.settings.factor:
            self._context.settings.factor = factor
            self._apply()

    def _on_system_changed(self) -> None:
        if self._context.settings.scheme == "system":
            QTimer.singleShot(0, self._apply)

    def _apply(self) -> None:
        if self._is_closed:  # what was chosen last comes in a later turn
            return
        window = self._context.window
        window.menus.show_scheme(self._context.settings.scheme)
        if self._going is None and self._is_another():  # of what is asked for meanwhile the last counts
            self._going = self._pieces()
            if self._go_on():
                in_turns(self, lambda: _is_held() or self._go_on(), PAUSE_MS)

    def _go_on(self) -> bool:
        """Does the next piece, and says whether there are more."""
        return self._going is not None and next(self._going, _END) is not _END

    def _is_another(self) -> bool:
        settings, now = self._context.settings, self._context.window.theme
        scheme: str = settings.scheme
        if scheme in ("system", now.name):  # of another scheme Qt hears when its pages come
            scheme = resolve_scheme(self._application, settings.scheme)
        return Theme(scheme, settings.factor) != now

    def _pieces(self) -> Iterator[None]:
        yield from chain.from_iterable(room.let_go() for room in self._rooms)
        yield from self._until_all_came()
        self._going = None
        settings = self._context.settings
        self._build_anew(Theme(resolve_scheme(self._application, settings.scheme), settings.factor))

    def _until_all_came(self) -> Iterator[None]:
        """A dossier on its way, or keys for a place that is still to be made, would be lost with the pages."""
        at_once = False
        while not at_once:
            came = list[bool]()
            self._context.window.menus.perform(partial(came.append, True))
            at_once = bool(came)
            for _ in range(MOST_TURNS):
                if came:
                    break
                yield

    def close(self) -> None:
        """The program ends: no other look any more."""
        self._going, self._is_closed = None, True

    def _build_anew(self, theme: Theme) -> None:
        window = self._context.window
        from desktop_app.gui.shell.kept_place import KeptPlace

        place = KeptPlace.of(window.current_page(), window.theme.factor)
        show_again = [room.release_pages() for room in self._rooms]
        show_overlay = self._context.overlays.release_pages()
        window.rebuild(theme, partial(apply_theme, self._application, theme))
        ready: Callable[[], bool] = _at_once
        try:
            for show in (*show_again, show_overlay):
                show()
            ready = place.put(window.current_page(), theme.factor)
        finally:
            window.show_when(ready)


def _is_held() -> bool:
    """Whether a menu is open, or something is held with the mouse, from under which no page is to be taken."""
    popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    return popup is not None or modal is not None or QApplication.mouseButtons() != Qt.MouseButton.NoButton


def _at_once() -> bool:
    """Nothing is waited for."""
    return True
