"""A yes-or-no question as a check box beside its own words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.pressable import is_enter
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics, escape_mnemonic
from desktop_app.gui.widgets.inputs.editor import FieldEditor, FieldState
from desktop_app.gui.widgets.inputs.toggles import CheckBox


class _Box(CheckBox):
    """Enter goes on, as in any other field."""

    enter_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)


class TickEditor(FieldEditor):
    """The value is a bool: an empty box says no, so its form proposes that."""

    says_label = True

    def __init__(self, theme: Theme, words: str, mnemonics: Mnemonics | None = None) -> None:
        super().__init__(theme)
        self._box = _Box(theme, mnemonics.assign(words) if mnemonics else escape_mnemonic(words))
        self._box.clicked.connect(self._chosen)
        self._box.enter_pressed.connect(self._commit_and_move_on)
        self.row.addWidget(self._box)

    def show_value(self, value: object) -> None:
        self._box.setChecked(value is True)

    def focus_widget(self) -> QWidget:
        return self._box

    def set_state(self, state: FieldState) -> None:
        self._box.setProperty("state", state)
        self._box.update()

    def _chosen(self, on: bool) -> None:
        self._focus_arrived()
        self._emit_edited(on)
        self._commit()
