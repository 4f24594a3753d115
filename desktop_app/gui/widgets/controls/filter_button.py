"""A radio button that looks like a tab, with the number of rows it would show where it shows rows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.painting import draw_box, painting


class FilterButton(QRadioButton):
    """Looks like a tab; screen readers announce it as a radio button of its group."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words)
        self._theme, self._words = theme, words
        self._count: int | None = None
        self.setFont(theme.font("small", 600))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        """The number of rows that this filter lets through."""
        self._count = count
        self.setAccessibleName(f"{self._words}: {count}")
        self.updateGeometry()
        self.update()

    @property
    def _shown(self) -> str:
        return self._words if self._count is None else f"{self._words}\u2002{self._count}"

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(self.font()).horizontalAdvance(self._shown) + 2 * self._theme.gap(12)
        return QSize(wide + 2, self._theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, where: object) -> bool:
        """The whole button can be pressed, not only where a radio button has its indicator."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen = self._theme, self.isChecked()
        with painting(self) as painter:
            if chosen or self.underMouse():
                ground, line = ("accent_soft", "accent_line") if chosen else ("canvas", "line")
                draw_box(painter, QRectF(self.rect()), theme.px(6), theme.color(ground), theme.color(line))
            painter.setFont(self.font())
            painter.setPen(theme.color("accent" if chosen else "muted"))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._shown)
