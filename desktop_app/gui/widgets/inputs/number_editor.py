"""The editor of numbers: a line like any other, right aligned, whose width tells the format."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.line_edits import LineInput
from desktop_app.gui.widgets.inputs.text_editors import LineEditor

NUMBER_WIDTHS = {"money": 190, "decimal": 120, "integer": 90}


class NumberEditor(LineEditor):
    """Never a spin box: the wheel passing over it would change the number. What is typed is not judged here."""

    def __init__(self, theme: Theme, kind: Literal["money", "decimal", "integer"] = "money") -> None:
        super().__init__(theme, LineInput(theme, keypad_comma=True, select_on_click=True))
        self._least = theme.px(NUMBER_WIDTHS[kind])
        self._field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._field.textChanged.connect(self._fit)
        self._fit("")

    def _fit(self, words: str) -> None:
        """A long number widens its field, so that no digit is out of sight."""
        needed = self._field.fontMetrics().horizontalAdvance(words) + 2 * self._theme.gap(12) + self._theme.px(8)
        self._field.setFixedWidth(min(max(self._least, needed), self._theme.px(360)))
