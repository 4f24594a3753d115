"""The tab order: needed where widgets are created in another order than they are read."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_stops(widget: QWidget) -> list[QWidget]:
    """The focusable controls inside a widget, in the order of creation.

    Those that proxy their focus are left out, and those in a window of their own (the list that a combo box drops).
    """
    inside = [each for each in widget.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
    return [each for each in inside if each.focusProxy() is None and each.window() is widget.window()]


def set_tab_order(stops: Iterable[QWidget]) -> None:
    """Makes Tab go from each to the next; what followed the first one then follows the last."""
    before: QWidget | None = None
    for stop in stops:
        if before is not None:
            QWidget.setTabOrder(before, stop)
        before = stop
