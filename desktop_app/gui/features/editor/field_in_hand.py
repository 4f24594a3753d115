"""Which field the focus is in."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop_app.gui.steps.field_item import FieldItem


class FieldInHand(QObject):
    """`moved` brings the FieldItem inside of a view that has the focus, None where it is elsewhere."""

    moved = Signal(object)

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._view):  # the view goes, and the focus out of what it held
            return
        while new is not None and new is not self._view and not isinstance(new, FieldItem):
            new = new.parentWidget()
        self.moved.emit(new if isinstance(new, FieldItem) and self._view.isAncestorOf(new) else None)
