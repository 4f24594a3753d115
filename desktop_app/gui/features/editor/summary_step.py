"""What the guided view asks of its last step, which another part of the window makes."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget


class SummaryStep(Protocol):
    """The summary of a dossier as a step: a widget, when to draw it again, and where it leads."""

    @property
    def widget(self) -> QWidget:
        """The summary itself."""

    @property
    def navigate_requested(self) -> SignalInstance:
        """Brings the FieldRef that the user asks to be shown."""

    @property
    def sides_changed(self) -> SignalInstance:
        """Emitted when `sides` have changed."""

    @property
    def sides(self) -> tuple[int, int]:
        """What its text leaves free at its left and right, in px."""

    def show_state(self) -> None:
        """Draws the dossier as it is now."""

    def show_exports(self) -> None:
        """What was exported from the dossier is known anew, or another day has begun."""
