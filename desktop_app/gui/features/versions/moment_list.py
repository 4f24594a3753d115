"""The list of moments: days as headings, below each its moments in two lines, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.lists.table import LEFT_CENTRED, NO_PARENT, ModelIndex

ROW_HEIGHT: Final = 52  # px at 100 %
DAY_HEIGHT: Final = 36


class MomentRow(NamedTuple):
    """A row in words: a moment by its key, or (without one) the heading of a day. `spoken` names the day, too."""

    key: str
    fact: str
    detail: str = ""
    spoken: str = ""
    aside: bool = False


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[MomentRow] = ()

    def show_rows(self, rows: Sequence[MomentRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: ModelIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        heading = index.isValid() and not self.rows[index.row()].key
        return Qt.ItemFlag.NoItemFlags if heading else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return ", ".join(part for part in (row.fact, row.detail) if part)
        return row.spoken or row.fact if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        row: MomentRow = index.data(Qt.ItemDataRole.UserRole)
        return QSize(self._theme.px(120), self._theme.px(ROW_HEIGHT if row.key else DAY_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        theme, row, rect = self._theme, index.data(Qt.ItemDataRole.UserRole), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and bool(row.key)
        painter.save()
        ground = "accent_soft" if chosen else "surface" if row.key else "canvas"
        painter.fillRect(rect, theme.color(ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), theme.px(4), rect.height()), theme.color("accent"))
        if chosen and theme.is_contrast:
            for top in (rect.top(), rect.bottom() - 1):
                painter.fillRect(QRect(rect.left(), top, rect.width(), 2), theme.color("accent"))
        left = theme.gap(14) + (theme.gap(16) if row.aside else 0)
        room = rect.adjusted(left, 0, -theme.gap(8), -1)
        if not row.key:
            self._write(painter, room, row.fact, "small", 700)
        else:
            half = theme.px(21)
            top = room.top() + (room.height() - (2 * half if row.detail else half)) // 2
            self._write(painter, QRect(room.left(), top, room.width(), half), row.fact, "small", 600)
            self._write(painter, QRect(room.left(), top + half, room.width(), half), row.detail, "tiny", 400)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, words: str, role: Role, weight: int) -> None:
        font = self._theme.font(role, weight)
        painter.setFont(font)
        painter.setPen(self._theme.color("text" if role == "small" else "muted"))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT_CENTRED, shown)


class MomentList(QListView):
    """`moment_chosen` brings the key of a moment."""

    moment_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows = _Model()
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName("Momenti della pratica")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.verticalScrollBar().setStyleSheet(stylesheets.for_scroll_bar(theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda index: self._emit_current(index))

    def _emit_current(self, index: QModelIndex) -> None:
        if index.isValid() and self._rows.rows[index.row()].key:
            self.moment_chosen.emit(self._rows.rows[index.row()].key)

    def show_rows(self, rows: Sequence[MomentRow], chosen: str) -> None:
        """Shows the rows and chooses the moment with that key, else the first."""
        self._rows.show_rows(rows)
        self.doItemsLayout()  # or there is nothing yet that can be scrolled
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Chooses the moment with that key, else the first; the heading above the first stays in sight."""
        places = [place for place, row in enumerate(self._rows.rows) if row.key]
        if places:
            at = next((place for place in places if self._rows.rows[place].key == key), places[0])
            self.scrollTo(self._rows.index(at - 1 if at == places[0] else at))
            self.setCurrentIndex(self._rows.index(at))

    def rows(self) -> Sequence[MomentRow]:
        """What is listed."""
        return self._rows.rows
