"""Brings the address books to the front; the menus of a dossier sleep meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.engine.forms.form import Form
    from desktop_app.gui.features.editor.controller import Desk
    from desktop_app.gui.shell.overlays import OverlayPage


def show_all(desk: Desk) -> None:
    """The address books, over what is shown now."""
    if desk.ready():
        desk.aside.show(lambda: _page(desk))


def _page(desk: Desk) -> OverlayPage:
    from desktop_app.gui.features.address_book.page import AddressPage

    page = AddressPage(desk.theme, desk.books, lambda: _forms(desk))
    page.closed.connect(desk.wake)
    desk.window.menus.wake()
    return page


def _forms(desk: Desk) -> Iterator[Form]:
    return desk.library.forms()
