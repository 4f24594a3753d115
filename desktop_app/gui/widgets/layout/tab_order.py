"""The tab order: needed where widgets are created in another order than they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_stops(widget: QWidget) -> list[QWidget]:
    """The focusable controls inside a widget, in the order of creation.

    Those that proxy their focus are left out, and those in a window of their own (the list that a combo box drops).
    """
    inside = [each for each in widget.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
    return [each for each in inside if each.focusProxy() is None and each.window() is widget.window()]


def stops_as_laid_out(widget: QWidget) -> list[QWidget]:
    """The same controls in the order of the layouts, for parts that come and go; what no layout holds comes last."""
    found = dict.fromkeys(_laid_out(widget))
    stops = set(tab_stops(widget))
    return [*(each for each in found if each in stops), *(each for each in tab_stops(widget) if each not in found)]


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner, part = (item.layout(), item.widget()) if item is not None else (None, None)
        if part is not None:
            yield from _laid_out(part)
        elif inner is not None:
            yield from _in_layout(inner)


def set_tab_order(stops: Iterable[QWidget]) -> None:
    """Makes Tab go from each to the next; what followed the first one then follows the last."""
    before: QWidget | None = None
    for stop in stops:
        if before is not None:
            QWidget.setTabOrder(before, stop)
        before = stop


def stops_after(widget: QWidget) -> Iterator[QWidget]:
    """The controls that Tab can reach and that are seen below a widget's place on its page, in reading order.

    Never over `nextInFocusChain`: PySide takes what that returns for a child of the widget that was asked, and once
    that one is deleted, the menus after it are dead for Python.
    """
    while (around := widget.parentWidget()) is not None and not widget.isWindow():
        beside = _parts(around)
        for each in beside[beside.index(widget) + 1 :]:
            yield from _seen_stops(each)
        widget = around


def _seen_stops(widget: QWidget) -> Iterator[QWidget]:
    if not widget.isVisible() or widget.isWindow():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
        yield widget
    for each in _parts(widget):
        yield from _seen_stops(each)


def _parts(widget: QWidget) -> list[QWidget]:
    return [each for each in widget.children() if isinstance(each, QWidget)]
