"""Announcements to screen readers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Has the screen reader, if one runs, read out a sentence about something that has just happened."""
    from PySide6.QtGui import (  # imported late: slow to load, not needed at start
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
