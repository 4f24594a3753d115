"""A menu that opens at a control, with marks that grow with the text: Qt's stay as small as they are at 100 %."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.gui.look import icons, stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.painting import painting

MARK, SIDE = 16, 8  # px at 100 %: the size of a mark, and its distance from the edge of its entry
KEYS = 16  # px at 100 % that keys stand further away from the words than Qt would have them


class Menu(QMenu):
    """Draws the tick of what is chosen, the arrow of a menu inside, and that there is more than the screen shows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, words: str = "") -> None:
        super().__init__(words, parent)
        self.theme = theme
        self._inner: list[QAction] = []
        self.aboutToShow.connect(self.spread)

    def add_inner(self, words: str) -> Menu:
        """A menu that opens beside an entry of this one."""
        inner = Menu(self.theme, self, words)
        self._inner.append(inner.menuAction())
        self.addMenu(inner)
        return inner

    def spread(self) -> None:
        """Fits the width to the entries, as often as others come."""
        spread_keys(self.theme, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size, side = self.theme.px(MARK), self.theme.gap(SIDE)
        with painting(self) as painter:
            for action in self.actions():
                room = self.actionGeometry(action)
                top = room.top() + (room.height() - size) / 2
                if action.isCheckable() and action.isChecked():
                    icons.draw(painter, "check", self._ink(action), QRectF(room.left() + side, top, size, size))
                if action in self._inner:
                    place = QRectF(room.right() - side - size, top, size, size)
                    icons.draw(painter, "chevron-right", self._ink(action), place)
            self._draw_more(painter)

    def _draw_more(self, painter: QPainter) -> None:
        """Where the screen is too low for all entries: that there are others above or below, over Qt's small arrows."""
        places = [self.actionGeometry(each) for each in self.actions()]
        size, high = self.theme.px(MARK), self.theme.gap(stylesheets.SCROLLER)
        ends = {"chevron-up": (places and places[0].top() < 0, 1),
                "chevron-down": (places and places[-1].bottom() > self.height(), self.height() - high - 1)}  # fmt: skip
        for name, (more, top) in ends.items():
            if more:
                painter.fillRect(QRect(1, top, self.width() - 2, high), self.theme.color("surface"))
                place = QRectF((self.width() - size) / 2, top + (high - size) / 2, size, size)
                icons.draw(painter, name, self.theme.color("text"), place)

    def _ink(self, action: QAction) -> str:
        if not action.isEnabled():
            return self.theme.colors.off
        return self.theme.colors.on_accent if action == self.activeAction() else self.theme.colors.text


def spread_keys(theme: Theme, menu: QMenu) -> None:
    """Keeps the keys apart from the longest words: Qt leaves them a few px, whatever the size of the text."""
    menu.setMinimumWidth(0)
    if any("\t" in each.text() or not each.shortcut().isEmpty() for each in menu.actions()):
        menu.ensurePolished()
        menu.setMinimumWidth(menu.sizeHint().width() + theme.gap(KEYS))


def styled_menu(theme: Theme, parent: QWidget) -> Menu:
    """An empty menu with the theme's style sheet; deleted with its parent."""
    menu = Menu(theme, parent)
    menu.setStyleSheet(stylesheets.for_menu(theme))
    return menu
