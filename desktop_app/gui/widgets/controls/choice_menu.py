"""A button that says what is chosen among some things, and opens them as a menu."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, Signal

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.menu import styled_menu
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic


class ChoiceMenu(Button):
    """`chosen` brings the value of the entry that was picked; nothing asks for it again while it is shown."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, small=True, trailing="chevron-down")
        self._name = name
        self.menu = styled_menu(theme, self)
        self.clicked.connect(self._open)

    def show_choices(self, choices: Mapping[Any, str], value: Any, none: Any) -> None:
        """The words of each value, and which one is chosen; `none` is the value that chooses nothing."""
        words = self._name if value == none else f"{self._name}: {choices.get(value, value)}"
        self.show_words(escape_mnemonic(words))
        self._kind = "secondary" if value == none else "accent"
        self.menu.clear()
        for each, said in choices.items():
            action = self.menu.addAction(escape_mnemonic(said))
            action.setCheckable(True)
            action.setChecked(each == value)
            action.triggered.connect(lambda _=False, each=each: self.chosen.emit(each))

    def _open(self) -> None:
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height())))
