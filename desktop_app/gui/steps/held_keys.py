"""The keys that are typed while the field that they are meant for is still being made."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication


class HeldKeys:
    """Keys in the order in which they were typed; none is lost, and none goes to a field that happens to be there."""

    def __init__(self) -> None:
        self._keys: list[QKeyEvent] = []

    def __bool__(self) -> bool:
        return bool(self._keys)

    def hold(self, event: QKeyEvent) -> None:
        """Keeps a key."""
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
            focused = QApplication.focusWidget()
            if focused is not None:
                QApplication.sendEvent(focused, key)
