"""The table of dossiers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter

from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.drawing.states import DOSSIER_LOOKS
from desktop_app.gui.widgets.lists.dossier_row import DOSSIER_COLUMNS
from desktop_app.gui.widgets.lists.table import RowDelegate, RowTable


class DossierDelegate(RowDelegate):
    """A larger name, the state with its icon, the deadline with how far off it is."""

    def draw_cell(self, painter: QPainter, upper: QRect, lower: QRect, row: Any, column: str) -> None:
        theme, (first, second) = self.theme, row.lines(column)
        if column == "state":
            state = DOSSIER_LOOKS[row.state]
            upper = self.draw_icon(painter, upper, state.icon, state.color, 17, 7)
            lower = lower.adjusted(upper.left() - lower.left(), 0, 0, 0)
        role: Role = "body" if column == "title" else "small"
        if column == "deadline" and row.deadline:
            self.draw_day(painter, upper, row.deadline, row.deadline_in, row.urgency)
        else:
            weight = 600 if column in ("title", "state") else 400
            self.write(painter, upper, first, role, weight, theme.color("muted" if column == "deadline" else "text"))
        self.write(painter, lower, second, "tiny", 400, theme.color("muted"))


class DossierTable(RowTable):
    """`sort_requested` when a heading is pressed: the column's id, and whether descending. It does not sort itself."""

    sort_requested = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Pratiche", DOSSIER_COLUMNS, DossierDelegate)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sortIndicatorChanged.connect(self._request_sort)

    def show_order(self, column: str, descending: bool) -> None:
        """Shows the sort arrow at a heading, without emitting."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(next(n for n, each in enumerate(DOSSIER_COLUMNS) if each.id == column), order)
        header.blockSignals(False)

    def _request_sort(self, section: int, order: Qt.SortOrder) -> None:
        self.sort_requested.emit(DOSSIER_COLUMNS[section].id, order == Qt.SortOrder.DescendingOrder)
