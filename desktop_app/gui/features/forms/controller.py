"""The forms there are, for the pages that list them: read by the worker, never in the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from shiboken6 import isValid

from desktop_app.drafts.faults import StoreFault
from desktop_app.gui.services.catalog import with_forms
from desktop_app.gui.services.desktop import show_folder
from desktop_app.gui.shell.overlays import OverlayPage
from desktop_app.system.files import make_folder

if TYPE_CHECKING:
    from desktop_app.gui.features.editor.controller import Desk
    from desktop_app.gui.features.forms.page import FormsPage
    from desktop_app.library import CatalogEntry


def fill_new(desk: Desk) -> None:
    """The cards of Nuova pratica, as soon as the forms are read."""

    def fill(listed: Sequence[CatalogEntry]) -> None:
        from desktop_app.gui.features.new_dossier.cards import described

        if desk.page_new is not None:
            cards = [described(each.form) for each in sorted(listed, key=lambda each: each.id) if each.form]
            faulty = [f"{each.name}: {each.faults[0]}" for each in listed if each.faults]
            first = False
            with suppress(StoreFault):  # the forms are there even where the dossiers cannot be read
                first = not desk.drafts.rows()
            desk.page_new.show_forms(cards, faulty, first=first)

    with_forms(desk, fill)


def show_all(desk: Desk) -> None:
    """The page Moduli."""
    desk.aside.show(lambda: _page(desk))


def _page(desk: Desk) -> OverlayPage:
    from desktop_app.gui.features.forms.page import FormsPage

    page = FormsPage(desk.theme)
    page.folder_wanted.connect(lambda: _open_folder(desk))
    page.reread_wanted.connect(lambda: _reread(desk, page))
    _fill(desk, page)
    return page


def _fill(desk: Desk, page: FormsPage) -> None:
    def fill(listed: Sequence[CatalogEntry]) -> None:
        if isValid(page):  # it may have been closed meanwhile
            page.show_listed(listed)

    with_forms(desk, fill)


def _reread(desk: Desk, page: FormsPage) -> None:
    desk.library.reread()
    page.show_reading()
    _fill(desk, page)
    fill_new(desk)


def _open_folder(desk: Desk) -> None:
    from desktop_app.system.paths import own_forms_folder

    with desk.faults_told():
        make_folder(own_forms_folder())
        show_folder(own_forms_folder())
