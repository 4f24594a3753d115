"""A line of text with a button: a reason, a number, a day; what was typed stays while the page is drawn again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.inputs.editor import FieldEditor
from desktop_app.gui.widgets.inputs.field_row import FieldRow
from desktop_app.gui.widgets.inputs.text_editors import TextEditor
from desktop_app.gui.widgets.layout.scroll import ScrollContent


class GivenLine(ScrollContent):
    """`given` brings what was typed, once the button is pressed; nothing is given while it is empty."""

    given = Signal(str)

    def __init__(
        self, theme: Theme, label: str, words: str, *, missing: str, about: str = "", help: str = "",
        editor: FieldEditor | None = None, value: str = "",
    ) -> None:  # fmt: skip
        super().__init__()
        self._missing, self._value = missing, value
        self.editor = editor or TextEditor(theme)
        self.editor.show_value(value)
        self.editor.edited.connect(self._keep)
        self._row = FieldRow(theme, label, self.editor, help, spoken_context=about)
        self.button = Button(theme, words, small=True)
        self.button.setAccessibleName(f"{words}: {about}" if about else words)
        self.button.clicked.connect(self._give)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap(10))
        row.addWidget(self._row, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)

    def _keep(self, typed: object) -> None:
        self._value = str(typed or "")
        self._row.show_notices(())

    def focus(self) -> None:
        self._row.focus()

    def tell(self, fact: str) -> None:
        """Why what was typed cannot be taken."""
        self._row.show_notices((Notice("error", fact),))

    def _give(self) -> None:
        if self._value.strip():
            self.given.emit(self._value.strip())
        else:
            self.tell(self._missing)

    def stops(self) -> list[QWidget]:
        """The controls, in order."""
        return [self.editor.focus_widget(), self.button]
