"""What a screen reader is told of the controls that Tab can reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop_app.gui.features.preview.page_view import PageView
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.announce import SPOKEN
from desktop_app.gui.widgets.lists.rail import RailItem


def controls(root: QWidget) -> list[QWidget]:
    """The controls inside that Tab can reach."""
    return [
        widget.focusProxy() or widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def nameless(controls: Iterable[QWidget]) -> Iterator[str]:
    """Those without a name or a role."""
    for control in controls:
        reader = QAccessible.queryAccessibleInterface(control)
        role, drawn = reader.role(), isinstance(control, PageView)  # Qt has no role for a page only looked at
        if not reader.text(QAccessible.Text.Name).strip():
            yield f"{type(control).__name__} {control.objectName()} has no name"
        if role == QAccessible.Role.NoRole or (role == QAccessible.Role.Client and not drawn):
            yield f"{type(control).__name__} «{control.accessibleName()}» has no role"


def confused(controls: Iterable[QWidget]) -> Iterator[str]:
    """Those that a screen reader tells in the same words."""
    told: dict[tuple[str, ...], QWidget] = {}
    for control in controls:
        reader = QAccessible.queryAccessibleInterface(control)
        words = tuple(reader.text(each) for each in (QAccessible.Text.Name, QAccessible.Text.Description))
        if told.setdefault(words, control) is not control:
            yield f"{type(control).__name__} {words} is told twice"


def spoken(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found is not None else ""


def misnamed(root: QWidget) -> Iterator[str]:
    """What is seen and not told as what it is: headings, links, steps. A link and a step can be pressed, too."""
    wanted: dict[type[QWidget], QAccessible.Role] = {
        Link: QAccessible.Role.Link,
        RailItem: QAccessible.Role.PageTab,
        QLabel: QAccessible.Role.Heading,
    }
    for kind, role in wanted.items():
        for each in root.findChildren(kind):
            if not each.isVisible() or (kind is QLabel and each.property(SPOKEN) != "heading"):
                continue
            reader = QAccessible.queryAccessibleInterface(each)
            pressed = reader.actionInterface().actionNames() if isinstance(each, QAbstractButton) else ["Press"]
            if reader.role() != role or "Press" not in pressed or not reader.text(QAccessible.Text.Name):
                yield f"«{spoken(each)}» is told as {reader.role().name} and can be {pressed}"
