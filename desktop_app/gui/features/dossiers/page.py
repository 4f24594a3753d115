"""The page of all dossiers: search, filters, details of the selected one, and the bin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.drafts.models import DossierEntry, ExportEntry
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.features.dossiers.bin_notes import BinNotes
from desktop_app.gui.features.dossiers.context_menu import fill_context_menu
from desktop_app.gui.features.dossiers.details import DossierDetails
from desktop_app.gui.features.dossiers.empty_state import empty_state
from desktop_app.gui.features.dossiers.head import ListFoot, ListHead
from desktop_app.gui.features.dossiers.listing import Filter
from desktop_app.gui.features.dossiers.selection import ListView, Selection
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.page import Page
from desktop_app.gui.widgets.controls.menu import styled_menu
from desktop_app.gui.widgets.drawing.announce import announce
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.layout.tab_order import set_tab_order, tab_stops
from desktop_app.gui.widgets.lists.dossier_table import DossierTable
from desktop_app.gui.widgets.lists.list_or_empty import ListOrEmpty
from desktop_app.system.clock import local_now

FOLD_WIDTH: Final = 1080  # px at 100 %: narrower pages hide the details
LOW_HEIGHT: Final = 480  # px at 100 %: lower pages hide the sentence about the bin


class DossiersPage(Page):
    """Search and filters work on the rows given to `show_rows`; the page neither reads nor writes dossiers.

    `selection_changed` asks for the exports of a dossier (`show_exports`), `bin_rows_requested` for the content of the
    bin (`show_bin`). `delete_requested` (to the bin) comes without a question; the page offers to undo it.
    """

    open_requested = Signal(str)
    open_at_requested = Signal(str, object)
    new_requested = Signal()
    import_requested = Signal()
    deadlines_requested = Signal()
    duplicate_requested = Signal(str)
    delete_requested = Signal(str)
    restore_requested = Signal(str)
    bin_rows_requested = Signal()
    empty_bin_requested = Signal(bool)
    selection_changed = Signal(str)

    def __init__(
        self, theme: Theme, now: Callable[[], dt.datetime] = local_now, rows: Sequence[DossierEntry] = ()
    ) -> None:
        super().__init__()
        self._theme, self._now = theme, now
        self._selection = Selection(rows, now())
        self._build()
        self._show()

    # --- parts -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, letters = self._theme, Mnemonics()
        self.table = DossierTable(theme)
        self.head = ListHead(theme, letters)
        self.details = DossierDetails(theme, letters)
        self.foot = ListFoot(theme, letters)
        self.notes, self._list = BinNotes(theme), ListOrEmpty(theme, self.table)
        self._connect()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._main_column(), 1)
        row.addWidget(self.details)
        self.menu = styled_menu(theme, self)
        self.setAccessibleName("Pratiche")
        self._set_tab_order()

    def _main_column(self) -> QVBoxLayout:
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addWidget(self.notes)
        self._column.addWidget(self._list, 1)
        self._column.addWidget(self.foot)
        return self._column

    def _connect(self) -> None:
        self.head.search.search_changed.connect(self._search)
        self.head.filters.filter_chosen.connect(self._choose_filter)
        self.table.current_row_changed.connect(self._choose)
        self.table.open_requested.connect(self._open)
        self.table.sort_requested.connect(self._sort)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.head.deadlines.clicked.connect(self.deadlines_requested)
        self.head.importer.clicked.connect(self.import_requested)
        self.head.new.clicked.connect(self.new_requested)
        self.head.back.clicked.connect(lambda: self.show_bin_view(False))
        self.head.emptier.clicked.connect(lambda: self._tell(lambda: self.notes.ask_empty(self._selection.in_bin)))
        self.foot.to_bin.clicked.connect(lambda: self.show_bin_view(True))
        self.notes.undo_requested.connect(self._undo_bin)
        self.notes.empty_requested.connect(self._empty_bin)
        self.notes.keep_requested.connect(lambda: self._go_on_at(self.head.emptier))
        for part in (self.details, self.foot.bar):
            part.action_requested.connect(self.perform)
        self.details.navigate_requested.connect(self._open_at)

    def _set_tab_order(self) -> None:
        """The tab order as on screen."""
        above = [*self.head.tab_stops(), *tab_stops(self.notes)]
        below = [self.foot.to_bin, *tab_stops(self.foot.bar), *self.details.tab_stops()]
        set_tab_order([*above, self.table, *below])

    # --- data in -----------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[DossierEntry]) -> None:
        """Shows the dossiers that are not in the bin."""
        now = self._now()
        if self._selection.is_known(rows, now):  # then only the exports may have changed
            self.emit_selection()
            return
        self._selection.set_rows(rows, now)
        if not self.in_bin:
            self._show()

    def show_bin(self, rows: Sequence[DossierEntry], set_aside: int = 0) -> None:
        """Shows the dossiers in the bin; so many files were put aside that may hold them, too."""
        self.notes.set_aside = set_aside
        self._selection.set_rows(rows, self._now(), in_bin=True)
        if self.in_bin:
            self._show()

    def show_exports(self, id: str, exports: Sequence[ExportEntry]) -> None:
        """Shows the exports of the selected dossier; ignored for another one."""
        row = self.current_row()
        if row is not None and row.id == id and not self.in_bin:
            self.details.show_dossier(row, exports, self._now())
            self._set_tab_order()

    def _tell(self, show: Callable[[], None]) -> None:
        """Shows a notice above the list, in place of the one before."""
        show()
        self._set_tab_order()

    def show_bin_view(self, binned: bool) -> None:
        """Switches to the bin, or back to the list."""
        self._set_view(in_bin=binned)
        self._tell(lambda: self.notes.show_notice(None))
        if binned:
            self.bin_rows_requested.emit()
        self._set_view(chosen="")
        self._show()
        (self.head.back if binned else self.head.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Focuses the search field, its text selected."""
        if self.in_bin:
            self.show_bin_view(False)
        self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.search.selectAll()

    def choose(self, id: str) -> None:
        """Selects a dossier, as a click on its row does."""
        self._set_view(chosen=id)
        self._show()

    def is_empty(self) -> bool:
        """Whether there is no dossier outside the bin."""
        return not self._selection.in_list

    @property
    def in_bin(self) -> bool:
        """Whether the bin is shown."""
        return self._selection.view.in_bin

    def current_row(self) -> DossierEntry | None:
        """The selected dossier; None if there is none."""
        return self._selection.chosen_row()

    @property
    def view_state(self) -> ListView:
        """Search, filter, order and selection, to be restored in a new page."""
        return self._selection.view._replace(search=self.head.search.text())  # also what waits for a pause in typing

    def restore_view(self, view: ListView) -> None:
        """Restores them in this page."""
        self._selection.view = view
        self.head.search.keep_search(view.search)
        if view.in_bin:
            self.bin_rows_requested.emit()
        self._show()

    # --- showing -----------------------------------------------------------------------------------------

    def _set_view(self, **changes: Any) -> None:
        self._selection.view = self._selection.view._replace(**changes)

    def _show(self) -> None:
        self._set_view(search=self.head.search.text())
        selection = self._selection
        place, view = selection.update(), selection.view
        self.table.show_order(*view.order)
        self.table.show_rows(selection.rows, place)
        self.head.filters.show_counts(selection.listing.counts, view.filter)
        self.head.show_state(view.in_bin, bool(selection.listing.rows))
        self._show_empty()
        self._fold()
        self._show_details()

    def _show_empty(self) -> None:
        state = empty_state(self._theme, self._selection)
        if state is not None:
            state.action_requested.connect(self.new_requested)
        self._list.show_empty(state)

    def _show_details(self) -> None:
        row = self.current_row()
        self._show_foot()
        if row is None:
            self.details.show_nothing()
            return
        self.foot.bar.show_binned(self.in_bin, row.damaged)
        self.details.show_dossier(row, (), self._now())
        self._set_tab_order()
        self.emit_selection()

    def emit_selection(self) -> None:
        """Emits `selection_changed`, which asks for the exports of the selected dossier."""
        if self._selection.view.chosen and not self.in_bin:
            self.selection_changed.emit(self._selection.view.chosen)

    def _fold(self) -> None:
        """Hides the details in narrow pages; low pages have smaller gaps."""
        theme = self._theme
        folded, low = self.width() < theme.px(FOLD_WIDTH), self.height() < theme.px(LOW_HEIGHT)
        side, top = theme.gap(16 if folded else 32), theme.gap(8 if low else 20)
        self._column.setContentsMargins(side, top, side, theme.gap(8 if low else 14))
        self.details.setVisible(not folded and bool(self._selection.listing.rows))
        self._show_foot()

    def _show_foot(self) -> None:
        actions = self.width() < self._theme.px(FOLD_WIDTH) and bool(self._selection.view.chosen)
        self.foot.show_lines(not self.in_bin and not (self.height() < self._theme.px(LOW_HEIGHT) and actions), actions)

    def first_focus(self) -> QWidget:
        """The search field, or without any dossier the button for the first one."""
        if self._selection.listing.rows:
            return self.head.search
        return self.head.back if self.in_bin else self.head.new

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

    def _sort(self, column: str, descending: bool) -> None:
        self._set_view(order=(column, descending))
        self._show()

    def _choose(self, place: int) -> None:
        if self._selection.choose(place):
            self._show_details()

    def _open(self, place: int) -> None:
        self._choose(place)
        self.perform("restore" if self.in_bin else "open")

    def _open_at(self, ref: FieldRef) -> None:
        if self._selection.view.chosen:
            self.open_at_requested.emit(self._selection.view.chosen, ref)

    def perform(self, what: str) -> None:
        """Performs an action on the selected dossier: open, copy, bin or restore; show_bin shows the bin."""
        row = self.current_row()
        if what == "show_bin":
            self.show_bin_view(True)
        elif row is None:
            return
        elif what == "bin":
            self._tell(lambda: self.notes.tell_binned(row))
            self.delete_requested.emit(row.id)
        elif what == "restore":
            self._tell(lambda: self.notes.tell_restored(row))
            self.restore_requested.emit(row.id)
        else:
            (self.open_requested if what == "open" else self.duplicate_requested).emit(row.id)

    def _undo_bin(self, id: str) -> None:
        self._set_view(chosen=id)
        self.restore_requested.emit(id)
        self._go_on_at(self.table)

    def _empty_bin(self, files_too: bool) -> None:
        self.empty_bin_requested.emit(files_too)
        self._go_on_at(self.head.back)

    def _go_on_at(self, control: QWidget) -> None:
        """Sets the tab order and focus after a notice with its links is gone."""
        self._set_tab_order()
        control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_menu(self, where: QPoint) -> None:
        if self.current_row() is None:
            return
        fill_context_menu(self.menu, self.in_bin, self.perform)
        self.menu.popup(self.table.viewport().mapToGlobal(where))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus() and not self.in_bin:
            self.perform("bin")
        else:
            super().keyPressEvent(event)
