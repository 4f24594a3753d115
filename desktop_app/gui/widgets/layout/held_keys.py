"""The keys that are typed while what they are meant for is still being made."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

MOVING: Final = frozenset({
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
})  # fmt: skip
MODIFIERS: Final = frozenset({
    Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
})  # fmt: skip
CONTROL = Qt.KeyboardModifier.ControlModifier
OTHERS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def can_wait(event: QKeyEvent) -> bool:
    """Whether a key goes to whatever has the focus: what is written, or moves about. It is no shortcut."""
    if event.modifiers() & OTHERS:
        return False
    written = not event.modifiers() & CONTROL and bool(event.text()) and event.text().isprintable()
    return written or event.key() in MOVING


def send_to_focus(event: QEvent) -> None:
    """Gives an event to whatever has the focus by now."""
    focused = QApplication.focusWidget()
    if focused is not None:
        QApplication.sendEvent(focused, event)


class HeldKeys:
    """Keys in the order in which they were typed; none is lost, and none goes to a field that happens to be there."""

    def __init__(self) -> None:
        self._keys: list[QKeyEvent] = []

    def __bool__(self) -> bool:
        return bool(self._keys)

    def hold(self, event: QKeyEvent) -> None:
        """Keeps a key, pressed or let go."""
        self._keys.append(event.clone())
        event.accept()

    def hold_tab(self, forward: bool) -> None:
        """Keeps Tab, or Shift+Tab, which Qt brings as a wish to move the focus."""
        key, modifier = Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier
        if not forward:
            key, modifier = Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier
        self._keys.append(QKeyEvent(QEvent.Type.KeyPress, key, modifier))

    def hand_over(self) -> None:
        """Gives all to whatever has the focus by then."""
        keys, self._keys = self._keys, []
        for key in keys:
            send_to_focus(key)
