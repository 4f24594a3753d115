"""The areas of the view that F6 goes round, and where the focus was last in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from weakref import ref

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop_app.gui.widgets.layout.tab_order import tab_stops


class FocusAreas:
    """Remembers for each area the control that had the focus when F6 left it."""

    def __init__(self) -> None:
        self._last: dict[QWidget, ref[QWidget]] = {}

    def walk(self, firsts: Mapping[QWidget, Callable[[], object]], by: int) -> None:
        """Goes to the next area that is visible (`by` 1), or to the one before (-1).

        `firsts` puts the focus into an area where it was never before; its keys are the areas, in order.
        """
        areas = [area for area in firsts if area.isVisible()]
        focused = QApplication.focusWidget()
        here = next((i for i, area in enumerate(areas) if focused and area.isAncestorOf(focused)), 0)
        if focused is not None:
            self._last[areas[here]] = ref(focused)  # which may be gone by then
        area = areas[(here + by) % len(areas)]
        last = self._last[area]() if area in self._last else None
        if last is not None and isValid(last) and last.isVisible() and area.isAncestorOf(last):
            last.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            firsts[area]()


def focus_first(area: QWidget) -> None:
    """Puts the focus on the first control of an area that can be used."""
    for stop in tab_stops(area):
        if stop.isVisible() and stop.isEnabled() and stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
