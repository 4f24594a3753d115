"""The menu bar: the actions of all rooms in the order that an Italian office expects, and the themes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow

from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Scheme, Theme
from desktop_app.gui.services.settings import SCHEMES
from desktop_app.gui.shell.actions import Entry, MenuItem, Situation, Submenu, When
from desktop_app.gui.widgets.controls.menu import Menu

NONE, COMING = "Nessuna", "Un momento…"  # instead of entries
MenuLayout = tuple[str, Sequence[str | None]]  # its title, and the ids of its entries; None is a line between them


def _at_once(do: Callable[[], object]) -> None:
    """Nothing is waited for."""
    do()


class Menus:
    """The entries of a window's menu bar, by id."""

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        self._bar, self._theme = window.menuBar(), theme
        self._menus: dict[str, Menu] = {}  # by title
        self.actions: dict[str, QAction] = {}
        self.submenus: dict[str, Menu] = {}
        self._conditions: dict[str, When] = {}
        self._schemes: dict[Scheme, QAction] = {}
        self.when_ready: Callable[[Callable[[], object]], object] = _at_once  # what an entry does waits for it

    def perform(self, run: Callable[[], object]) -> None:
        """Does what an entry does."""
        self.when_ready(run)

    def lay_out(self, layout: Iterable[MenuLayout]) -> None:
        """Names the menus, so that the bar has its size before its entries are known."""
        for title, _ in layout:
            menu = self._menus[title] = Menu(self._theme, self._bar, title)
            self._bar.addMenu(menu)

    def fill(self, layout: Iterable[MenuLayout], entries: Iterable[Entry]) -> None:
        """Fills the menus once. An id of the layout that no entry has is a KeyError; `check` names it before."""
        known = {entry.id: entry for entry in entries}
        for title, ids in layout:
            menu = self._menus[title]
            for id in ids:
                if id is None:
                    menu.addSeparator()
                else:
                    self._add(menu, known[id])

    def dress(self, theme: Theme) -> None:
        """The look of the bar and of its menus, which stay when the rest of the window is built anew."""
        self._theme = theme
        self._bar.setStyleSheet(stylesheets.for_menu(theme))
        self._bar.setFont(theme.font("small"))
        for menu in (*self._menus.values(), *self.submenus.values()):
            menu.theme = theme

    def _add(self, menu: Menu, entry: Entry) -> None:
        self._conditions[entry.id] = entry.enabled
        if isinstance(entry, Submenu):
            self._add_submenu(menu, entry)
            return
        action = self.actions[entry.id] = menu.addAction(entry.words)
        if entry.keys is not None:
            action.setShortcut(QKeySequence(entry.keys))
        action.triggered.connect(lambda _checked=False: self.perform(entry.run))

    def _add_submenu(self, menu: Menu, entry: Submenu) -> None:
        submenu = self.submenus[entry.id] = menu.add_inner(entry.words)
        self.actions[entry.id] = submenu.menuAction()

        def show(items: Sequence[MenuItem]) -> None:
            submenu.clear()
            for words, run in items:
                submenu.addAction(words).triggered.connect(lambda _checked=False, run=run: self.perform(run))
            if submenu.isEmpty():
                submenu.addAction(NONE).setEnabled(False)
            submenu.spread()

        def fill() -> None:
            submenu.clear()
            submenu.addAction(COMING).setEnabled(False)
            entry.fill(show)

        submenu.aboutToShow.connect(fill)

    def add_schemes(self, title: str, choose: Callable[[Scheme], None]) -> None:
        """Puts the themes at the end of the menu with that title."""
        menu = self._menus[title]
        group = QActionGroup(menu)
        for scheme, words in SCHEMES.items():
            action = menu.addAction(f"Tema: {words[0].lower()}{words[1:]}")
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, scheme=scheme: choose(scheme))
            group.addAction(action)
            self._schemes[scheme] = action

    def show_scheme(self, scheme: Scheme) -> None:
        """Ticks the theme in use."""
        self._schemes[scheme].setChecked(True)

    def update_enabled(self, situation: Situation) -> None:
        """Disables the entries that do not apply now."""
        for id, action in self.actions.items():
            action.setEnabled(situation.allows(self._conditions[id]))
