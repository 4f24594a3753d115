"""Makes Riepilogo for the dossier that is open, and passes on what is asked for there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from desktop_app.gui.shell.room import Room
from desktop_app.gui.wording.step_words import SUMMARY

if TYPE_CHECKING:  # imported with the first dossier
    from desktop_app.gui.features.summary.page import SummaryPage
    from desktop_app.gui.look.theme import Theme
    from desktop_app.gui.steps.closing_step import ClosingStep
    from desktop_app.session.dossier import Dossier

GUIDE_PAGE: Final = "controllare"


class SummaryController(Room):
    """Its signals bring the ids of documents; an empty one means all."""

    preview_requested = Signal(str)
    export_requested = Signal(list)
    print_requested = Signal(str)
    calendar_requested = Signal()
    blanks_requested = Signal(str)  # of a form

    def make_step(self, theme: Theme, dossier: Dossier) -> ClosingStep:
        """The step after those of the form, for a dossier that was opened."""
        from desktop_app.gui.features.summary.rail_words import rail_step
        from desktop_app.gui.steps.closing_step import ClosingStep

        return ClosingStep(SUMMARY, GUIDE_PAGE, lambda: rail_step(dossier), lambda: self._make_page(theme, dossier))

    def _make_page(self, theme: Theme, dossier: Dossier) -> SummaryPage:
        from desktop_app.gui.features.summary.page import SummaryPage

        page = SummaryPage(theme, dossier)
        page.preview_requested.connect(self.preview_requested)
        page.export_requested.connect(self.export_requested)
        page.print_requested.connect(self.print_requested)
        page.blanks_requested.connect(self.blanks_requested)
        page.calendar_requested.connect(self.calendar_requested)
        return page
