"""The base class of all field editors: their contract, and when they report edits and commits."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.look.stylesheets import set_style_property
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.inputs.line_edits import ReadOnlyLook
from desktop_app.gui.widgets.layout.tab_order import stops_after

FieldState = Literal["", "error", "warning"]


class FieldEditor(QWidget):
    """`edited` brings the value at each change by the user, `committed` comes when the field is left and on Enter.

    The value is a str for texts, numbers and dates, as typed; a bool for yes/no; an option's id or None for choices.
    `paste_refused` brings the length of a text that was too long to be pasted; it changed nothing.
    Ctrl+Z and Ctrl+Y are not handled here: undo belongs to the window and spans all steps.
    """

    edited = Signal(object)
    committed = Signal()
    paste_refused = Signal(int)

    compact = True  # whether a row has room for other widgets beside it
    says_label = False  # whether its own words are the label

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._typing = self._committed = False
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.gap(8))

    def show_value(self, value: object) -> None:
        """Shows the draft's value without emitting; None is empty."""
        raise NotImplementedError

    def focus_widget(self) -> QWidget:
        """The control to focus, at this moment: a link to this field leads there."""
        raise NotImplementedError

    def buddy(self) -> QWidget:
        """The buddy of the label: its mnemonic focuses this widget."""
        return self.focus_widget()

    def set_state(self, state: FieldState) -> None:
        """The border for a problem: a dynamic property, as style sheets select by it."""
        set_style_property(self.focus_widget(), "state", state)

    def set_read_only(self, look: ReadOnlyLook) -> None:
        """Fixed values keep their tab stop where possible.

        Of computed ones the links are the stop, which say the value; a click or a link to the field still selects it.
        """
        self.focus_widget().setEnabled(not look)

    def set_accessible(self, name: str, description: str = "") -> None:
        self.focus_widget().setAccessibleName(name)
        self.focus_widget().setAccessibleDescription(description)

    def is_typing(self) -> bool:
        """True from a keystroke until the field is left: meanwhile its text must not be replaced."""
        return self._typing

    def _emit_edited(self, value: object) -> None:
        self._typing, self._committed = True, False
        self.edited.emit(value)

    def _commit(self) -> None:
        """Emits `committed` once per edit, although Enter is followed by a loss of focus."""
        self._typing = False
        if not self._committed:
            self._committed = True
            self.committed.emit()

    def _commit_and_move_on(self) -> None:
        self._commit()
        self._focus_next()

    def _focus_arrived(self) -> None:
        self._committed = False

    def _focus_next(self) -> None:
        """Focuses the next control of the page that is no link."""
        follower = next((each for each in stops_after(self) if not isinstance(each, Link)), None)
        if follower is not None:
            follower.setFocus(Qt.FocusReason.TabFocusReason)
