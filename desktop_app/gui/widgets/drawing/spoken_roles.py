"""Tells screen readers what our widgets are where Qt would call them something else: headings, links, steps."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QWidget

from desktop_app.gui.widgets.drawing.announce import SPOKEN, Spoken

ROLES: dict[Spoken, QAccessible.Role] = {
    "heading": QAccessible.Role.Heading,
    "link": QAccessible.Role.Link,
    "step": QAccessible.Role.PageTab,
    "steps": QAccessible.Role.PageTabList,
    "group": QAccessible.Role.Grouping,
    "status": QAccessible.Role.StatusBar,
    "columns": QAccessible.Role.ColumnHeader,
    "list": QAccessible.Role.List,
}


class Told(QAccessibleWidget):
    """A widget with another role; what is pressed stays so, and a step says whether it is the one that is shown.

    It is given no name: that would be told for ever, whatever the widget is called later.
    """

    def text(self, kind: QAccessible.Text) -> str:
        widget = self.object()
        if kind == QAccessible.Text.Name and isinstance(widget, QLabel) and not widget.accessibleName():
            return widget.text()
        return super().text(kind)

    def state(self) -> QAccessible.State:
        state, widget = super().state(), self.object()
        if isinstance(widget, QAbstractButton) and widget.isCheckable():
            state.selectable, state.selected = 1, int(widget.isChecked())
        return state

    def actionNames(self) -> list[str]:
        return ["Press", "SetFocus"] if isinstance(self.object(), QAbstractButton) else super().actionNames()

    def doAction(self, name: str) -> None:
        widget = self.object()
        if name == "Press" and isinstance(widget, QAbstractButton):
            widget.click()
        else:
            super().doAction(name)


def _make(_class: str, thing: QObject | None) -> QAccessibleInterface | None:
    role = ROLES.get(thing.property(SPOKEN)) if isinstance(thing, QWidget) else None
    return Told(thing, role) if isinstance(thing, QWidget) and role is not None else None


def install() -> None:
    """From now on; a second time changes nothing."""
    QAccessible.installFactory(_make)
