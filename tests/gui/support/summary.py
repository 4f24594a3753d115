"""A summary with nothing in it, for tests of the other steps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class EmptySummary(QWidget):
    """Has what the guided view asks of its last step (SummaryStep), and counts how often it was drawn."""

    navigate_requested = Signal(object)
    sides_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sides = (0, 0)
        self.drawn = 0

    @property
    def widget(self) -> QWidget:
        return self

    def show_state(self) -> None:
        self.drawn += 1

    def show_exports(self) -> None:
        self.drawn += 1
