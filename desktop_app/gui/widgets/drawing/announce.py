"""What is said to who listens instead of looking."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Has a screen reader say something that happened."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # slow to load, and never at the start

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
