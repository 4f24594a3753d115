"""Brings Informazioni to the front; what has to be read comes when the worker has read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shiboken6 import isValid

from desktop_app.gui.services.catalog import with_forms
from desktop_app.gui.shell.overlays import OverlayPage

if TYPE_CHECKING:
    from desktop_app.gui.features.editor.controller import Desk
    from desktop_app.library import CatalogEntry


def show(desk: Desk) -> None:
    """Informazioni su Commessa, over what is shown now."""
    desk.aside.show(lambda: _page(desk))


def _page(desk: Desk) -> OverlayPage:
    from desktop_app.gui.features.about.page import AboutPage

    page = AboutPage(desk.theme, str(desk.drafts.path.parent))

    def fill(listed: Sequence[CatalogEntry]) -> None:
        if isValid(page):  # it may have been closed meanwhile
            association = desk.handed.association
            page.show_association(association.name, association.logo)
            page.show_forms(listed)

    with_forms(desk, fill)
    return page
