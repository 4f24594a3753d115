"""The table of dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from desktop_app.gui.look import icons
from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.controls import text_menu
from desktop_app.gui.widgets.controls.pressable import is_enter
from desktop_app.gui.widgets.drawing.announce import announce
from desktop_app.gui.widgets.drawing.states import DOSSIER_LOOKS
from desktop_app.gui.widgets.layout.later import later
from desktop_app.gui.widgets.lists.dossier_row import DOSSIER_COLUMNS, DossierRow
from desktop_app.gui.widgets.lists.table import Header, ModelIndex, RowDelegate, RowModel, RowTable, TableColumn

LONGEST_TITLE = 200  # characters that can be typed
TITLE_WIDTH = 440  # px at 100 %: while a title is typed, it goes over the next columns


class _TitleInput(QLineEdit):
    """The title while it is typed, in its row."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        text_menu.open_at(self._theme, self.createStandardContextMenu(), event.globalPos())


class DossierDelegate(RowDelegate):
    """A larger name, marked or not, the state with its icon, the deadline with how far off it is."""

    def draw_cell(self, painter: QPainter, upper: QRect, lower: QRect, row: Any, column: str) -> None:
        theme, (first, second) = self.theme, row.lines(column)
        if column == "state":
            state = DOSSIER_LOOKS[row.state]
            upper = self.draw_icon(painter, upper, state.icon, state.color, 17, 7)
            lower = lower.adjusted(upper.left() - lower.left(), 0, 0, 0)
        role: Role = "body" if column == "title" else "small"
        if column == "title" and row.marked:
            upper = self._draw_mark(painter, upper, first)
        if column == "deadline" and row.deadline:
            self.draw_day(painter, upper, row.deadline, row.deadline_in, row.urgency)
        else:
            weight = 600 if column in ("title", "state") else 400
            self.write(painter, upper, first, role, weight, theme.color("muted" if column == "deadline" else "text"))
        self.write(painter, lower, second, "tiny", 400, theme.color("muted"))

    def _draw_mark(self, painter: QPainter, room: QRect, title: str) -> QRect:
        """The star right of the title, so that titles stand on one edge; gives the room that is left for it."""
        theme = self.theme
        side, wide = theme.px(16), QFontMetrics(theme.font("body", 600)).horizontalAdvance(title)
        left = min(room.left() + wide + theme.gap(8), room.right() - side)
        mark = QRectF(left, room.center().y() - side / 2, side, side)
        icons.draw(painter, "state-marked", theme.color("accent"), mark)
        return room.adjusted(0, 0, left - theme.gap(6) - room.right(), 0)

    # --- a title is typed --------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: ModelIndex) -> QWidget:
        field = _TitleInput(self.theme, parent)
        field.setMaxLength(LONGEST_TITLE)
        field.setFont(self.theme.font("body"))
        field.setAccessibleName("Titolo della pratica")
        field.setTextMargins(self.theme.gap(6), 0, self.theme.gap(6), 0)
        return field

    def setEditorData(self, editor: QWidget, index: ModelIndex) -> None:
        field, row = cast(QLineEdit, editor), cast(DossierRow, index.data(Qt.ItemDataRole.UserRole))
        field.setText(row.title)
        field.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: ModelIndex) -> None:
        title = " ".join(cast(QLineEdit, editor).text().split())
        if title != index.data(Qt.ItemDataRole.UserRole).title:
            table, row = cast(DossierTable, self._table), index.row()
            later(table, lambda: table.renamed.emit(row, title))  # the list is read again: not while its field closes

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        room: QRect = option.rect
        high = self.theme.px(36)
        left = room.left() + self.theme.gap(6)
        wide = min(max(room.width(), self.theme.px(TITLE_WIDTH)), self._table.viewport().width() - left)
        editor.setGeometry(left, room.center().y() - high // 2, wide, high)


class _Rows(RowModel):
    """The title of a row can be typed."""

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_title = index.isValid() and self.columns[index.column()].id == "title"
        return flags | Qt.ItemFlag.ItemIsEditable if is_title else flags


class _SortHeader(Header):
    """Headings that sort: by a press, or by keys that the table hands on while `focused` is one of them."""

    def __init__(self, theme: Theme, columns: Sequence[TableColumn], parent: QWidget) -> None:
        super().__init__(theme, columns, parent)
        self.setSectionsClickable(True)

    def enter(self) -> None:
        """The keys are for the headings from now on, at the one that sorts."""
        self._go_to(self.sortIndicatorSection())

    def leave(self) -> None:
        """The keys are for the rows again."""
        if self.focused >= 0:
            self.focused = -1
            self.viewport().update()

    def _go_to(self, section: int) -> None:
        shown = [each for each in range(self.count()) if not self.isSectionHidden(each)]
        if shown:
            self.focused = min(shown, key=lambda each: abs(each - section))
            self.viewport().update()
            self._say()

    def _say(self) -> None:
        words = DOSSIER_COLUMNS[self.focused].heading
        if self.sortIndicatorSection() == self.focused:
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            words += ", ordine decrescente" if down else ", ordine crescente"
        announce(self, words)

    def take_key(self, event: QKeyEvent) -> None:
        """The arrows choose a heading, Enter sorts by it and turns the order round; any other key leaves them."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            following = self.focused + step
            while 0 <= following < self.count() and self.isSectionHidden(following):
                following += step
            if 0 <= following < self.count():
                self._go_to(following)
        elif is_enter(event) or event.key() == Qt.Key.Key_Space:
            same = self.sortIndicatorSection() == self.focused
            down = same and self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            self.setSortIndicator(self.focused, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
            self._say()
        else:
            self.leave()


class DossierTable(RowTable):
    """`sort_requested` when a heading is pressed: the column's id, and whether descending. It does not sort itself.

    Several rows can be selected. `renamed` brings the index of a row and the title typed for it.
    """

    sort_requested = Signal(str, bool)
    renamed = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Pratiche", DOSSIER_COLUMNS, DossierDelegate, _Rows, _SortHeader)
        self.header = cast(_SortHeader, self.horizontalHeader())
        self.header.setSortIndicatorShown(True)  # a table hides it where it does not sort itself
        self.header.sortIndicatorChanged.connect(self._request_sort)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def type_title(self) -> None:
        """Lets the user type another title for the current row, in its place."""
        index = self.currentIndex()
        if index.isValid():
            self.edit(self.model().index(index.row(), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the field lets Enter through, which would open
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self.header.focused >= 0:
            self.header.take_key(event)
        elif event.key() == Qt.Key.Key_Up and plain and self.currentIndex().row() <= 0:
            self.header.enter()  # above the first row stand the headings
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.header.leave()

    def show_order(self, column: str, descending: bool) -> None:
        """Shows the sort arrow at a heading, without emitting."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.header.blockSignals(True)
        self.header.setSortIndicator(next(n for n, each in enumerate(DOSSIER_COLUMNS) if each.id == column), order)
        self.header.blockSignals(False)

    def _request_sort(self, section: int, order: Qt.SortOrder) -> None:
        self.sort_requested.emit(DOSSIER_COLUMNS[section].id, order == Qt.SortOrder.DescendingOrder)
