"""What is typed and asked for while what it is meant for is still being made."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

MOVING: Final = frozenset({
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape,
    Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Insert, Qt.Key.Key_Menu,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
})  # fmt: skip
MODIFIERS: Final = frozenset({
    Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
})  # fmt: skip
CONTROL = Qt.KeyboardModifier.ControlModifier
OTHERS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def can_wait(event: QKeyEvent) -> bool:
    """Whether a key goes to whatever has the focus: what is written, moves about or, with Ctrl, is done with a text.

    Signs with Alt, numbers with Ctrl, and the keys from F1 on may be shortcuts of what comes.
    """
    if event.key() in MOVING:
        return True
    if event.modifiers() & OTHERS:
        return False
    if event.modifiers() & CONTROL:
        return Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
    return bool(event.text()) and event.text().isprintable()


def send_to_focus(event: QEvent, window: QWidget) -> None:
    """Gives an event to whatever has the focus by now in a window, also while another one is in front; or in the
    question that is asked before one goes on with it.
    """  # fmt: skip
    focused = (QApplication.activeModalWidget() or window).focusWidget()
    if focused is not None:
        QApplication.sendEvent(focused, event)


class HeldKeys:
    """Keys in the order in which they were typed; none is lost, and none goes to a field that happens to be there."""

    def __init__(self) -> None:
        self._held: list[QEvent | Callable[[], object]] = []

    def __bool__(self) -> bool:
        return bool(self._held)

    def hold(self, event: QKeyEvent) -> None:
        """Keeps a key, pressed or let go."""
        self._held.append(event.clone())
        event.accept()

    def hold_tab(self, forward: bool) -> None:
        """Keeps Tab, or Shift+Tab, which Qt brings as a wish to move the focus."""
        key, modifier = Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier
        if not forward:
            key, modifier = Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier
        self._held.append(QKeyEvent(QEvent.Type.KeyPress, key, modifier))

    def then(self, do: Callable[[], object]) -> None:
        """Does something after the keys held so far, and before those to come."""
        self._held.append(do)

    def hand_over(self, window: QWidget) -> None:
        """Gives each key to whatever has the focus of a window by then, and does what was asked for between them; what
        fails does not keep the others.
        """  # fmt: skip
        held, self._held = self._held, []
        with ExitStack() as in_their_order:
            for each in reversed(held):
                if isinstance(each, QEvent):
                    in_their_order.callback(send_to_focus, each, window)
                else:
                    in_their_order.callback(each)
