"""Where the user is typing, kept while the pages are made anew in another look."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.steps.field_item import FieldItem


@dataclass(frozen=True, slots=True)
class Caret:
    """The field that has the focus; of a line that is being typed also its words and where the caret stands."""

    place: FieldRef
    words: str | None = None
    at: int = 0

    @classmethod
    def held(cls, window: QWidget) -> Caret | None:
        """The one of the moment, if it is in a field of the window, also while another one is in front."""
        focused = window.focusWidget()
        item: QWidget | None = focused
        while item is not None and not isinstance(item, FieldItem):
            item = item.parentWidget()
        if item is None or focused is None:
            return None
        if isinstance(focused, QLineEdit) and item.editor.isAncestorOf(focused) and not focused.hasSelectedText():
            return cls(item.place, focused.text(), focused.cursorPosition())
        if isinstance(focused, QPlainTextEdit):
            return cls(item.place, None, focused.textCursor().position())
        return cls(item.place)

    def put(self, view: DossierView) -> None:
        """The same field of a new view, as it was: half a number must stay one."""
        view.go_to(self.place)
        focused = view.window().focusWidget()
        if isinstance(focused, QLineEdit) and self.words is not None:
            focused.setText(self.words)
            focused.setCursorPosition(self.at)
        elif isinstance(focused, QPlainTextEdit):
            cursor = focused.textCursor()
            cursor.setPosition(min(self.at, len(focused.toPlainText())))
            focused.setTextCursor(cursor)
