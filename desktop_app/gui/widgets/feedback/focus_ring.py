"""The focus ring: one per window, drawn around the control that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.painting import draw_box, painting

MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class Ring(QWidget):
    """The ring itself: a child of the content above all other widgets; mouse events pass through."""

    def __init__(self, theme: Theme, holder: QWidget) -> None:
        super().__init__(holder)
        self._theme, self.thick = theme, theme.gap(3)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_box(painter, QRectF(self.rect()), self._theme.px(6) + 3, None, self._theme.color("accent"), self.thick)


class FocusOverlay(QObject):
    """Moves the ring with the focus of one window: always for text inputs, for others unless the mouse set the focus.

    A control's property `ringGap` is the distance to the ring in px.
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._target: QWidget | None = None
        self._ring: Ring | None = None
        self._watched: list[QWidget] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        self._focus_changed(None, app.focusWidget())

    def set_theme(self, theme: Theme) -> None:
        """All around the ring is made anew."""
        self._theme = theme
        self._release()
        self._drop_ring()

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new is self._target or not isValid(self._window) or new.window() is not self._window:
            return  # a window that is activated again keeps its ring
        self._release()
        if isinstance(new, QMenuBar):
            return  # it highlights the selected menu itself
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if isinstance(new, QLineEdit | QPlainTextEdit) or not by_mouse:
            self._attach(new)

    def _attach(self, target: QWidget) -> None:
        self._target = target
        target.destroyed.connect(self._release)  # else a page that is gone would be held until the focus comes back
        holder = _content_around(target, self._window)
        if self._ring is None or not isValid(self._ring) or self._ring.parentWidget() is not holder:
            self._drop_ring()
            self._ring = Ring(self._theme, holder)
            self._ring.destroyed.connect(self._forget_ring)
        widget: QWidget | None = target
        while widget is not None and widget is not holder:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._place_ring()

    def _release(self) -> None:
        if self._target is not None and isValid(self._target):
            self._target.destroyed.disconnect(self._release)
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()

    def _forget_ring(self) -> None:
        """The page that it was drawn on is gone."""
        if self._ring is not None and not isValid(self._ring):
            self._ring = None

    def _drop_ring(self) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None

    def _place_ring(self) -> None:
        target, ring = self._target, self._ring
        if target is None or ring is None or not isValid(target) or not isValid(ring):
            return
        out = ring.thick + int(target.property("ringGap") or 2)
        holder = ring.parentWidget()
        assert holder is not None
        if not holder.isAncestorOf(target):  # moved to another part of the window, with the focus
            self._release()
            if self._window.isAncestorOf(target):
                self._attach(target)
            return
        corner = target.mapTo(holder, target.rect().topLeft())
        ring.setGeometry(target.rect().translated(corner).adjusted(-out, -out, out, out))
        ring.setVisible(target.isVisible())
        ring.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOVES:
            self._place_ring()
        return False


def _content_around(target: QWidget, window: QWidget) -> QWidget:
    """The content of the nearest scroll area, so that the ring scrolls with it; else the window."""
    widget = target.parentWidget()
    while widget is not None and widget is not window:
        viewport = widget.parentWidget()
        area = viewport.parentWidget() if viewport is not None else None
        if isinstance(area, QScrollArea) and area.widget() is widget:
            return widget
        if isinstance(area, QAbstractScrollArea) and area.viewport() is widget:
            return area.parentWidget() or window
        widget = viewport
    return window
