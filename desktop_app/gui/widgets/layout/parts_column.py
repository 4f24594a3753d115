"""A column whose parts are put in later, and replaced as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.layout.flow import clear_layout


class PartsColumn(QWidget):
    """Hidden while it is empty.

    Hidden at first also because a visible widget without a parent is a window, and would take the focus.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(10))
        self.hide()

    def show_parts(self, parts: Sequence[QWidget]) -> None:
        """These parts, in place of those before."""
        clear_layout(self._column)
        for part in parts:
            self._column.addWidget(part)
        self.setVisible(bool(parts))
