"""A list whose rows have two lines, the second one smaller: how it behaves, and how a row is drawn."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QWidget

from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.lists.table import LEFT_CENTRED


class TwoLineDelegate(QStyledItemDelegate):
    """The parts of a row; `paint` of who knows the rows says what stands where."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def draw_lines(self, painter: QPainter, room: QRect, first: str, second: str) -> None:
        """Both lines in the middle of the room; the first one alone where there is no second."""
        half = self.theme.px(21)
        top = room.top() + (room.height() - (2 * half if second else half)) // 2
        self.write(painter, QRect(room.left(), top, room.width(), half), first, "small", 600)
        self.write(painter, QRect(room.left(), top + half, room.width(), half), second, "tiny", 400)

    def write(self, painter: QPainter, room: QRect, words: str, role: Role, weight: int) -> None:
        """One line, cut at its end where it is too long."""
        font = self.theme.font(role, weight)
        painter.setFont(font)
        painter.setPen(self.theme.color("text" if role == "small" else "muted"))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT_CENTRED, shown)


class TwoLineList(QListView):
    """One row is chosen at a time, and none is edited; who inherits it hears of that by `on_current`."""

    def __init__(self, theme: Theme, name: str, rows: QAbstractListModel, delegate: type[TwoLineDelegate]) -> None:
        super().__init__()
        self.setModel(rows)
        self.setItemDelegate(delegate(theme, self))
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.verticalScrollBar().setStyleSheet(stylesheets.for_scroll_bar(theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda index: self.on_current(index))

    def on_current(self, index: QModelIndex) -> None:
        """Another row is the chosen one."""
