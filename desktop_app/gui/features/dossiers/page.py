"""The home page: all dossiers, what each lacks, and the bin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.dossier_summary import counted
from desktop_app.drafts.models import DossierEntry, ExportEntry
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.dossiers.details import DossierActions, DossierDetails
from desktop_app.gui.features.dossiers.empty_state import empty_state
from desktop_app.gui.features.dossiers.filters import FilterBar
from desktop_app.gui.features.dossiers.listing import DossierListing, Filter, ListedRows
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.controls.menu import styled_menu
from desktop_app.gui.widgets.drawing.announce import announce
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.feedback.notice_slot import NoticeSlot
from desktop_app.gui.widgets.inputs.search_field import SearchField
from desktop_app.gui.widgets.layout.tab_order import set_tab_order, tab_stops
from desktop_app.gui.widgets.lists.dossier_table import DossierTable
from desktop_app.gui.widgets.lists.list_or_empty import ListOrEmpty
from desktop_app.gui.wording.dossier_words import summary_of_row, title_of
from desktop_app.system.clock import local_now

FOLD_EM: Final = 1080  # below it the details are hidden
LOW_EM: Final = 480  # lower windows do without the sentence about the bin
SEARCH: Final = "Cerca per ente, comune o modello"


class DossiersPage(QWidget):
    """Search and filters work on the rows that `show_rows` brought; nothing here reads or writes dossiers.

    `chosen` asks for the exported documents of a dossier (`show_exports`), `bin_requested` for what lies in
    the bin (`show_bin`). Elimina asks nothing: it tells `binned`, and offers to undo it.
    """

    opened = Signal(str)
    opened_at = Signal(str, object)
    new_requested = Signal()
    import_requested = Signal()
    deadlines_requested = Signal()
    duplicated = Signal(str)
    binned = Signal(str)
    restored = Signal(str)
    bin_requested = Signal()
    bin_emptied = Signal()
    searched = Signal(str)
    chosen = Signal(str)

    def __init__(
        self, theme: Theme, now: Callable[[], dt.datetime] = local_now, rows: Sequence[DossierEntry] = ()
    ) -> None:
        super().__init__()
        self._theme, self._now = theme, now
        self._lists = {False: DossierListing(rows, now()), True: DossierListing([], now())}
        self._in_bin = False
        self._filter: Filter = "all"
        self._order = ("modified", True)
        self._id = ""
        self._picked = ListedRows(self._lists[False], [])
        self._undo = ""
        self._build()
        self._show()

    # --- parts -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, mnemonics = self._theme, Mnemonics()
        self.title = heading(theme, "Pratiche", "h1")
        self.search = SearchField(theme, SEARCH)
        self.filters = FilterBar(theme)
        self.table = DossierTable(theme)
        self.deadlines = Button(theme, mnemonics.assign("Scadenze"), icon="calendar-days")
        self.importer = Button(theme, mnemonics.assign("Importa"), icon="file-input")
        self.new = Button(theme, mnemonics.assign("Nuova pratica"), "primary", icon="plus")
        self.back = Button(theme, mnemonics.assign("Torna alle pratiche"), icon="arrow-left")
        self.emptier = Button(theme, mnemonics.assign("Svuota il cestino"), "danger", icon="trash-2")
        self.details = DossierDetails(theme, mnemonics)
        self.bar = DossierActions(theme, mnemonics)
        self.to_bin = Link(theme, "Apri il cestino")
        self._wire()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._main_column(), 1)
        row.addWidget(self.details)
        self.menu = styled_menu(theme, self)
        self.setAccessibleName("Pratiche")
        self._set_tab_order()

    def _main_column(self) -> QVBoxLayout:
        theme = self._theme
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(theme.gap(10))
        head.addWidget(self.title, 1)
        for button in (self.deadlines, self.importer, self.new, self.back, self.emptier):
            head.addWidget(button)
        tools = QHBoxLayout()
        tools.setSpacing(theme.gap(18))
        self.search.setMinimumWidth(theme.px(180))
        self.search.setMaximumWidth(theme.px(330))
        tools.addWidget(self.search, 1)
        tools.addWidget(self.filters)
        tools.addStretch(0)
        self._note, self._list = NoticeSlot(theme), ListOrEmpty(theme, self.table)
        self._note.link_activated.connect(self._follow)
        for part, after in ((head, 14), (tools, 10)):
            self._column.addLayout(part)
            self._column.addSpacing(theme.gap(after))
        self._column.addWidget(self._note)
        self._column.addWidget(self._list, 1)
        self._column.addWidget(self._foot())
        self._column.addWidget(self._narrow_foot())
        return self._column

    def _foot(self) -> QWidget:
        theme = self._theme
        self._bin_line = QWidget()
        row = QHBoxLayout(self._bin_line)
        row.setContentsMargins(0, theme.gap(10), 0, 0)
        row.setSpacing(theme.gap(8))
        words = "Le pratiche eliminate restano nel cestino per 30 giorni."
        row.addWidget(IconView(theme, "info", "muted", 16, "tiny"))
        row.addWidget(text_label(theme, words, "tiny", "muted", one_line=True))
        row.addWidget(self.to_bin)
        row.addStretch(1)
        return self._bin_line

    def _narrow_foot(self) -> QWidget:
        """The actions of the chosen dossier, where there is no room for its details."""
        self._action_line = QWidget()
        row = QHBoxLayout(self._action_line)
        row.setContentsMargins(0, self._theme.gap(8), 0, 0)
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignLeft)
        return self._action_line

    def _wire(self) -> None:
        self.search.search_changed.connect(self._search)
        self.filters.chosen.connect(self._choose_filter)
        self.table.current_row_changed.connect(self._choose)
        self.table.open_requested.connect(self._open)
        self.table.sort_requested.connect(self._sort)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.deadlines.clicked.connect(self.deadlines_requested)
        self.importer.clicked.connect(self.import_requested)
        self.new.clicked.connect(self.new_requested)
        self.to_bin.clicked.connect(lambda: self.show_bin_view(True))
        self.back.clicked.connect(lambda: self.show_bin_view(False))
        self.emptier.clicked.connect(self._ask_empty)
        for part in (self.details, self.bar):
            part.acted.connect(self.act)
        self.details.led.connect(self._lead)

    def _set_tab_order(self) -> None:
        """As one reads."""
        head = [
            self.deadlines,
            self.importer,
            self.new,
            self.back,
            self.emptier,
            self.search,
            *self.filters.buttons.values(),
        ]
        set_tab_order(
            [*head, *tab_stops(self._note), self.table, self.to_bin, *tab_stops(self.bar), *self.details.stops()]
        )

    # --- data in -----------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[DossierEntry]) -> None:
        """All dossiers that are not in the bin."""
        now, known = self._now(), self._lists[False]
        if rows == known.rows and now.date() == known.today:  # only what was exported may be news
            self.tell_chosen()
            return
        self._lists[False] = DossierListing(rows, now)
        if not self._in_bin:
            self._show()

    def show_bin(self, rows: Sequence[DossierEntry]) -> None:
        """All dossiers in the bin."""
        self._lists[True] = DossierListing(rows, self._now())
        if self._in_bin:
            self._show()

    def show_exports(self, id: str, exports: Sequence[ExportEntry]) -> None:
        """The documents exported from the chosen dossier; of another one nothing is shown."""
        row = self.current_row()
        if row is not None and row.id == id and not self._in_bin:
            self.details.show_dossier(row, exports, self._now())
            self._set_tab_order()

    def show_note(self, notice: Notice | None) -> None:
        """A sentence above the list, instead of the one that is there."""
        self._note.show_notice(notice)
        self._set_tab_order()

    def show_bin_view(self, binned: bool) -> None:
        """The bin, or the list again."""
        self._in_bin = binned
        self.show_note(None)
        if binned:
            self.bin_requested.emit()
        self._id = ""
        self._show()
        (self.back if binned else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """The caret in the search field, what is there selected."""
        if self._in_bin:
            self.show_bin_view(False)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def choose(self, id: str) -> None:
        """Makes a dossier the chosen one, as if its row had been clicked."""
        self._id = id
        self._show()

    def is_empty(self) -> bool:
        """Whether there is no dossier outside the bin."""
        return not self._lists[False].rows

    @property
    def in_bin(self) -> bool:
        """Whether it shows what was deleted."""
        return self._in_bin

    def current_row(self) -> DossierEntry | None:
        """The chosen dossier."""
        place = self._picked.place_of(self._id) if self._id else -1
        return self._picked.row(place) if place >= 0 else None

    # --- showing -----------------------------------------------------------------------------------------

    def _show(self) -> None:
        listing, binned = self._lists[self._in_bin], self._in_bin
        before = self._picked.place_of(self._id) if self._id else -1
        self._picked = listing.picked(self.search.text(), "all" if binned else self._filter, *self._order)
        place = self._picked.place_of(self._id) if self._id else -1
        if place < 0 and len(self._picked):  # the next one takes the place of what went away
            place = min(max(before, 0), len(self._picked) - 1)
        self._id = self._picked.row(place).id if place >= 0 else ""
        self.table.show_order(*self._order)
        self.table.show_rows(self._picked, place)
        self.filters.show_counts(listing.counts, self._filter)
        self.title.setText("Cestino" if binned else "Pratiche")
        self.deadlines.setVisible(not binned and bool(listing.rows))
        for widget in (self.importer, self.new):
            widget.setVisible(not binned)
        self.filters.setVisible(not binned and bool(listing.rows))
        self.search.setVisible(bool(listing.rows))
        for widget in (self.back, self.emptier):
            widget.setVisible(binned)
        self.emptier.setEnabled(bool(listing.rows))
        self._show_empty()
        self._fold()
        self._show_details()

    def _show_empty(self) -> None:
        if len(self._picked):
            self._list.show_empty(None)
            return
        none = not self._lists[self._in_bin].rows
        state = empty_state(self._theme, "" if none else self.search.text().strip(), self._filter, self._in_bin, none)
        state.action_requested.connect(self.new_requested)
        self._list.show_empty(state)

    def _show_details(self) -> None:
        row = self.current_row()
        self._action_line.setVisible(row is not None and self._is_folded())
        if row is None:
            self.details.show_nothing()
            return
        self.bar.show_binned(self._in_bin)
        self.details.show_dossier(row, (), self._now())
        self._set_tab_order()
        self.tell_chosen()

    def tell_chosen(self) -> None:
        """Asks for what was exported from the chosen dossier."""
        if self._id and not self._in_bin:
            self.chosen.emit(self._id)

    def _is_folded(self) -> bool:
        return self.width() < self._theme.px(FOLD_EM)

    def _fold(self) -> None:
        """Details only where there is room; a low window has narrower gaps."""
        theme, folded = self._theme, self._is_folded()
        low = self.height() < theme.px(LOW_EM)
        side, top = theme.gap(16 if folded else 32), theme.gap(8 if low else 20)
        self._column.setContentsMargins(side, top, side, theme.gap(8 if low else 14))
        self.details.setVisible(not folded and bool(self._lists[self._in_bin].rows))
        self._action_line.setVisible(folded and bool(self._id))
        self._bin_line.setVisible(not self._in_bin and not (low and bool(self._id) and folded))

    def first_focus(self) -> QWidget:
        """Where typing begins; where there is nothing to look for, what makes the first dossier."""
        return self.search if self._lists[self._in_bin].rows else self.back if self._in_bin else self.new

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # --- what the user does ------------------------------------------------------------------------------

    def _search(self, words: str) -> None:
        self._show()
        self.searched.emit(words)
        found = counted(len(self._picked), "Una pratica trovata", "{} pratiche trovate")
        announce(self, found)

    def _choose_filter(self, filter: Filter) -> None:
        self._filter = filter
        self._show()

    def _sort(self, column: str, downwards: bool) -> None:
        self._order = (column, downwards)
        self._show()

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._picked):
            self._id = self._picked.row(place).id
            self._show_details()

    def _open(self, place: int) -> None:
        self._choose(place)
        self.act("restore" if self._in_bin else "open")

    def _lead(self, place: FieldRef) -> None:
        if self._id:
            self.opened_at.emit(self._id, place)

    def act(self, what: str) -> None:
        """Does something with the chosen dossier: open, copy, bin or restore; or shows the bin (show_bin)."""
        row = self.current_row()
        if what == "show_bin":
            self.show_bin_view(True)
        elif row is None:
            return
        elif what == "bin":
            self._bin(row)
        elif what == "restore":
            self.show_note(Notice("ok", f"«{self._name(row)}» è di nuovo tra le pratiche."))
            self.restored.emit(row.id)
        else:
            (self.opened if what == "open" else self.duplicated).emit(row.id)

    def _bin(self, row: DossierEntry) -> None:
        self._undo = row.id
        self.show_note(Notice("info", f"«{self._name(row)}» è nel cestino.", "", (("undo", "Annulla"),), "trash-2"))
        self.binned.emit(row.id)

    def _name(self, row: DossierEntry) -> str:
        return title_of(row, summary_of_row(row))[0]

    def _ask_empty(self) -> None:
        count = counted(len(self._lists[True].rows), "una pratica", "{} pratiche")
        links = (("empty", "Cancella per sempre"), ("keep", "Non cancellare"))
        self.show_note(Notice("warning", f"Svuotare il cestino cancella per sempre {count}.", "", links))

    def _follow(self, key: str) -> None:
        self.show_note(None)
        if key == "undo" and self._undo:
            self._id, undo, self._undo = self._undo, self._undo, ""
            self.restored.emit(undo)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == "empty":
            self.bin_emptied.emit()
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == "keep":
            self.emptier.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_menu(self, where: QPoint) -> None:
        if self.current_row() is None:
            return
        self.menu.clear()
        entries = (
            {"restore": "&Ripristina"} if self._in_bin else {"open": "&Apri", "copy": "&Duplica", "bin": "&Elimina"}
        )
        for key, words in entries.items():
            self.menu.addAction(words).triggered.connect(lambda _=False, key=key: self.act(key))
        self.menu.popup(self.table.viewport().mapToGlobal(where))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus() and not self._in_bin:
            self.act("bin")
        else:
            super().keyPressEvent(event)
