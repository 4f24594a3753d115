"""Opens the address books over what is shown; the menus of a dossier are disabled meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from shiboken6 import isValid

from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.room import Room

if TYPE_CHECKING:
    from desktop_app.gui.services.address_books import AddressBooks
    from desktop_app.gui.shell.overlays import OverlayPage
    from desktop_app.library import CatalogEntry


class AddressBookController(Room):
    """`opened` and `closed` tell when a record may be edited instead of the dossier; `deleted`: one is, for good."""

    opened = Signal()
    closed = Signal()
    deleted = Signal()

    def actions(self) -> Sequence[Entry]:
        return (Action("address_books", "&Anagrafiche", self.show, None, "store"),)

    @cached_property
    def _books(self) -> AddressBooks:
        self._context.books.deleted.connect(self.deleted)
        return self._context.books

    def show(self) -> None:
        """The address books, over what is shown now."""
        self._context.store.when_ready(lambda: self._context.overlays.show(self._make_page))

    def _make_page(self) -> OverlayPage:
        from desktop_app.gui.features.address_book.page import AddressPage

        context = self._context
        page = AddressPage(context.theme, self._books)

        def fill(entries: Sequence[CatalogEntry]) -> None:
            if isValid(page):  # it may have been closed meanwhile
                page.show_books([each.form for each in entries if each.form])

        context.catalog.with_forms(fill)
        page.closed.connect(self.closed)
        self.opened.emit()
        return page
