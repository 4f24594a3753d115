"""The panel at the right of a page, which scrolls on its own."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.painting import painting
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea


class SidePanel(QWidget):
    """A fixed width (px at 100 %), with a line at its left edge."""

    def __init__(self, theme: Theme, content: QWidget, width: int) -> None:
        super().__init__()
        self._line = theme.color("line")
        self.area = FadeScrollArea(theme, "canvas")
        self.area.set_content(content)
        self.setFixedWidth(theme.px(width))
        row = QVBoxLayout(self)
        row.setContentsMargins(1, 0, 0, 0)
        row.addWidget(self.area)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(0, 0, 1, self.height(), self._line)
