"""A line of text for the reason of what the user decided: an overridden value, a warning set aside."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.field_row import FieldRow
from desktop_app.gui.widgets.inputs.text_editors import TextEditor


class ReasonLine(QWidget):
    """Never overwrites what is being typed."""

    edited = Signal(str)  # at each key
    committed = Signal()  # on leaving

    def __init__(self, theme: Theme, label: str, help: str) -> None:
        super().__init__()
        self.editor = TextEditor(theme)
        self._row = FieldRow(theme, label, self.editor, help)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.gap(14), theme.gap(4), 0, 0)
        column.addWidget(self._row)
        self.editor.edited.connect(lambda value: self.edited.emit(str(value or "")))
        self.editor.committed.connect(self.committed)

    def show_value(self, reason: str) -> None:
        if not self.editor.is_typing():
            self.editor.show_value(reason)

    def focus(self) -> None:
        self._row.focus()
