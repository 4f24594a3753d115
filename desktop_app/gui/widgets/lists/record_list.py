"""The list of an address book's records: name, and below it what tells records of the same name apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.controls.pressable import is_enter
from desktop_app.gui.widgets.lists.table import LEFT_CENTRED, NO_PARENT, ModelIndex

ROW_HEIGHT = 50  # px at 100 %


class RecordItem(NamedTuple):
    """One record, already in words."""

    id: str
    name: str
    detail: str


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[RecordItem] = ()

    def show_entries(self, entries: Sequence[RecordItem]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: ModelIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ", ".join(part for part in (entry.name, entry.detail) if part)
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        theme, entry = self._theme, index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, theme.color("accent_soft" if chosen else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), theme.px(4), rect.height()), theme.color("accent"))
        if chosen and theme.is_contrast:
            for top in (rect.top(), rect.bottom() - 1):
                painter.fillRect(QRect(rect.left(), top, rect.width(), 2), theme.color("accent"))
        room = rect.adjusted(theme.gap(14), 0, -theme.gap(8), -1)
        half = theme.px(21)
        top = room.top() + (room.height() - (2 * half if entry.detail else half)) // 2
        self._write(painter, QRect(room.left(), top, room.width(), half), entry.name or "Senza nome", "small", 600)
        self._write(painter, QRect(room.left(), top + half, room.width(), half), entry.detail, "tiny", 400)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, words: str, role: Role, weight: int) -> None:
        font = self._theme.font(role, weight)
        painter.setFont(font)
        painter.setPen(self._theme.color("text" if role == "small" else "muted"))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT_CENTRED, shown)


class RecordList(QListView):
    """Signals bring a record's id: `open_requested` on Enter, `remove_requested` on Delete."""

    open_requested = Signal(str)
    current_record_changed = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._rows = theme, _Model()
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.verticalScrollBar().setStyleSheet(stylesheets.for_scroll_bar(theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda index: self._emit_current(index))

    def _emit_current(self, index: QModelIndex) -> None:
        if index.isValid() and not self.signalsBlocked():
            self.current_record_changed.emit(self._rows.entries[index.row()].id)

    def show_entries(self, entries: Sequence[RecordItem], current: str = "") -> None:
        """Shows the records in the given order and selects `current`, else the first, without emitting."""
        self.blockSignals(True)
        self._rows.show_entries(entries)
        place = next((n for n, each in enumerate(entries) if each.id == current), 0)
        if entries:
            self.setCurrentIndex(self._rows.index(place))
        self.blockSignals(False)

    def current_id(self) -> str:
        """The id of the selected record; empty if there is none."""
        index = self.currentIndex()
        return self._rows.entries[index.row()].id if index.isValid() else ""

    def entries(self) -> Sequence[RecordItem]:
        """The records that are listed."""
        return self._rows.entries

    def height_of(self, rows: int) -> int:
        """The height of that many rows, in px."""
        return rows * self._theme.px(ROW_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self.current_id():
            self.open_requested.emit(self.current_id())
        elif event.key() == Qt.Key.Key_Delete and self.current_id():
            self.remove_requested.emit(self.current_id())
        else:
            super().keyPressEvent(event)
