"""Labels that paint themselves: when their content changes they repaint, and relayout only if their height changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.painting import set_height_for_width


@contextmanager
def content_update(widget: QWidget) -> Iterator[None]:
    """Wraps a change of what the widget paints: repaints it, and asks for a new layout only if its height changed."""
    before = widget.heightForWidth(widget.width())
    yield
    if widget.heightForWidth(widget.width()) != before:
        widget.updateGeometry()
    widget.update()


class PaintedLabel(QLabel):
    """Fills its column's width, as high as `heightForWidth` says. A QLabel: screen readers read its accessible name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        set_height_for_width(self, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self.heightForWidth(self._theme.px(360)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), 0)

    def hasHeightForWidth(self) -> bool:
        return True
