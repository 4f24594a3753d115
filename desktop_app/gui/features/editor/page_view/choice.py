"""Whether the page stands beside the questions: chosen with the switch or from the menu, and remembered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from desktop_app.gui.shell.context import AppContext

if TYPE_CHECKING:  # imported where a dossier is opened
    from desktop_app.gui.features.editor.page_view.page_side import PageSide
    from desktop_app.gui.features.editor.side_column import SideColumn
    from desktop_app.gui.features.editor.view import DossierView
    from desktop_app.gui.steps.edit_session import EditSession

NO_ROOM: Final = "La pagina accanto alle domande ha bisogno di una finestra più larga."
NO_ROOM_ADVICE: Final = "Allarga la finestra, o riduci il testo con Ctrl −. Intanto c’è l’anteprima: Ctrl Maiusc P."
NOT_HERE: Final = "La pagina sta accanto alle domande: qui non ce ne sono."
NOT_HERE_ADVICE: Final = "Vai a un passo con delle domande, oppure apri l’anteprima: Ctrl Maiusc P."


class PageChoice:
    """`view` gives the one of the open dossier."""

    def __init__(self, context: AppContext, view: Callable[[], DossierView | None]) -> None:
        self._context, self._view = context, view

    def column(self, session: EditSession) -> SideColumn:
        """The column beside the questions of a dossier, as it was chosen last."""
        from desktop_app.gui.features.editor.side_column import SideColumn

        theme, worker, settings = self._context.theme, self._context.worker, self._context.settings

        def make() -> PageSide:
            from desktop_app.gui.features.editor.page_view.page_side import PageSide

            return PageSide(theme, worker, session)

        made = SideColumn(theme, make, settings.page_beside)
        made.chosen.connect(self._keep)
        return made

    def _keep(self, paged: bool) -> None:
        self._context.settings.page_beside = paged

    def toggle(self) -> None:
        """The entry of the menu; where there is no room it says so, and changes nothing."""
        view = self._view()
        if view is None or not view.isVisible():
            return
        if view.shown_closing is not None:
            self._context.window.say("output", "note", NOT_HERE, NOT_HERE_ADVICE)
        elif not view.side.has_room:
            self._context.window.say("output", "note", NO_ROOM, NO_ROOM_ADVICE)
        else:
            view.side.turn(not view.side.paged)
