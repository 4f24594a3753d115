"""A closing step with nothing in it, for tests of the other steps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.steps.closing_step import ClosingStep
from desktop_app.gui.widgets.lists.rail import RailStep
from desktop_app.gui.wording.step_words import SUMMARY


class EmptySummary(QWidget):
    """Has what the guided view asks of the page of a closing step, and counts how often it was drawn."""

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


def empty_summary() -> ClosingStep:
    """The step of such a page."""
    return ClosingStep(SUMMARY, "controllare", lambda: RailStep("Riepilogo", "todo", counts=False), EmptySummary)
