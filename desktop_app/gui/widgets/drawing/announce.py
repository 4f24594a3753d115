"""What screen readers are told: announcements, and what a widget is."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtWidgets import QWidget

Spoken = Literal["heading", "link", "step", "steps", "group", "status", "columns", "list"]
SPOKEN: Final = "spoken"  # the property that says it; `spoken_roles.py` reads it


def speak_as(widget: QWidget, what: Spoken) -> None:
    """Has the screen reader call a widget what it is, where Qt would not know."""
    widget.setProperty(SPOKEN, what)


def announce(widget: QWidget, words: str) -> None:
    """Has the screen reader, if one runs, read out a sentence about something that has just happened."""
    from PySide6.QtGui import (  # imported late: slow to load, not needed at start
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
