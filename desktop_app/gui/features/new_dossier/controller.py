"""Nuova pratica, which is also the first start: the forms as cards, and what begins with one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from desktop_app.drafts.faults import StoreFault
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room, do_nothing

if TYPE_CHECKING:
    from desktop_app.drafts.listing.dossier_rows import DossierRows
    from desktop_app.gui.features.new_dossier.page import NewDossierPage
    from desktop_app.library import CatalogEntry


class NewDossierController(Room):
    """`form_chosen`, `blanks_requested` and `example_requested` bring the id of a form."""

    form_chosen = Signal(str)
    example_requested = Signal(str)
    blanks_requested = Signal(str)
    import_requested = Signal()
    guide_requested = Signal()
    closed = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.page: NewDossierPage | None = None

    def show(self) -> None:
        """The page, with the cards of all forms as soon as they are read."""
        if self.page is None:
            self.page = self._make_page()
        self.refresh()
        self._context.window.show_page(self.page)
        self.page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)  # not where the last visit ended

    def _make_page(self) -> NewDossierPage:
        from desktop_app.gui.features.new_dossier.page import NewDossierPage

        page = NewDossierPage(self._context.theme)
        page.form_chosen.connect(self.form_chosen)
        page.blanks_requested.connect(self.blanks_requested)
        page.example_requested.connect(self.example_requested)
        page.import_requested.connect(self.import_requested)
        page.guide_requested.connect(self.guide_requested)
        page.closed.connect(self.closed)
        return page

    def refresh(self) -> None:
        """The forms may be others now."""
        if self.page is not None:
            self._context.catalog.with_forms(self._fill)

    def on_day_changed(self, today: dt.date) -> None:
        self.refresh()

    def _fill(self, entries: Sequence[CatalogEntry]) -> None:
        """Reads beside the window, too, which of them was used last: of thousands of dossiers that takes its time."""
        drafts = self._context.drafts

        def read() -> DossierRows | None:
            with suppress(StoreFault):  # the forms are there even where the dossiers cannot be read
                return drafts.rows()
            return None

        self._context.store.ask(read, lambda rows: self._show_forms(entries, rows))

    def _show_forms(self, entries: Sequence[CatalogEntry], rows: DossierRows | None) -> None:
        from desktop_app.gui.features.new_dossier.cards import form_card, in_order
        from desktop_app.library import editions_among

        if self.page is None:
            return
        today = self._context.day.today()
        replaced = editions_among(entries, today).successors
        offered = sorted((each for each in entries if each.id not in replaced), key=lambda each: each.id)
        cards = [form_card(each.form, today, each.source.origin) for each in offered if each.form]
        faulty = [f"{each.name}: {each.faults[0]}" for each in entries if each.faults]
        used = rows.forms if rows is not None else ()  # the last changed first
        self.page.show_forms(in_order(cards, used), faulty, first=rows is not None and not rows)

    def release_pages(self) -> Callable[[], None]:
        shown = self.page is not None and self._context.overlays.uncovered is self.page
        self.page = None
        return self.show if shown else do_nothing
