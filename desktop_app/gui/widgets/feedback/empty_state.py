"""What is shown in place of an empty list: why it is empty, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.layout.card import CardFrame


class EmptyState(CardFrame):
    """Fact, words and a button if `action` gives its label; pressing it emits `action_requested`."""

    action_requested = Signal()

    def __init__(self, theme: Theme, fact: str, words: str = "", action: str = "") -> None:
        super().__init__(theme, fill="canvas")
        column = QVBoxLayout(self)
        side = theme.gap(18)
        column.setContentsMargins(side, theme.gap(14), side, theme.gap(14))
        column.setSpacing(theme.gap(4))
        column.addWidget(text_label(theme, fact, weight=600))
        if words:
            column.addWidget(text_label(theme, words, "small", "muted"))
        if action:
            button = Button(theme, action, small=True)
            button.clicked.connect(self.action_requested)
            column.addSpacing(theme.gap(6))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
