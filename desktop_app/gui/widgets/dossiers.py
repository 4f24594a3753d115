"""The list of dossiers: rows of two lines, columns that give way when the room is short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.gui import icons
from desktop_app.gui.theme import Role, Theme
from desktop_app.gui.widgets.dossier_rows import COLUMNS, DossierModel, DossierRow
from desktop_app.gui.widgets.pressable import is_enter
from desktop_app.gui.widgets.states import DOSSIER

LEFT_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class DossierDelegate(QStyledItemDelegate):
    """Draws a cell: the first line names something, the second is quiet."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, row, column = self._theme, index.data(Qt.ItemDataRole.UserRole), COLUMNS[index.column()][0]
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, theme.color("accent_soft" if chosen else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        if chosen and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), theme.px(4), rect.height()), theme.color("accent"))
        if chosen and theme.is_contrast:
            for top in (rect.top(), rect.bottom() - 1):
                painter.fillRect(QRect(rect.left(), top, rect.width(), 2), theme.color("accent"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_cell(painter, rect.adjusted(theme.gap(14), 0, -theme.gap(6), -1), row, column)
        painter.restore()

    def _draw_cell(self, painter: QPainter, room: QRect, row: DossierRow, column: str) -> None:
        theme, (first, second) = self._theme, row.lines(column)
        high = theme.px(21)
        top = room.top() + (room.height() - 2 * high) // 2
        upper, lower = QRect(room.left(), top, room.width(), high), QRect(room.left(), top + high, room.width(), high)
        if column == "state":
            state, size = DOSSIER[row.state], theme.px(17)
            mark = QRectF(room.left(), top + (high - size) / 2, size, size)
            icons.draw(painter, state.icon, theme.color(state.color), mark)
            upper, lower = (line.adjusted(theme.px(17) + theme.gap(7), 0, 0, 0) for line in (upper, lower))
        role: Role = "body" if column == "title" else "small"
        if column == "deadline":
            self._draw_deadline(painter, upper, row)
        else:
            weight = 600 if column in ("title", "state") else 400
            self._write(painter, upper, first, role, weight, theme.color("text"))
        self._write(painter, lower, second, "tiny", 400, theme.color("muted"))

    def _draw_deadline(self, painter: QPainter, room: QRect, row: DossierRow) -> None:
        theme = self._theme
        if not row.deadline:
            self._write(painter, room, "nessuna", "small", 400, theme.color("muted"))
            return
        weight = 600 if row.soon or row.urgent else 400
        used = self._write(painter, room, row.deadline, "small", weight, theme.color("text"))
        rest = room.adjusted(used + theme.gap(10), 0, 0, 0)
        if row.urgent:
            size = theme.px(16)
            mark = QRectF(rest.left(), rest.top() + (rest.height() - size) / 2, size, size)
            icons.draw(painter, "clock-alert", theme.color("warn"), mark)
            rest = rest.adjusted(size + theme.gap(4), 0, 0, 0)
        self._write(painter, rest, row.deadline_in, "small", weight, theme.color("warn" if row.urgent else "text"))

    def _write(self, painter: QPainter, room: QRect, words: str, role: Role, weight: int, color: QColor) -> int:
        """Draws one line, shortened where it must be (the tool tip has it whole), and returns its width."""
        font = self._theme.font(role, weight)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(color)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT_MIDDLE, shown)
        return metrics.horizontalAdvance(shown)


class _Header(QHeaderView):
    """Headings in the tiny size; an arrow tells which one sorts."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(theme.px(36))
        self.setMinimumSectionSize(theme.px(60))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.color("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("border"))
        painter.setFont(theme.font("tiny", 600))
        painter.setPen(theme.color("muted"))
        room = rect.adjusted(theme.gap(14), 0, -theme.gap(6), 0)
        painter.drawText(room, LEFT_MIDDLE, COLUMNS[logicalIndex][1])
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex:
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            size = theme.px(15)
            left = room.left() + QFontMetrics(painter.font()).horizontalAdvance(COLUMNS[logicalIndex][1]) + theme.gap(6)
            mark = QRectF(left, rect.center().y() - size / 2 + 1, size, size)
            icons.draw(painter, "arrow-down" if down else "arrow-up", theme.color("muted"), mark)
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(36))


class DossierTable(QTableView):
    """`opened` on Enter and double click, `current` when another row is chosen, `sorted_by` when a heading is
    pressed: the column's id and whether downwards. Rows are told by their place in `show_rows`."""

    opened = Signal(int)
    current = Signal(int)
    sorted_by = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._rows = theme, DossierModel()
        header = _Header(theme, self)
        self.setHorizontalHeader(header)
        self.setModel(self._rows)
        self.setItemDelegate(DossierDelegate(theme, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(62))
        self.setShowGrid(False)
        self.setAccessibleName("Pratiche")
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSortIndicatorShown(True)
        header.sortIndicatorChanged.connect(self._sort)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda index: self.current.emit(index.row()))

    def show_rows(self, rows: Sequence[DossierRow], current: int = -1) -> None:
        """Shows the rows as they come, and chooses one without telling."""
        self.blockSignals(True)
        self._rows.show_rows(rows)
        if 0 <= current < len(rows):
            self.selectRow(current)
        self.blockSignals(False)

    def show_order(self, column: str, downwards: bool) -> None:
        """The arrow beside a heading, without telling."""
        order = Qt.SortOrder.DescendingOrder if downwards else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(next(n for n, each in enumerate(COLUMNS) if each[0] == column), order)
        header.blockSignals(False)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        self.sorted_by.emit(COLUMNS[section][0], order == Qt.SortOrder.DescendingOrder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns that do not fit are left out; what remains is shared by their widths."""
        super().resizeEvent(event)
        room = self.viewport().width()
        shown = [number for number, each in enumerate(COLUMNS) if room >= self._theme.px(each[3])]
        whole, left = sum(COLUMNS[number][2] for number in shown), room
        for number in range(len(COLUMNS)):
            self.setColumnHidden(number, number not in shown)
        for number in reversed(shown):  # the first takes what rounding leaves
            wide = left if number == 0 else room * COLUMNS[number][2] // whole
            self.setColumnWidth(number, wide)
            left -= wide
