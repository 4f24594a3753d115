"""The list of moments: days as headings, below each its moments in two lines, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.labels import literal_tip
from desktop_app.gui.widgets.lists.table import NO_PARENT, ModelIndex, draw_row_ground
from desktop_app.gui.widgets.lists.two_lines import TwoLineDelegate, TwoLineList

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
            words = ", ".join(part for part in (row.fact, row.detail) if part)
            return literal_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return row.spoken or row.fact if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Delegate(TwoLineDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        row: MomentRow = index.data(Qt.ItemDataRole.UserRole)
        return QSize(self.theme.px(120), self.theme.px(ROW_HEIGHT if row.key else DAY_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        theme, row, rect = self.theme, index.data(Qt.ItemDataRole.UserRole), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and bool(row.key)
        painter.save()
        draw_row_ground(painter, theme, rect, chosen, "surface" if row.key else "canvas")
        left = theme.gap(14) + (theme.gap(16) if row.aside else 0)
        room = rect.adjusted(left, 0, -theme.gap(8), -1)
        if row.key:
            self.draw_lines(painter, room, row.fact, row.detail)
        else:
            self.write(painter, room, row.fact, "small", 700)
        painter.restore()


class MomentList(TwoLineList):
    """`moment_chosen` brings the key of a moment."""

    moment_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        self._rows = _Model()
        super().__init__(theme, "Momenti della pratica", self._rows, _Delegate)

    def on_current(self, index: QModelIndex) -> None:
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
