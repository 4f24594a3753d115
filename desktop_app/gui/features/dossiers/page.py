"""The page of all dossiers: search, filters, details of the selected ones, archive and bin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.drafts.models import DossierEntry, ExportEntry
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.features.dossiers.chosen import REVERSIBLE, ChosenDossiers
from desktop_app.gui.features.dossiers.context_menu import fill_context_menu
from desktop_app.gui.features.dossiers.empty_state import empty_state
from desktop_app.gui.features.dossiers.listing import Facets, Filter
from desktop_app.gui.features.dossiers.parts import ListParts
from desktop_app.gui.features.dossiers.selection import USUAL_VIEW, ListView, Place, Selection
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.announce import announce
from desktop_app.system.clock import local_now


class DossiersPage(ListParts):
    """Search and filters work on the rows given to `show_rows`; the page neither reads nor writes dossiers.

    `rows`, or `binned` where the bin is shown, and `view` are those of the beginning.

    `selection_changed` asks for the exports of a dossier (`show_exports`), `bin_rows_requested` for the content of the
    bin (`show_bin`). What is done with the chosen dossiers is asked by `chosen`.
    """

    open_at_requested = Signal(str, object)
    new_requested = Signal()
    import_requested = Signal()
    deadlines_requested = Signal()
    order_changed = Signal(str, bool)
    bin_rows_requested = Signal()
    empty_bin_requested = Signal(bool)
    selection_changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        now: Callable[[], dt.datetime] = local_now,
        rows: Sequence[DossierEntry] = (),
        view: ListView = USUAL_VIEW,
        binned: Sequence[DossierEntry] = (),
    ) -> None:
        super().__init__(theme)
        self._now = now
        self._selection = Selection(rows, now(), view, binned)
        self.head.search.keep_search(view.search)
        self.chosen = ChosenDossiers(self, lambda *told: self._tell(lambda: self.notes.tell(*told)))
        self._connect()
        self._set_tab_order()
        self._show()

    def _connect(self) -> None:
        self.head.search.search_changed.connect(self._search)
        self.head.filters.filter_chosen.connect(self._choose_filter)
        self.table.current_row_changed.connect(self._choose)
        self.table.open_requested.connect(self._open)
        self.table.rows_chosen.connect(self._choose_rows)
        self.table.sort_requested.connect(self._sort)
        self.table.renamed.connect(self._rename)
        self.head.filters.facets_chosen.connect(self._choose_facets)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.head.deadlines.clicked.connect(self.deadlines_requested)
        self.head.importer.clicked.connect(self.import_requested)
        self.head.new.clicked.connect(self.new_requested)
        self.head.back.clicked.connect(lambda: self.show_bin_view(False))
        self.head.emptier.clicked.connect(
            lambda: self._tell(lambda: self.notes.ask_empty(self._selection.number_in("bin")))
        )
        self.foot.to_bin.clicked.connect(lambda: self.show_bin_view(True))
        self.foot.to_archive.clicked.connect(lambda: self.show_place("archive"))
        self.notes.undo_requested.connect(self._undo)
        self.notes.empty_requested.connect(self._empty_bin)
        self.notes.keep_requested.connect(lambda: self._go_on_at(self.head.emptier))
        for part in (self.details, self.foot.bar):
            part.action_requested.connect(self.perform)
        self.details.navigate_requested.connect(self._open_at)

    # --- data in -----------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[DossierEntry], chosen: str = "") -> None:
        """Shows the dossiers that are not in the bin, and selects one of them where an id is given."""
        now = self._now()
        if chosen:
            self._set_view(chosen=chosen, several=())
        if self._selection.is_known(rows, now) and not chosen:  # then only the exports may have changed
            self.emit_selection()
            return
        self._selection.set_rows(rows, now)
        if not self.in_bin:
            self._show()

    def show_bin(self, rows: Sequence[DossierEntry], set_aside: int = 0) -> None:
        """Shows the dossiers in the bin; so many files were put aside that may hold them, too."""
        self.notes.set_aside = set_aside
        self._selection.set_binned(rows, self._now())
        if self.in_bin:
            self._show()

    def show_exports(self, id: str, exports: Sequence[ExportEntry]) -> None:
        """Shows the exports of the selected dossier; ignored for another one."""
        row = self.current_row()
        if row is not None and row.id == id and not self.in_bin:
            self.details.show_dossier(row, self._selection.number_of(row), exports, self._now())
            self._set_tab_order()

    def _tell(self, show: Callable[[], None]) -> None:
        """Shows a notice above the list, in place of the one before."""
        show()
        self._set_tab_order()

    def show_bin_view(self, binned: bool) -> None:
        """Switches to the bin, or back to the list."""
        self.show_place("bin" if binned else "list")

    def show_place(self, place: Place) -> None:
        """Switches to the list, the archive or the bin; what is searched is searched there."""
        self._set_view(place=place)
        self._tell(lambda: self.notes.show_notice(None))
        if place == "bin":
            self.bin_rows_requested.emit()
        self._set_view(chosen="", several=())
        self._show()
        (self.head.search if place == "list" else self.head.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Focuses the search field, its text selected."""
        if self._selection.view.place != "list":
            self.show_bin_view(False)
        self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.search.selectAll()

    def choose(self, id: str) -> None:
        """Selects a dossier, as a click on its row does."""
        self._set_view(chosen=id, several=())
        self._show()

    def is_empty(self) -> bool:
        """Whether there is no dossier outside the bin."""
        return not (self._selection.number_in("list") or self._selection.number_in("archive"))

    @property
    def in_bin(self) -> bool:
        """Whether the bin is shown."""
        return self._selection.view.in_bin

    def current_row(self) -> DossierEntry | None:
        """The selected dossier; None if there is none."""
        return self._selection.chosen_row()

    def chosen_rows(self) -> list[DossierEntry]:
        """All that are selected, in the order of the list."""
        return self._selection.chosen_rows()

    @property
    def view_state(self) -> ListView:
        """Search, filter, order and selection, to be restored in a new page."""
        return self._selection.view._replace(search=self.head.search.text())  # also what waits for a pause in typing

    # --- showing -----------------------------------------------------------------------------------------

    def _set_view(self, **changes: Any) -> None:
        self._selection.view = self._selection.view._replace(**changes)

    def _show(self) -> None:
        self._set_view(search=self.head.search.text())
        selection = self._selection
        place, view = selection.update(), selection.view
        self.table.show_order(*view.order)
        self.table.show_rows(selection.rows, place, selection.places())
        self.head.filters.show_counts(selection.listing.counts(view.facets), view.filter)
        if self.head.filters.show_facets(selection.listing, view.facets):
            self._set_tab_order()
        self.head.show_state(view.place, bool(selection.listing.rows))
        self.foot.show_place(view.place, selection.number_in("archive"), selection.found_in_archive())
        self._show_empty()
        self._fold()
        self._show_details()

    def _show_empty(self) -> None:
        state = empty_state(self._theme, self._selection)
        if state is not None:
            search = bool(self._selection.view.search.strip())
            state.action_requested.connect(lambda: self.show_place("archive") if search else self.new_requested.emit())
        self._list.show_empty(state)

    def _show_details(self) -> None:
        rows, row = self._selection.chosen_rows(), self.current_row()
        self._fold()
        if row is None:
            self.details.show_nothing()
            return
        self.foot.bar.show_actions(rows, self.in_bin)
        if len(rows) > 1:
            self.details.show_several(rows, self.in_bin)
            self._set_tab_order()
            return
        self.details.show_dossier(row, self._selection.number_of(row), (), self._now())
        self._set_tab_order()
        self.emit_selection()

    def emit_selection(self) -> None:
        """Emits `selection_changed`, which asks for the exports of the selected dossier."""
        if self._selection.view.chosen and not self.in_bin and not self._selection.view.several:
            self.selection_changed.emit(self._selection.view.chosen)

    def _fold(self) -> None:
        view = self._selection.view
        self.fold(bool(self._selection.listing.rows), bool(view.chosen), view.in_bin)

    def first_focus(self) -> QWidget:
        """The search field, or without any dossier the button for the first one."""
        if self._selection.listing.rows:
            return self.head.search
        return self.head.new if self._selection.view.place == "list" else self.head.back

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # --- what the user does ------------------------------------------------------------------------------

    def _search(self, words: str) -> None:
        self._show()
        found = counted(len(self._selection.rows), "Una pratica trovata", "{} pratiche trovate")
        announce(self, found)

    def _choose_filter(self, filter: Filter) -> None:
        self._set_view(filter=filter)
        self._show()

    def _choose_facets(self, facets: Facets) -> None:
        self._set_view(facets=facets)
        self._show()

    def _sort(self, column: str, descending: bool) -> None:
        self._set_view(order=(column, descending))
        self.order_changed.emit(column, descending)
        self._show()

    def _choose(self, place: int) -> None:
        if self._selection.choose(place):
            self._show_details()

    def _choose_rows(self) -> None:
        """More rows were selected, or fewer."""
        places = self.table.selected_rows()
        several = len(places) > 1 or bool(self._selection.view.several)
        current = places[0] if len(places) == 1 else self.table.currentIndex().row()
        if several and self._selection.choose(current, places):
            self._show_details()
            if len(places) > 1:
                announce(self, f"{len(places)} pratiche scelte")

    def _open(self, place: int) -> None:
        self._choose(place)
        self.perform("restore" if self.in_bin else "open")

    def _open_at(self, ref: FieldRef) -> None:
        if self._selection.view.chosen:
            self.open_at_requested.emit(self._selection.view.chosen, ref)

    def perform(self, what: str) -> None:
        """Does with the selected ones what a key of `context_menu.entries` says; show_archive, show_bin go there."""
        rows = self._selection.chosen_rows()
        if what in ("show_archive", "show_bin"):
            self.show_place("bin" if what == "show_bin" else "archive")
        elif what == "rename":
            self.table.type_title()
        elif what == "automatic" and rows:
            self._rename(self._selection.place(), "")
        elif rows:
            self._do(what, rows)

    def _do(self, what: str, rows: Sequence[DossierEntry]) -> None:
        if what in REVERSIBLE:
            self._set_view(several=())
        self.chosen.do(what, rows)

    def _rename(self, place: int, title: str) -> None:
        self.chosen.rename(self._selection.rows.row(place), title)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo(self, what: str, rows: Sequence[DossierEntry]) -> None:
        ids = tuple(row.id for row in rows)
        self._set_view(chosen=ids[0], several=ids if len(ids) > 1 else ())
        self.chosen.undo(what, rows)
        self._go_on_at(self.table)

    def _empty_bin(self, files_too: bool) -> None:
        self.empty_bin_requested.emit(files_too)
        self._go_on_at(self.head.back)

    def _go_on_at(self, control: QWidget) -> None:
        """Sets the tab order and focus after a notice with its links is gone."""
        self._set_tab_order()
        control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_menu(self, where: QPoint) -> None:
        rows = self._selection.chosen_rows()
        if not rows:
            return
        fill_context_menu(self.menu, rows, self.in_bin, self.perform)
        self.menu.popup(self.table.viewport().mapToGlobal(where))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        what = {Qt.Key.Key_Delete: "bin", Qt.Key.Key_F2: "rename"}.get(Qt.Key(event.key()), "")
        if what and self.table.hasFocus() and not self.in_bin:
            self.perform(what)
        else:
            super().keyPressEvent(event)
