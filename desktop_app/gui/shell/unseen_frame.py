"""A frame that is laid out in a later turn of the event loop: a key that may be a shortcut in it does not wait."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.gui.widgets.layout.held_keys import MODIFIERS, can_wait


class UnseenFrame(QObject):
    """Until it goes, such a key has `show` called before it: Qt looks for shortcuts only in what is shown."""

    def __init__(self, frame: QWidget, show: Callable[[], object]) -> None:
        super().__init__(frame)
        self._show = show
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _may_be_shortcut(event):
            self._show()
        return False


def _may_be_shortcut(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() not in MODIFIERS and not can_wait(event)
