"""The contract that all field editors keep, and how they move on."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.look.stylesheets import set_style_property
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.inputs.line_edits import ReadOnlyLook

FieldState = Literal["", "error", "warning"]


class FieldEditor(QWidget):
    """`edited` brings what was typed at each change, `committed` comes on leaving and on Enter.

    `refused` brings the length of what was pasted and is far too long to be taken: nothing was changed by it.
    A str for texts, numbers and dates, as typed; a bool for yes/no; an option's id or None for choices.
    Ctrl+Z and Ctrl+Y are left to the window, whose undo spans all steps.
    """

    edited = Signal(object)
    committed = Signal()
    paste_refused = Signal(int)

    compact = True  # leaves room for a problem beside it

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._typing = self._committed = False
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.gap(8))

    def show_value(self, value: object) -> None:
        """Shows what the draft holds, and emits nothing. None is empty."""
        raise NotImplementedError

    def focus_widget(self) -> QWidget:
        """The control that takes the focus now: a problem's target."""
        raise NotImplementedError

    def buddy(self) -> QWidget:
        """What a label's letter leads to."""
        return self.focus_widget()

    def set_state(self, state: FieldState) -> None:
        """The border that goes with a problem; a property, which sheets look at, too."""
        set_style_property(self.focus_widget(), "state", state)

    def set_read_only(self, look: ReadOnlyLook) -> None:
        """Computed and fixed values stay reachable by Tab, so that they can be read aloud and copied."""
        self.focus_widget().setEnabled(not look)

    def set_accessible(self, name: str, description: str = "") -> None:
        self.focus_widget().setAccessibleName(name)
        self.focus_widget().setAccessibleDescription(description)

    def is_typing(self) -> bool:
        """True from a keystroke until the field is left: what is being typed must not be rewritten."""
        return self._typing

    def _emit_edited(self, value: object) -> None:
        self._typing, self._committed = True, False
        self.edited.emit(value)

    def _commit(self) -> None:
        """Tells once, though Enter is followed by the loss of the focus."""
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
        """To the next control, past the links of this field."""
        here = self.focus_widget()
        follower = here.nextInFocusChain()
        while follower is not None and follower is not here:
            tab = follower.focusPolicy() & Qt.FocusPolicy.TabFocus
            skipped = isinstance(follower, Link) or self.isAncestorOf(follower)
            if tab and not skipped and follower.isVisible() and follower.isEnabled():
                follower.setFocus(Qt.FocusReason.TabFocusReason)
                break
            follower = follower.nextInFocusChain()
