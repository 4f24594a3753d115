"""The box at the top of Firma e invio: one fact, one thing to do, one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.gui.features.signing.next_thing import NextThing
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.announce import announce
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.layout.card import CardFrame

GROUNDS = {
    "accent": ("accent_soft", "accent_line"), "warn": ("warn_soft", "warn_line"), "ok": ("ok_soft", "ok_line"),
    "error": ("error_soft", "error_line"), "muted": ("canvas", "line"),
}  # fmt: skip


class NextBox(CardFrame):
    """`action_requested` brings the id of what its button does."""

    action_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._shown: NextThing | None = None
        self._icon = IconView(theme, "pen-line", "accent", 22, "h2")
        self._fact, self._text = heading(theme, ""), text_label(theme, "")
        self.button = Button(theme, "", "primary")
        self.button.clicked.connect(self._press)
        row, column = QHBoxLayout(self), QVBoxLayout()
        side = theme.gap(18)
        row.setContentsMargins(side, theme.gap(14), side, theme.gap(14))
        row.setSpacing(theme.gap(14))
        column.setSpacing(theme.gap(4))
        column.addWidget(self._fact)
        column.addWidget(self._text)
        column.addSpacing(theme.gap(4))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def _press(self) -> None:
        if self._shown is not None:
            self.action_requested.emit(self._shown.action)

    def show_next(self, thing: NextThing) -> None:
        """Another one is read out by screen readers."""
        if thing == self._shown:
            return
        before, self._shown = self._shown, thing
        self._icon.show_icon(thing.icon, thing.color)
        self._fact.setText(thing.fact)
        self._text.setText(thing.text)
        self._text.setVisible(bool(thing.text))
        if thing.action:
            self.button.show_words(thing.words)
        self.button.setVisible(bool(thing.action))
        fill, line = GROUNDS[thing.color]
        self.set_look(fill, line)
        self.setAccessibleName(f"{thing.fact} {thing.text}".strip())
        if before is not None and self.isVisible():
            announce(self, f"{thing.fact} {thing.text}".strip())
