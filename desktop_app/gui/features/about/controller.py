"""Opens Informazioni su Commessa; what has to be read for it is shown when the worker has read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shiboken6 import isValid

from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.room import Room

if TYPE_CHECKING:
    from desktop_app.gui.shell.overlays import OverlayPage
    from desktop_app.library import CatalogEntry


class AboutController(Room):
    """Informazioni su Commessa, over what is shown now."""

    def actions(self) -> Sequence[Entry]:
        return (Action("about", "&Informazioni su Commessa", self.show),)

    def show(self) -> None:
        """Covers what is shown."""
        self._context.overlays.show(self._make_page)

    def _make_page(self) -> OverlayPage:
        from desktop_app.gui.features.about.page import AboutPage

        page = AboutPage(self._context.theme, str(self._context.drafts.path.parent))

        def fill(entries: Sequence[CatalogEntry]) -> None:
            if isValid(page):  # it may have been closed meanwhile
                page.show_association(self._context.association.association)
                page.show_forms(entries)

        self._context.catalog.with_forms(fill)
        return page
