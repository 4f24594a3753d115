"""A small icon button inside a field. It is no tab stop: each has a keyboard shortcut in its field."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.look import icons
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.pressable import Pressable
from desktop_app.gui.widgets.drawing.labels import set_tooltip
from desktop_app.gui.widgets.drawing.painting import draw_box, painting


class InnerButton(Pressable):
    """Shows an icon; `name` is its tool tip and what screen readers say."""

    def __init__(self, theme: Theme, icon: str, name: str, parent: QWidget | None = None, size: float = 31) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._icon_size = theme, icon, theme.px(18 if size > 24 else 16)
        self.setAccessibleName(name)
        set_tooltip(self, name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(theme.px(size), theme.px(size))

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self._icon_size
        place = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        with painting(self) as painter:
            if self.underMouse():
                draw_box(painter, QRectF(self.rect()), self._theme.px(5), self._theme.color("accent_soft"), None)
            icons.draw(painter, self._icon, self._theme.color("accent" if self.underMouse() else "muted"), place)
