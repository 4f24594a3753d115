"""Finds layout faults: cut text, children outside their parent, overlapping siblings."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QScrollBar,
    QStackedWidget,
    QWidget,
)

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.calculation.result import BigNumber
from desktop_app.gui.widgets.feedback.focus_ring import Ring
from desktop_app.gui.widgets.layout.scroll import Fade

OVERLAYS = (Ring, Fade)
WHOLE = (QLineEdit, QComboBox, QMenuBar)  # what they hold is Qt's business, or lies inside on purpose


def faults(root: QWidget) -> list[str]:
    """A line for each fault among the visible widgets inside."""
    found = [fault for widget in visible(root) for fault in (*cut(widget), *outside(widget))]
    return found + [fault for widget in (root, *visible(root)) for fault in overlaps(widget)]


def visible(root: QWidget) -> Iterator[QWidget]:
    """The visible widgets inside, parents first, without the insides of line edits, lists and menu bars."""
    for child in root.children():
        if not isinstance(child, QWidget) or child.isHidden():
            continue
        if not child.isWindow() and not isinstance(child, OVERLAYS):
            yield child
        if not isinstance(child, WHOLE):
            yield from visible(child)


def name(widget: QWidget) -> str:
    said = widget.accessibleName() or (widget.text() if isinstance(widget, QLabel) else "")
    return f"{type(widget).__name__} «{said[:40]}»"


def cut(widget: QWidget) -> Iterator[str]:
    """Content that is wider or higher than its widget."""
    if isinstance(widget, QAbstractScrollArea | BigNumber) or isinstance(widget.parentWidget(), QAbstractScrollArea):
        return
    least = widget.minimumSizeHint()
    if least.width() > widget.width():
        yield f"{name(widget)} needs {least.width()} px, has {widget.width()}"
    wraps = widget.hasHeightForWidth()
    needed = widget.heightForWidth(widget.width()) if wraps else least.height()
    if needed > widget.height():
        yield f"{name(widget)} needs a height of {needed}, has {widget.height()}"
    if isinstance(widget, QLabel) and not widget.wordWrap() and widget.sizeHint().width() > widget.width():
        yield f"{name(widget)} is cut at {widget.width()} px"
    if isinstance(widget, QLineEdit) and widget.isEnabled():
        words = widget.fontMetrics().horizontalAdvance(widget.text() or widget.placeholderText())
        room = widget.width() - widget.textMargins().left() - widget.textMargins().right()
        if words > room:
            yield f"{name(widget)} shows {room} px of {words}"


def outside(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or isinstance(parent.parentWidget(), QAbstractScrollArea):
        return  # scrolls
    if widget.size().isEmpty() and widget.sizeHint().isNull():
        return  # empty on purpose
    if not parent.rect().contains(widget.geometry()):
        yield f"{name(widget)} at {widget.geometry().getRect()} leaves its parent {parent.rect().getRect()}"


def overlaps(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, (*WHOLE, QAbstractScrollArea, QStackedWidget)):
        return
    children = [
        child
        for child in widget.children()
        if isinstance(child, QWidget)
        and child.isVisibleTo(widget)
        and not child.isWindow()
        and not isinstance(child, OVERLAYS)
    ]
    for place, one in enumerate(children):
        for other in children[place + 1 :]:
            if one.geometry().intersects(other.geometry()):
                yield f"{name(one)} and {name(other)} overlap in {name(widget)}"


def unstyled(root: QWidget, theme: Theme) -> Iterator[str]:
    """Scroll bars and menus without a style sheet of their own: they would have Qt's look."""
    for bar in root.findChildren(QScrollBar):
        if bar.isVisible() and bar.width() != theme.px(10):
            yield f"a bar of {bar.width()} px in {type(bar.parentWidget()).__name__}"
    for menu in root.findChildren(QMenu):
        around: QWidget | None = menu
        while around is not None and not around.styleSheet():
            around = around.parentWidget()
        if around is None:
            yield f"the menu «{menu.title()}» has no sheet"


def wrong_in(root: QWidget) -> list[str]:
    """As `faults`; what holds a part that scrolls may be lower than all of it."""
    widgets = [root, *visible(root)]
    around = {parent for area in root.findChildren(QAbstractScrollArea) for parent in parents_of(area)}
    found = [fault for each in widgets if each not in around for fault in cut(each)]
    found += [fault for each in widgets[1:] for fault in outside(each)]
    found += [f"{name(each.parentWidget() or each)} has a scroll bar of Qt's look" for each in plain_scroll_bars(root)]
    found += [f"{name(each)} scrolls sideways" for each in sideways(root)]
    return found + [fault for each in widgets for fault in overlaps(each)]


def sideways(root: QWidget) -> Iterator[QWidget]:
    """The areas with a horizontal scroll bar: everything wraps or folds instead."""
    for area in root.findChildren(QAbstractScrollArea):
        if area.isVisible() and area.horizontalScrollBar().isVisible():
            yield area


def plain_scroll_bars(root: QWidget) -> Iterator[QWidget]:
    """The scroll bars that are seen and not dressed as the others."""
    for bar in root.findChildren(QScrollBar):
        dressed = any("QScrollBar" in each.styleSheet() for each in (bar, *parents_of(bar)))
        if bar.isVisible() and not dressed:
            yield bar


def parents_of(widget: QWidget) -> Iterator[QWidget]:
    while (parent := widget.parentWidget()) is not None:
        yield parent
        widget = parent
