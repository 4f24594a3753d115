"""Size and place of the window when it opens: as they were, or what the screen has room for."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QWidget

FIRST_SIZE = QSize(1366, 768)
FRAME = QSize(16, 48)  # px that a desktop puts around a window


def place(window: QWidget, before: QByteArray) -> None:
    """Puts a window where it was `before`, as Qt stored it; a first one is as large as fits, at most FIRST_SIZE."""
    if window.restoreGeometry(before):  # Qt makes it fit where the screen is smaller by now
        return
    window.resize(FIRST_SIZE)
    whole = FIRST_SIZE + FRAME
    if whole.boundedTo(room_of(window)) != whole:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def room_of(window: QWidget) -> QSize:
    """What the screen that a window opens on has free for it, in px."""
    return window.screen().availableSize()
