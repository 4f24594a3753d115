"""A table whose cells have two lines: the main words, and details in small grey type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.gui.look import icons, stylesheets
from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.controls.pressable import is_enter
from desktop_app.gui.widgets.drawing.labels import literal_tip
from desktop_app.gui.widgets.drawing.painting import fill
from desktop_app.gui.widgets.drawing.states import URGENCY_COLORS, Urgency

ModelIndex = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()  # the invisible root: rows of a table have no parent
LEFT_CENTRED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class TableColumn(NamedTuple):
    """`width` (px at 100 %) is its share of the table's; hidden where the table is narrower than `min_table_width`."""

    id: str
    heading: str
    width: int
    min_table_width: int = 0


class TwoLineRow(Protocol):
    """What a row must offer: its cells in words."""

    def lines(self, column: str) -> tuple[str, str]:
        """The two lines of a cell."""


class RowModel(QAbstractTableModel):
    """The rows in the order given; sorting and filtering happen before."""

    def __init__(self, columns: Sequence[TableColumn]) -> None:
        super().__init__()
        self.columns = columns
        self.rows: Sequence[TwoLineRow] = ()

    def show_rows(self, rows: Sequence[TwoLineRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: ModelIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: ModelIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        return None

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], self.columns[index.column()].id
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = "\n".join(line for line in row.lines(column) if line)
            return literal_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None


def draw_row_ground(
    painter: QPainter, theme: Theme, rect: QRect, chosen: bool, ground: str = "surface", *, bar: bool = True
) -> None:
    """The ground of a row with the line below it; a chosen one has a bar, and with high contrast a frame."""
    fill(painter, rect, theme.color("accent_soft" if chosen else ground))
    fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
    if chosen and bar:
        fill(painter, QRect(rect.left(), rect.top(), theme.px(4), rect.height()), theme.color("accent"))
    if chosen and theme.is_contrast:
        for top in (rect.top(), rect.bottom() - 1):
            fill(painter, QRect(rect.left(), top, rect.width(), 2), theme.color("accent"))


class RowDelegate(QStyledItemDelegate):
    """Paints the cells; subclasses override `draw_cell` to show more than two plain lines."""

    def __init__(self, theme: Theme, columns: Sequence[TableColumn], table: QTableView) -> None:
        super().__init__(table)
        self.theme, self._columns, self._table = theme, columns, table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        theme, row, column = self.theme, index.data(Qt.ItemDataRole.UserRole), self._columns[index.column()].id
        rect: QRect = option.rect
        chosen = self._table.selectionModel().isSelected(index)  # reading `option.state` would load QStyle
        painter.save()
        draw_row_ground(painter, theme, rect, chosen, bar=index.column() == 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, high = rect.adjusted(theme.gap(14), 0, -theme.gap(6), -1), theme.px(21)
        top = room.top() + (room.height() - 2 * high) // 2
        upper, lower = (QRect(room.left(), place, room.width(), high) for place in (top, top + high))
        self.draw_cell(painter, upper, lower, row, column)
        painter.restore()

    def draw_cell(self, painter: QPainter, upper: QRect, lower: QRect, row: Any, column: str) -> None:
        """Draws the two lines of a cell, each in its rectangle."""
        first, second = row.lines(column)
        self.write(painter, upper, first, "small", 400, self.theme.color("text"))
        self.write(painter, lower, second, "tiny", 400, self.theme.color("muted"))

    def draw_day(self, painter: QPainter, room: QRect, day: str, distance: str, urgency: Urgency) -> None:
        """Draws a day and how far off it is (`distance`); one that is urgent or overdue has an icon."""
        theme, color = self.theme, URGENCY_COLORS.get(urgency, "text")
        weight = 400 if urgency == "later" else 600
        used = self.write(painter, room, day, "small", weight, theme.color("text"))
        rest = room.adjusted(used + theme.gap(10), 0, 0, 0)
        if urgency in URGENCY_COLORS:
            rest = self.draw_icon(painter, rest, "clock-alert", color, 16, 4)
        self.write(painter, rest, distance, "small", weight, theme.color(color))

    def draw_icon(self, painter: QPainter, room: QRect, icon: str, color: str, size: int, gap: int) -> QRect:
        """Draws an icon at the left; returns the rest of the rectangle."""
        side = self.theme.px(size)
        mark = QRectF(room.left(), room.top() + (room.height() - side) / 2, side, side)
        icons.draw(painter, icon, self.theme.color(color), mark)
        return room.adjusted(side + self.theme.gap(gap), 0, 0, 0)

    def write(self, painter: QPainter, room: QRect, words: str, role: Role, weight: int, color: QColor) -> int:
        """Draws one line, elided to fit (the tool tip has it whole); returns its width in px."""
        if not words:
            return 0
        font = self.theme.font(role, weight)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(color)
        wide = metrics.horizontalAdvance(words)
        if wide >= room.width():
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            wide = metrics.horizontalAdvance(words)
        painter.drawText(room, LEFT_CENTRED, words)
        return wide


ROW, LOW_ROW = 62, 50  # px at 100 %


class Header(QHeaderView):
    """Headings in small type, with an arrow at the column that sorts; `focused` is the one that the keys are at."""

    focused = -1

    def __init__(self, theme: Theme, columns: Sequence[TableColumn], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._columns = theme, columns
        self.setHighlightSections(False)
        self.setAccessibleName("Colonne")
        self.setFixedHeight(theme.px(36))
        self.setMinimumSectionSize(theme.px(60))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme, words = self._theme, self._columns[logicalIndex].heading
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, rect, theme.color("surface"))
        fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("border"))
        painter.setFont(theme.font("tiny", 600))
        painter.setPen(theme.color("muted"))
        room = rect.adjusted(theme.gap(14), 0, -theme.gap(6), 0)
        painter.drawText(room, LEFT_CENTRED, words)
        if logicalIndex == self.focused:
            wide = QFontMetrics(painter.font()).horizontalAdvance(words)
            line = QRect(room.left(), room.bottom() - theme.px(6), wide, theme.px(3))
            fill(painter, line, theme.color("accent"))
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex:
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            size = theme.px(15)
            left = room.left() + QFontMetrics(painter.font()).horizontalAdvance(words) + theme.gap(6)
            mark = QRectF(left, rect.center().y() - size / 2 + 1, size, size)
            icons.draw(painter, "arrow-down" if down else "arrow-up", theme.color("muted"), mark)
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(36))


