"""Da: the box that a message goes from, where the parties have several."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.gui.features.signing.sending.cards import Card
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.inputs.choice_editors import RadioEditor
from desktop_app.gui.widgets.inputs.toggles import RadioButton
from desktop_app.gui.widgets.layout.scroll import ScrollContent

FROM: Final = "Da quale casella lo invii"


class SenderChoice(ScrollContent):
    """`chosen` brings the address of the box; "" for the first that the form names."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, card: Card) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap(10))
        caption = text_label(theme, "Da", "small", "muted", wrap=False)
        caption.setMinimumWidth(theme.px(52))
        self.editor = RadioEditor(theme, dict(card.boxes))
        for each in self.editor.findChildren(RadioButton):
            each.setFont(theme.font("small"))
        self.editor.show_value(card.sender)
        self.editor.set_accessible(FROM, card.title)
        self.editor.edited.connect(lambda box: self.chosen.emit(str(box or "")))
        row.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.editor, 1)
