"""Where the user is typing, kept while the pages are made anew for another theme or text size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.lines import LinesSection


@dataclass(frozen=True, slots=True)
class Caret:
    """The field that has the focus; of a line that is being typed also its words and where the caret stands."""

    place: FieldRef
    words: str | None = None
    at: int = 0

    @classmethod
    def held(cls, page: QWidget) -> Caret | None:
        """The caret of a page, None where the focus is in none of its fields; also while another window is in front."""
        focused = page.window().focusWidget()
        item = focused if focused is not None and page.isAncestorOf(focused) else None
        while item is not None and not isinstance(item, FieldItem):
            item = item.parentWidget()
        if item is None or focused is None:
            return None
        if isinstance(focused, QLineEdit) and item.editor.isAncestorOf(focused) and not focused.hasSelectedText():
            return cls(item.place, focused.text(), focused.cursorPosition())
        if isinstance(focused, QPlainTextEdit):
            return cls(item.place, None, focused.textCursor().position())
        return cls(item.place)

    def put(self, page: QWidget, go_to: Callable[[FieldRef, Callable[[], object]], object]) -> None:
        """Puts the caret into the same field of a new page, with what was typed so far, as it was typed."""
        go_to(self.place, lambda: self._put_words(page))

    def _put_words(self, page: QWidget) -> None:
        focused = page.window().focusWidget()
        if isinstance(focused, QLineEdit) and self.words is not None:
            focused.setText(self.words)
            focused.setCursorPosition(self.at)
        elif isinstance(focused, QPlainTextEdit):
            cursor = focused.textCursor()
            cursor.setPosition(min(self.at, len(focused.toPlainText())))
            focused.setTextCursor(cursor)


def field_ref_at(widget: QWidget | None, view: QWidget) -> FieldRef | None:
    """The field, the column or the group of lines around a control of the view."""
    while widget is not None and widget is not view:
        if isinstance(widget, FieldItem):
            return widget.place
        if isinstance(widget, LinesSection):
            return FieldRef(widget.group.id)
        widget = widget.parentWidget()
    return None