class RowTable(QTableView):
    """`open_requested` on Enter and double click, `current_row_changed` when another row is selected.

    Both bring the index of a row as given to `show_rows`. `rows_chosen`: other rows are selected.
    """

    open_requested = Signal(int)
    current_row_changed = Signal(int)
    rows_chosen = Signal()

    def __init__(
        self, theme: Theme, name: str, columns: Sequence[TableColumn], delegate: type[RowDelegate],
        model: type[RowModel] = RowModel, header: type[Header] = Header,
    ) -> None:  # fmt: skip
        super().__init__()
        self._theme, self.columns, self._rows = theme, columns, model(columns)
        heading = header(theme, columns, self)
        self.setHorizontalHeader(heading)
        self.setModel(self._rows)
        self.setItemDelegate(delegate(theme, columns, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.set_low(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalScrollBar().setStyleSheet(stylesheets.for_scroll_bar(theme))
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self.open_requested.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda index: self.current_row_changed.emit(index.row()))
        self.selectionModel().selectionChanged.connect(lambda: self.rows_chosen.emit())

    def set_low(self, low: bool) -> None:
        """Rows as high as their two lines, in a page of little height."""
        high = round(self._theme.px(LOW_ROW if low else ROW))
        if high != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(high)

    def selected_rows(self) -> list[int]:
        """The indexes of the selected rows, from above."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def show_rows(self, rows: Sequence[TwoLineRow], current: int = -1, several: Sequence[int] = ()) -> None:
        """Shows the rows in the given order and selects one, or `several` with it, without emitting."""
        self.blockSignals(True)
        self._rows.show_rows(rows)
        if 0 <= current < len(rows):
            self.selectRow(current)
        flags = QItemSelectionModel.SelectionFlag
        for row in several:
            self.selectionModel().select(self._rows.index(row, 0), flags.Select | flags.Rows)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self.currentIndex().isValid():
            self.open_requested.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hides columns that do not fit and shares the width among the others."""
        super().resizeEvent(event)
        room, columns = event.size().width(), self.columns  # the viewport's
        shown = [number for number, each in enumerate(columns) if room >= self._theme.px(each.min_table_width)]
        whole, left = sum(columns[number].width for number in shown), room
        for number in range(len(columns)):
            self.setColumnHidden(number, number not in shown)
        for number in reversed(shown):  # the first column takes the rounding rest
            wide = left if number == 0 else room * columns[number].width // whole
            self.setColumnWidth(number, wide)
            left -= wide
