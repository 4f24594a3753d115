"""Labels that draw themselves: what changes at a key costs one paint, and a layout only where its height changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.painting import set_height_for_width


@contextmanager
def content_update(widget: QWidget) -> Iterator[None]:
    """What it draws changes inside: what is below moves only where its height is another one then."""
    high = widget.heightForWidth(widget.width())
    yield
    if widget.heightForWidth(widget.width()) != high:
        widget.updateGeometry()
    widget.update()


class PaintedLabel(QLabel):
    """As wide as the column, as high as `heightForWidth` says. A label, so that its accessible name is read aloud."""

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
