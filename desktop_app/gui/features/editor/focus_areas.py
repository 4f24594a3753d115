"""The areas of the window that F6 visits, each remembering where the focus was."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop_app.gui.widgets.layout.tab_order import tab_stops


class FocusAreas:
    """`walk` goes from the area that has the focus to the next one in sight."""

    def __init__(self) -> None:
        self._last: dict[QWidget, QWidget] = {}

    def walk(self, firsts: Mapping[QWidget, Callable[[], object]], by: int) -> None:
        """`firsts` holds for each area what puts the focus in it when it was never there."""
        areas = [area for area in firsts if area.isVisible()]
        focused = QApplication.focusWidget()
        here = next((i for i, area in enumerate(areas) if focused and area.isAncestorOf(focused)), 0)
        if focused is not None:
            self._last[areas[here]] = focused
        area = areas[(here + by) % len(areas)]
        last = self._last.get(area)
        if last is not None and isValid(last) and last.isVisible() and area.isAncestorOf(last):
            last.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            firsts[area]()


def focus_first(area: QWidget) -> None:
    """The first control of an area that can be used."""
    for stop in tab_stops(area):
        if stop.isVisible() and stop.isEnabled() and stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
