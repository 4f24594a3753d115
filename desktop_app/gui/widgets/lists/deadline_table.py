"""The table of deadlines: when, what, and of which dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QResizeEvent

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.states import Urgency
from desktop_app.gui.widgets.lists.table import RowDelegate, RowTable, TableColumn

DEADLINE_COLUMNS: Final = (
    TableColumn("day", "Quando", 318),
    TableColumn("what", "Che cosa", 310),
    TableColumn("dossier", "Pratica", 228),
)


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One deadline, already in words: `distance` is how far off it is ("fra 11 giorni", "scaduta da 3 giorni").

    `note` is a remark on the day where `has_remark`, else the day of the week. `urgency` sets how it looks; of one that
    is `met`, `distance` says when, and `note` how.
    """

    day: str
    distance: str
    note: str
    title: str
    source: str
    dossier: str
    detail: str
    has_remark: bool = False
    urgency: Urgency = "later"
    met: bool = False

    def lines(self, column: str) -> tuple[str, str]:
        """The two lines of a cell."""
        return {
            "day": (f"{self.day}   {self.distance}", self.note),
            "what": (self.title, self.source),
            "dossier": (self.dossier, self.detail),
        }[column]


class DeadlineDelegate(RowDelegate):
    """A day that is urgent or overdue has an icon and a colour, a remark on the day an icon."""

    def draw_cell(self, painter: QPainter, upper: QRect, lower: QRect, row: Any, column: str) -> None:
        theme, (first, second) = self.theme, row.lines(column)
        ink = theme.color("muted" if row.met else "text")
        if column == "day" and row.met:
            used = self.write(painter, upper, row.day, "small", 400, ink)
            rest = self.draw_icon(painter, upper.adjusted(used + theme.gap(10), 0, 0, 0), "check", "ok", 16, 4)
            self.write(painter, rest, row.distance, "small", 400, theme.color("text"))
        elif column == "day":
            self.draw_day(painter, upper, row.day, row.distance, row.urgency)
        else:
            self.write(painter, upper, first, "small", 600 if column == "what" and not row.met else 400, ink)
        if column == "day" and row.has_remark:
            lower = self.draw_icon(painter, lower, "info", "muted", 14, 4)
        self.write(painter, lower, second, "tiny", 400, theme.color("muted"))


class DeadlineTable(RowTable):
    """Has no sorting: rows are always in the order of their days."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Scadenze", DEADLINE_COLUMNS, DeadlineDelegate)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the current row in sight."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
