"""The tab order: needed where widgets are created in another order than they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

from desktop_app.gui.widgets.layout.flow import DIRECT, parts_in


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
    for part in parts_in(layout) if layout is not None else ():
        yield from _laid_out(part)


def reading_order(widget: QWidget) -> Iterator[QWidget]:
    """What is seen inside a widget, itself first, as it is read: layout by layout, whichever part was made last."""
    yield widget
    for part in dict.fromkeys(_inside(widget)):
        if not part.isHidden() and not part.isWindow():
            yield from reading_order(part)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    """The parts of a widget: those in its layout, then those that no layout holds.

    Of a scroll area only its content: PySide takes what it was asked about (bars, their holders) for the asker's own.
    """
    if isinstance(widget, QScrollArea):
        content = widget.widget()
        yield from [content] if content is not None else []
        return
    layout = widget.layout()
    if layout is not None:
        yield from parts_in(layout)
    if not isinstance(widget, QAbstractScrollArea):
        yield from widget.findChildren(QWidget, options=DIRECT)


def walk(order: Sequence[QWidget], here: QWidget, by: int) -> bool:
    """Puts the focus on the next control that Tab can reach (`by` 1) or on the one before (-1), round and round.

    `order` also has what Tab cannot reach, since `here` may be such a one; False where nothing is to be reached.
    """
    at = order.index(here) if here in order else -1 if by > 0 else 0
    for steps in range(1, len(order) + 1):
        stop = order[(at + by * steps) % len(order)]
        if stop.focusPolicy() & Qt.FocusPolicy.TabFocus and stop.isEnabled() and stop.focusProxy() is None:
            stop.setFocus(Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason)
            return True
    return False


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
