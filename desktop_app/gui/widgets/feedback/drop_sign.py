"""Says that files held above a window can be let go: a frame around it, and the words in its middle."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.painting import draw_box, painting
from desktop_app.gui.widgets.layout.card import CardFrame

LET_GO: Final = "Lascia qui i file: guardo che cosa sono e li metto al posto giusto."
THICK: Final = 4  # px at 100 %


class DropSign(QWidget):
    """Covers a window for as long as it is there, and takes nothing from what lies below it: the mouse goes through."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        box = CardFrame(theme, fill="accent_soft", line="accent")
        row = QHBoxLayout(box)
        row.setContentsMargins(theme.gap(18), theme.gap(14), theme.gap(18), theme.gap(14))
        row.setSpacing(theme.gap(14))
        row.addWidget(IconView(theme, "file-input", "accent", 24, "body"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(text_label(theme, LET_GO, weight=600), 1)
        box.setFixedWidth(min(theme.px(440), window.width() - 2 * theme.gap(24)))
        column = QVBoxLayout(self)
        column.addWidget(box, 0, Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(LET_GO)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            line = self._theme.color("accent")
            draw_box(painter, QRectF(self.rect()), 0, None, line, self._theme.px(THICK))
