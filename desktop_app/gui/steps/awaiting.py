"""A page that waits for one of its places to be made, and keeps what is typed for it until then."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.widgets.layout.held_keys import HeldKeys
from desktop_app.gui.widgets.layout.later import later
from desktop_app.gui.widgets.layout.scroll import ScrollContent

PASSING: Final = frozenset({  # the focus comes back by itself
    Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason,
})  # fmt: skip


class AwaitingPage(ScrollContent):
    """It has the focus itself while it waits. What is asked for meanwhile comes after what was typed before."""

    waits = Signal(bool)  # whether the focus is to go to a place that is still to be made

    def __init__(self) -> None:
        super().__init__()
        self._awaited: tuple[FieldRef, Callable[[], object]] | None = None
        self._held = HeldKeys()

    @property
    def awaited(self) -> FieldRef | None:
        """The place that is still to be made and gets the focus then."""
        return self._awaited[0] if self._awaited is not None else None

    @property
    def is_waiting(self) -> bool:
        """Whether the focus is to go to a place that is still to be made."""
        return self._awaited is not None

    @property
    def holds_keys(self) -> bool:
        """Whether something was typed for that place."""
        return bool(self._held) and self.is_waiting

    def puts_off(self, do: Callable[[], object]) -> bool:
        """Does something later where keys are held for the place that is waited for: they come first, and what is typed
        from now on comes after it. False where none are, and nothing will be done.
        """  # fmt: skip
        if not self.holds_keys:
            return False
        self._held.then(do)
        return True

    def _await(self, place: FieldRef, then: Callable[[], object]) -> None:
        self._awaited = (place, then)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.waits.emit(True)

    def _forget_awaited(self) -> None:
        if self._awaited is not None:
            self._awaited = None
            self.waits.emit(False)

    def _end_waiting(self, focus: Callable[[FieldRef], bool]) -> None:
        """The place gets the focus by `focus`, which tells whether it could, and what was typed for it; where nothing
        was, only if the user has not put the focus elsewhere meanwhile.
        """  # fmt: skip
        if self._awaited is not None:
            (place, then), self._awaited = self._awaited, None
            if (self._held or self._has_focus()) and focus(place):
                then()
            self._held.hand_over(self.window())
            later(self, lambda: self.waits.emit(False))  # once it was scrolled into sight

    def _has_focus(self) -> bool:
        """Also while another window is in front."""
        return self.window().focusWidget() is self

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The user puts the focus elsewhere: it comes there after what was typed before."""
        elsewhere = self.window().focusWidget()
        if event.reason() not in PASSING and elsewhere is not None:
            self.puts_off(partial(_focus, elsewhere))
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self.is_waiting and event.matches(QKeySequence.StandardKey.Paste):
            event.accept()  # as a key, not as an entry of the menus
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_waiting and self._has_focus():
            self._held.hold(event)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._held:  # a key that is held goes down and up where it is handed over
            self._held.hold(event)
        else:
            super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab waits, too."""
        if self.is_waiting and self._has_focus():
            self._held.hold_tab(next)
            return True
        return super().focusNextPrevChild(next)


def _focus(widget: QWidget) -> None:
    if isValid(widget):
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
