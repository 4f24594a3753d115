"""The page canvas with keyboard, wheel, and dragging where a page is wider than the view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.page_canvas import SCROLL_STEP, PageCanvas
from desktop_app.gui.services.worker import Worker

Key = Qt.Key
Modifier = Qt.KeyboardModifier
ZOOM_KEYS = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Equal: 1,  # the same key, without shift
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_0: 0,
}


class PageView(PageCanvas):
    """PageUp, PageDown, Left and Right turn pages; Up and Down scroll by a step, Space by a screen."""

    def __init__(self, theme: Theme, worker: Worker) -> None:
        super().__init__(theme, worker)
        self._drag: QPointF | None = None
        self._keys: dict[tuple[Qt.Key, bool], Callable[[], None]] = {
            (Key.Key_PageDown, False): lambda: self.go_to(self.page + 1),
            (Key.Key_PageUp, False): lambda: self.go_to(self.page - 1),
            (Key.Key_Home, False): lambda: self.go_to(0),
            (Key.Key_End, False): lambda: self.go_to(self.page_count - 1),
            (Key.Key_Down, False): lambda: self.scroll_by(SCROLL_STEP),
            (Key.Key_Up, False): lambda: self.scroll_by(-SCROLL_STEP),
            (Key.Key_Right, False): lambda: self._go_sideways(1),
            (Key.Key_Left, False): lambda: self._go_sideways(-1),
            (Key.Key_Space, False): lambda: self.scroll_by(self.screenful),
            (Key.Key_Space, True): lambda: self.scroll_by(-self.screenful),
        }

    @property
    def screenful(self) -> int:
        """A little less than the view's height in px, so that the last lines remain in sight."""
        return round(self.viewport().height() * 0.9)

    def _go_sideways(self, way: int) -> None:
        if self.can_pan:
            self.pan(way * SCROLL_STEP)
        else:
            self.go_to(self.page + way)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & ~Modifier.KeypadModifier
        act = self._keys.get((Key(event.key()), shift == Modifier.ShiftModifier))
        if act is None or shift not in (Modifier.NoModifier, Modifier.ShiftModifier):
            event.ignore()
        else:
            act()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        if event.modifiers() & Modifier.ControlModifier:
            if turn.y():
                self.step_zoom(turn.y() > 0)
            event.accept()
            return
        self.pan(-turn.x() / 2)
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.can_pan and event.button() == Qt.MouseButton.LeftButton:
            self._drag = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            way = self._drag - event.position()
            self._drag = event.position()
            self.pan(way.x())
            self.scroll_by(round(way.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag = None
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)


def zoom_key(event: QKeyEvent) -> bool:
    """Whether this key zooms the page, where elsewhere it changes the size of text."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and event.key() in ZOOM_KEYS
