"""The order in which Tab visits what was made later than its neighbours."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_stops(widget: QWidget) -> list[QWidget]:
    """The controls inside that can take the focus, in the order in which they stand."""
    inside = [each for each in widget.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
    return [each for each in inside if each.focusProxy() is None]


def set_tab_order(stops: Iterable[QWidget]) -> None:
    """Tab goes from each to the next; what comes after the first now comes after the last."""
    before: QWidget | None = None
    for stop in stops:
        if before is not None:
            QWidget.setTabOrder(before, stop)
        before = stop
