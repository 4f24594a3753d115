"""The list of an address book's records: name, and below it what tells records of the same name apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.pressable import is_enter
from desktop_app.gui.widgets.drawing.labels import literal_tip
from desktop_app.gui.widgets.lists.table import NO_PARENT, ModelIndex, draw_row_ground
from desktop_app.gui.widgets.lists.two_lines import TwoLineDelegate, TwoLineList

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
            words = ", ".join(part for part in (entry.name, entry.detail) if part)
            return literal_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None


class _Delegate(TwoLineDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        theme, entry, rect = self.theme, index.data(Qt.ItemDataRole.UserRole), option.rect
        painter.save()
        draw_row_ground(painter, theme, rect, bool(option.state & QStyle.StateFlag.State_Selected))
        room = rect.adjusted(theme.gap(14), 0, -theme.gap(8), -1)
        self.draw_lines(painter, room, entry.name or "Senza nome", entry.detail)
        painter.restore()


class RecordList(TwoLineList):
    """Signals bring a record's id: `open_requested` on Enter, `remove_requested` on Delete."""

    open_requested = Signal(str)
    current_record_changed = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        self._theme, self._rows = theme, _Model()
        super().__init__(theme, name, self._rows, _Delegate)
        self.setUniformItemSizes(True)

    def on_current(self, index: QModelIndex) -> None:
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
