"""Makes Firma e invio for the dossier that is open, and does what is asked for there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.gui.features.signing.files import DossierFiles
from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room
from desktop_app.gui.wording.step_words import SIGNING, SUMMARY

if TYPE_CHECKING:  # imported with the first dossier
    from desktop_app.gui.features.signing.page import SigningPage
    from desktop_app.gui.look.theme import Theme
    from desktop_app.session.dossier import Dossier


class SigningController(Room):
    """`export_requested` brings ids of documents; `step_requested` the id of the step to show; `guide_requested` asks
    for the guide where the user is.
    """  # fmt: skip

    export_requested = Signal(list)
    step_requested = Signal(str)
    guide_requested = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._files = DossierFiles(context)

    def actions(self) -> Sequence[Entry]:
        return (Action("signing", "&Firma e invio", self._show, "Ctrl+I", "dossier"),)

    def _show(self) -> None:
        self.step_requested.emit(SIGNING)

    def make_step(self, theme: Theme, dossier: Dossier) -> SigningPage:
        """The last step of a dossier that was opened."""
        from desktop_app.gui.features.signing.page import SigningPage

        page = SigningPage(theme, dossier)
        page.guide_requested.connect(self.guide_requested)
        page.requested.connect(lambda what, id: self._do(page, what, id))
        return page

    def _do(self, page: SigningPage, what: str, id: str) -> None:
        if what == "summary":
            self.step_requested.emit(SUMMARY)
        elif what == "export":
            self.export_requested.emit([id] if id else [each for each, row in page.rows.items() if row.is_waiting])
        elif what in ("open", "folder"):
            dossier = page.dossier
            export = dossier.comparison.current(id, dossier.exports, dossier.state)
            if export is not None:
                (self._files.open if what == "open" else self._files.show)(export.path)
