"""Results as name and number, one below the other; painted by one widget, as they change at every keystroke."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.labels import WORD_WRAP
from desktop_app.gui.widgets.drawing.painted_label import PaintedLabel, content_update
from desktop_app.gui.widgets.drawing.painting import painting


class FigureList(PaintedLabel):
    """Names at the left, which wrap; numbers right aligned."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._rows = tuple[tuple[str, str], ...]()
        self._names, self._numbers = theme.font("tiny"), theme.font("tiny", 600)

    def show_figures(self, rows: Sequence[tuple[str, str]]) -> None:
        """Shows pairs of name and number; relayouts only where the height changed."""
        if tuple(rows) == self._rows:
            return
        with content_update(self):
            self._rows = tuple(rows)
        self.setAccessibleName("; ".join(f"{name}: {number}" for name, number in rows))

    def heightForWidth(self, width: int) -> int:
        return max((name.bottom() + 1 for name, _ in self._places(width)), default=0)

    def _places(self, width: int) -> list[tuple[QRect, QRect]]:
        """The rectangles of each name and its number."""
        names, numbers = QFontMetrics(self._names), QFontMetrics(self._numbers)
        taken = max((numbers.horizontalAdvance(number) + 1 for _, number in self._rows), default=0)
        room = max(1, width - taken - self._theme.gap(14))
        places, top = list[tuple[QRect, QRect]](), self._theme.gap(4)
        for name, _ in self._rows:
            high = names.boundingRect(QRect(0, 0, room, 4000), WORD_WRAP, name).height()
            places.append((QRect(0, top, room, high), QRect(width - taken, top, taken, numbers.height())))
            top += high + self._theme.gap(2)
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setPen(self._theme.color("text"))
            for (name, number), (left, right) in zip(self._rows, self._places(self.width()), strict=True):
                painter.setFont(self._names)
                painter.drawText(QRectF(left), WORD_WRAP, name)
                painter.setFont(self._numbers)
                painter.drawText(QRectF(right), int(Qt.AlignmentFlag.AlignRight), number)
