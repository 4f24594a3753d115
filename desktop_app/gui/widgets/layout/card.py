"""A rounded frame that holds other widgets."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.painting import draw_box, draw_side_bar, painting


class CardFrame(QWidget):
    """Draws its background and border; `bar` is the colour of a bar at its left edge, empty for none.

    Colours are tokens of the theme; an empty `line` draws no border.
    """

    def __init__(self, theme: Theme, fill: str = "surface", line: str = "line", bar: str = "", radius: int = 8) -> None:
        super().__init__()
        self._theme, self._fill, self._line, self._bar, self._radius = theme, fill, line, bar, theme.px(radius)

    def set_look(self, fill: str = "surface", line: str = "line", bar: str = "") -> None:
        if (fill, line, bar) != (self._fill, self._line, self._bar):
            self._fill, self._line, self._bar = fill, line, bar
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rect = self._theme, QRectF(self.rect())
        line = theme.color(self._line) if self._line else None
        with painting(self) as painter:
            draw_box(painter, rect, self._radius, theme.color(self._fill), line)
            if self._bar:
                draw_side_bar(painter, rect, self._radius, theme.color(self._bar), theme.px(4))
