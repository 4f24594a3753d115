"""Pratiche: the list of dossiers, what is done with the chosen one, and the bin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice

from PySide6.QtCore import Qt, Signal

from desktop_app.drafts.models import DossierEntry
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.dossiers.selection import ListView
from desktop_app.gui.services.summary_refresh import SummaryRefresh
from desktop_app.gui.shell.actions import Action, Entry, ShowItems, Standard, Submenu
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.room import Room, do_nothing
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic

RECENT = 10
LONGEST_IN_MENU = 60  # characters of a title


class DossiersController(Room):
    """`open_requested` brings an id and, where a link leads to a place in the dossier, its FieldRef (else None).

    `selection_changed`: another dossier is chosen, or the bin is shown; `bin_emptied`: its dossiers are deleted.
    `summaries_changed`: what the list says of dossiers was worked out anew, because it was of an earlier day.
    """

    show_requested = Signal()
    open_requested = Signal(str, object)
    duplicate_requested = Signal(str)
    new_requested = Signal()
    import_requested = Signal()
    deadlines_requested = Signal()
    file_requested = Signal(object)
    pdf_requested = Signal(object)
    selection_changed = Signal()
    bin_emptied = Signal()
    summaries_changed = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.page: DossiersPage | None = None
        self._rows: Sequence[DossierEntry] | None = None  # read before the page that will show them was made
        self._view: ListView | None = None  # of a page that was left for another look, until the next is made
        self.summaries = SummaryRefresh(context.drafts, context.catalog, context.worker, self)
        self.summaries.refreshed.connect(self._on_summaries_refreshed)
        context.store.opened.connect(lambda _: self.summaries.start_later(context.day.today()))

    def actions(self) -> Sequence[Entry]:
        return (
            Action("new", "&Nuova pratica", self.new_requested.emit, Standard.New, "store"),
            Action("home", "&Pratiche", self.show_requested.emit, "Ctrl+O", "store"),
            Submenu("recent", "&Recenti", self._recent, "store"),
            Action("find", "Cerca una &pratica", self._find, Standard.Find, "store"),
        )

    # --- the page ----------------------------------------------------------------------------------------

    def read_beside(self, then: Callable[[], object]) -> None:
        """Reads a long list beside the window before `show` is asked for it, then does more, whatever came of it."""

        def read() -> Sequence[DossierEntry] | None:
            with suppress(Exception):  # `show` tries again, and says why it cannot
                return self._context.drafts.rows()
            return None

        def keep(rows: Sequence[DossierEntry] | None) -> None:
            self._rows = rows
            then()
            self._rows = None

        self._context.store.ask(read, keep)

    def show(self, chosen: str = "", read_again: bool = True) -> None:
        """The list, one dossier of it chosen where an id is given; read again, unless it is known to be as it was."""
        if self.page is None:
            self.page = self._make_page(chosen)
            self.page.emit_selection()
            chosen = ""
        elif read_again or self.page.is_empty():  # of an older version's file nothing could be read
            self.refresh(chosen)
            chosen = ""
        else:
            self.page.emit_selection()
        if chosen:
            self.page.choose(chosen)
        there = self._is_shown()
        self._context.window.show_page(self.page)
        if not there:  # not where the last visit ended
            self.page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_page(self, chosen: str) -> DossiersPage:
        rows = self._rows or ()
        if self._rows is None:
            with self._context.store.faults_told():
                rows = self._context.drafts.rows()
        view, drafts = self._view or ListView(order=self._context.settings.list_order), self._context.drafts
        if chosen:
            view = view._replace(chosen=chosen, several=())
        binned, set_aside = (self._read_bin() if view.in_bin else None) or ((), 0)
        page = DossiersPage(self._context.theme, rows=rows, view=view, binned=binned)
        page.notes.set_aside = set_aside
        page.chosen.open_requested.connect(lambda id: self.open_requested.emit(id, None))
        page.open_at_requested.connect(self.open_requested)
        page.new_requested.connect(self.new_requested)
        page.import_requested.connect(self.import_requested)
        page.deadlines_requested.connect(self.deadlines_requested)
        page.chosen.duplicate_requested.connect(self.duplicate_requested)
        page.selection_changed.connect(self._on_chosen)
        page.bin_rows_requested.connect(self._show_bin)
        page.chosen.delete_requested.connect(lambda ids: self._change(lambda: drafts.bin(*ids)))
        page.chosen.restore_requested.connect(lambda ids: self._change(lambda: drafts.restore(*ids)))
        page.chosen.archive_requested.connect(lambda ids, on: self._change(lambda: drafts.traits.archive(ids, on)))
        page.chosen.mark_requested.connect(lambda ids, on: self._change(lambda: drafts.traits.mark(ids, on)))
        page.chosen.rename_requested.connect(lambda id, title: self._change(lambda: drafts.traits.rename(id, title)))
        page.chosen.file_requested.connect(self.file_requested)
        page.chosen.pdf_requested.connect(self.pdf_requested)
        page.order_changed.connect(self._keep_order)
        page.empty_bin_requested.connect(self._empty_bin)
        return page

    def refresh(self, chosen: str = "") -> None:
        """Reads the list again, beside the window, which thousands would hold up; then chooses a dossier of it."""
        page, drafts = self.page, self._context.drafts
        if page is None:
            return
        if page.in_bin:  # what it has is short, and nobody may read that it is empty before it was looked at
            found = self._read_bin()
            if found is not None:
                page.show_bin(*found)

        def show(rows: Sequence[DossierEntry]) -> None:
            if self.page is page:  # else there is another look, whose page was read anew
                page.show_rows(rows, chosen)

        self._context.store.ask(drafts.rows, show)

    def _read_bin(self) -> tuple[Sequence[DossierEntry], int] | None:
        """What is in the bin, and how many files put aside may hold dossiers, too; None where that was not read."""
        found, drafts = None, self._context.drafts
        with self._context.store.faults_told():
            found = drafts.rows(binned=True), len(drafts.deletion.set_aside_files())
        return found

    def refresh_if_seen(self) -> None:
        """Reads the list again where somebody looks at it."""
        if self.page is not None and self.page.isVisible():
            self.refresh()

    def on_day_changed(self, today: dt.date) -> None:
        self.refresh()
        if self._context.store.is_open:
            self.summaries.start_later(today)

    def _on_summaries_refreshed(self) -> None:
        self.refresh_if_seen()
        self.summaries_changed.emit()

    def is_empty(self) -> bool:
        """Whether there is no dossier outside the bin."""
        return self.page is not None and self.page.is_empty()

    def chosen_id(self) -> str:
        """The dossier chosen in the list, while the list is shown; empty in the bin."""
        row = self.page.current_row() if self.page is not None and self._is_shown() and not self.page.in_bin else None
        return row.id if row is not None else ""

    def chosen_ids(self) -> list[str]:
        """All dossiers chosen in the list, while the list is shown; none in the bin."""
        return [row.id for row in self.page.chosen_rows()] if self.page is not None and self.chosen_id() else []

    def _is_shown(self) -> bool:
        return self._context.window.current_page() is self.page

    # --- what the user does ------------------------------------------------------------------------------

    def _on_chosen(self, id: str) -> None:
        self.selection_changed.emit()
        if self.page is not None and self._context.store.is_open:
            with self._context.store.faults_told():
                self.page.show_exports(id, self._context.drafts.exports(id))

    def _show_bin(self) -> None:
        self.selection_changed.emit()
        self.refresh()

    def _change(self, change: Callable[[], object]) -> None:
        self._context.store.ask(change, lambda _: self.refresh())

    def _keep_order(self, column: str, descending: bool) -> None:
        self._context.settings.list_order = (column, descending)

    def _empty_bin(self, files_too: bool) -> None:
        """The files put aside go before the copies are renewed: while they are kept, files of the archive stay."""
        drafts, store = self._context.drafts, self._context.store

        def remove_files() -> None:
            for each in drafts.deletion.set_aside_files() if files_too else ():
                drafts.deletion.remove_set_aside(each.path)

        def ended() -> None:
            self.bin_emptied.emit()
            self.refresh()

        def failed(fault: Exception) -> None:
            store.tell_fault(fault)
            ended()

        store.ask(drafts.empty_bin, lambda _: store.ask(remove_files, lambda _: ended(), failed))

    def _find(self) -> None:
        self.show_requested.emit()
        if self.page is not None:
            self.page.focus_search()

    def _recent(self, show: ShowItems) -> None:
        """Read beside the window: the list may never have been seen, or be older than what is open."""
        from desktop_app.gui.wording.dossier_words import full_title

        def listed(rows: Sequence[DossierEntry]) -> None:
            titles = enumerate((row for row in rows if row.archived is None), 1)
            show([
                (f"&{number % 10} {_in_menu(full_title(row))}", partial(self.open_requested.emit, row.id, None))
                for number, row in islice(titles, RECENT)
            ])  # fmt: skip

        def failed(fault: Exception) -> None:
            self._context.store.tell_fault(fault)
            show(())

        self._context.store.ask(self._context.drafts.rows, listed, failed)

    # --- another look ------------------------------------------------------------------------------------

    def release_pages(self) -> Callable[[], None]:
        page = self.page
        shown = page is not None and self._context.overlays.uncovered is page
        self._view = page.view_state if page is not None else self._view
        self.page = None
        return self.show if shown else do_nothing


def _in_menu(title: str) -> str:
    return escape_mnemonic(title if len(title) <= LONGEST_IN_MENU else f"{title[: LONGEST_IN_MENU - 1]}…")
