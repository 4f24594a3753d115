"""The editor of numbers: a right-aligned line whose width hints at the format."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.line_edits import LineInput
from desktop_app.gui.widgets.inputs.text_editors import LineEditor

AMOUNT_WIDTH, DECIMAL_WIDTH, COUNT_WIDTH = 190, 120, 90  # px at 100 %


class NumberEditor(LineEditor):
    """No spin box, because the wheel would change the number. Does not validate what is typed."""

    def __init__(self, theme: Theme, width: int = AMOUNT_WIDTH) -> None:
        # A tab between pasted lines: the numbers of two cells must not become one with a space between its thousands.
        super().__init__(theme, LineInput(theme, keypad_comma=True, select_on_click=True, joint="\t"))
        self._minimum = theme.px(width)
        self._field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._field.textChanged.connect(self._fit)
        self._fit("")

    def _fit(self, words: str) -> None:
        """Widens the field for a long number, up to 360 px."""
        needed = self._field.fontMetrics().horizontalAdvance(words) + 2 * self._theme.gap(12) + self._theme.px(8)
        self._field.setFixedWidth(min(max(self._minimum, needed), self._theme.px(360)))
