"""The page of the address books: records are searched, added, edited, deleted and restored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.parties import book_title, books_of
from desktop_app.engine.forms.form import Field, Form
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.features.address_book.record import EditedRecord, RecordView
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.address_books import AddressBooks, record_name
from desktop_app.gui.services.store_calls import while_alive
from desktop_app.gui.shell.overlays import OverlayPage, in_the_middle
from desktop_app.gui.steps.caret import Caret
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.filter_button import FilterButton
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.announce import announce
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.feedback.empty_state import EmptyState
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.feedback.notice_slot import NoticeSlot
from desktop_app.gui.widgets.inputs.search_field import SearchField
from desktop_app.gui.widgets.layout.flow import FlowLayout
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.widgets.layout.tab_order import set_tab_order, tab_stops
from desktop_app.gui.widgets.lists.list_or_empty import ListOrEmpty
from desktop_app.gui.widgets.lists.record_list import RecordItem, RecordList

MIN_LIST_HEIGHT: Final = 150  # px at 100 %
LOW_HEIGHT: Final = 480  # px at 100 %: lower pages hide the sentence under the title
MAX_LISTED: Final = 500  # records listed: others are found by searching
INTRODUCTION: Final = "Scrivi un’azienda o un ufficio una volta sola: nelle pratiche li scegli da qui."
ASSOCIATION_RECORD_NOTE: Final = "Viene dalla tua associazione: la scegli nelle pratiche, qui non si modifica."
EMPTY_HINT: Final = "Aggiungila qui, oppure dalla pratica in cui l’hai già scritta: «Aggiungi all’anagrafica»."


class AddressPage(OverlayPage):
    """`closed` when the user is done. Nothing can be done until `show_books` tells which books there are."""

    def __init__(self, theme: Theme, books: AddressBooks) -> None:
        super().__init__()
        self._theme, self._books = theme, books
        self._book, self._in_bin, self._undo, self._doomed, self._truncated = "", False, "", "", False
        self._forms: Sequence[Form] = ()
        self._fields: Mapping[str, Mapping[str, Field]] = {}  # of each book; empty until all forms are read
        self._book_buttons: dict[str, FilterButton] = {}
        self.record: RecordView | None = None
        self._stack = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        area = FadeScrollArea(theme)  # scrolls where a low window has large text and a notice
        area.set_content(self._make_list())
        self._stack.addWidget(area)
        self.setAccessibleName("Anagrafiche")

    def _make_list(self) -> QWidget:
        theme, middle = self._theme, QWidget()
        self.search, self.list = SearchField(theme, "Cerca in Anagrafiche"), RecordList(theme, "Anagrafiche")
        self.new, self.close_button = Button(theme, "&Nuova scheda", "primary", icon="plus"), Button(theme, "&Chiudi")
        self.edit, self.remove = Button(theme, "Apri", small=True), Button(theme, "Elimina", icon="trash-2", small=True)
        self.bin_link = Link(theme, "Schede eliminate")
        self._usage, self._note = text_label(theme, "", "small", "muted", one_line=True), NoticeSlot(theme)
        self._slot, self._bar = ListOrEmpty(theme, self.list), QWidget()
        self._bar.setLayout(FlowLayout(theme.gap(4), theme.gap(4)))
        head, tools, foot = QHBoxLayout(), QHBoxLayout(), QWidget()
        head.addWidget(heading(theme, "Anagrafiche", "h1"), 1)
        head.addWidget(self.close_button)
        tools.setSpacing(theme.gap(14))
        tools.addWidget(self.search, 1)
        tools.addWidget(self.new)
        flow = FlowLayout(theme.gap(14), theme.gap(6))
        foot.setLayout(flow)
        for part in (self.edit, self.remove, self._usage, self.bin_link):
            flow.addWidget(part)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, theme.gap(24), 0, theme.gap(14))
        column.setSpacing(theme.gap(10))
        column.addLayout(head)
        self._about = text_label(theme, INTRODUCTION, "small", "muted")
        column.addWidget(self._about)
        column.addWidget(self._bar)
        column.addLayout(tools)
        column.addWidget(self._note)
        column.addWidget(self._slot, 1)
        column.addWidget(foot)
        self._slot.setMinimumHeight(theme.px(MIN_LIST_HEIGHT))
        for button in (self.new, self.bin_link):  # until all forms are read
            button.setEnabled(False)
        for button in (self.edit, self.remove):
            button.hide()
        self._connect()
        return in_the_middle(theme, middle, QWidget())  # the list may shrink to its minimum height

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.search.search_changed.connect(lambda _: self._search())
        self.search.enter_pressed.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.list.open_requested.connect(self.open)
        self.list.doubleClicked.connect(lambda _: self.open(self.list.current_id()))
        self.list.remove_requested.connect(self.delete)
        self.list.current_record_changed.connect(self._show_uses)
        self.new.clicked.connect(lambda: self.open(""))
        self.edit.clicked.connect(lambda: self.open(self.list.current_id()))
        self.remove.clicked.connect(lambda: self.delete(self.list.current_id()))
        self.bin_link.clicked.connect(lambda: self._show_bin(not self._in_bin))
        self._note.link_activated.connect(self._follow)

    def first_focus(self) -> QWidget:
        """The search field."""
        return self.search

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._about.setVisible(self.height() >= self._theme.px(LOW_HEIGHT))

    # --- the books ---------------------------------------------------------------------------------------

    def show_books(self, forms: Sequence[Form]) -> None:
        """Shows the books that these forms ask for."""
        if self._fields:  # shown already, for another look
            return
        self._forms, self._fields = forms, books_of(forms)
        layout = self._bar.layout()
        assert layout is not None
        for book in sorted(self._fields):
            chip = FilterButton(self._theme, book_title(book))
            chip.toggled.connect(lambda on, book=book: self.show_book(book) if on else None)
            self._book_buttons[book] = chip
            layout.addWidget(chip)
        chips, list_buttons = self._book_buttons.values(), (self.edit, self.remove, self.bin_link)
        set_tab_order([self.close_button, *chips, self.search, self.new, self.list, *list_buttons])
        if self._book_buttons:
            next(iter(self._book_buttons.values())).setChecked(True)

    def show_book(self, book: str) -> None:
        """Shows the records of another address book."""
        self._book, self._in_bin = book, False
        self._note.show_notice(None)
        self.list.setAccessibleName(book_title(book))
        self._book_buttons[book].setChecked(True)
        self._show()

    def _show(self, current: str = "") -> None:
        if not self._fields:
            return
        for book, chip in self._book_buttons.items():
            chip.show_count(self._books.count(book))
        found = self._books.rows(self._book, self.search.text(), MAX_LISTED + 1, binned=self._in_bin)
        rows, self._truncated = found[:MAX_LISTED], len(found) > MAX_LISTED
        self.list.show_entries(
            [RecordItem(row.id, row.name, row.detail) for row in rows], current or self.list.current_id()
        )
        words = self.search.text().strip()
        if rows:
            self._slot.show_empty(None)
        elif words:
            self._slot.show_empty(EmptyState(self._theme, f"Nessuna scheda con «{words[:40]}».",
                                             "Prova con meno lettere, o guarda in un’altra anagrafica."))  # fmt: skip
        elif self._in_bin:
            self._slot.show_empty(EmptyState(self._theme, "Non c’è nessuna scheda eliminata."))
        else:
            self._slot.show_empty(EmptyState(self._theme, "Qui non c’è ancora nessuna scheda.", EMPTY_HINT))
        self.edit.show_words("Ripristina" if self._in_bin else "Apri")
        self.bin_link.show_words("Torna alle schede" if self._in_bin else "Schede eliminate")
        self.new.setEnabled(not self._in_bin)
        self.bin_link.setEnabled(True)
        self._show_uses(self.list.current_id())

    def _search(self) -> None:
        self._show()
        found = counted(len(self.list.entries()), "Una scheda trovata", "{} schede trovate")
        found = f"Più di {MAX_LISTED} schede trovate" if self._truncated else found
        announce(self, found)

    def _show_uses(self, record: str) -> None:
        words = ""
        mine = bool(record) and not self._books.is_of_association(record)
        self.edit.setVisible(mine)
        self.remove.setVisible(mine)
        self.remove.show_words("Elimina per sempre…" if self._in_bin else "Elimina")
        if self._in_bin:
            words = "Restano qui almeno 30 giorni"
        elif record:
            uses = self._books.uses(record)
            words = (
                counted(uses, "Usata in una pratica", "Usata in {} pratiche") if uses else "Usata in nessuna pratica"
            )
            words += "" if mine else f". {ASSOCIATION_RECORD_NOTE}"
        if self._truncated:
            words = f"{words}. Sono le prime {MAX_LISTED}: scrivi qualche lettera per trovare le altre."
        self._usage.setText(words)
        self._usage.setVisible(bool(words))

    def _show_bin(self, binned: bool) -> None:
        self._in_bin = binned
        self._note.show_notice(None)
        self._show()

    # --- another look ------------------------------------------------------------------------------------

    def keep(self) -> Callable[[OverlayPage], None]:
        """The book, the search, and the record that is being edited, half typed as it is."""
        if not self._fields:
            return super().keep()
        forms, book, in_bin, words = self._forms, self._book, self._in_bin, self.search.text()
        current, put_focus, edited, caret = self.list.current_id(), super().keep(), None, None
        if self.record is not None:
            self.record.store()
            edited, caret = self.record.edited, Caret.held(self.record)

        def put_back(page: OverlayPage) -> None:
            assert isinstance(page, AddressPage)
            page.resume(forms, book, in_bin, words, current)
            record = page.resume_record(edited) if edited is not None else None
            if record is not None and caret is not None:
                caret.put(record, record.page.focus_place)
            else:
                put_focus(page)

        return put_back

    def resume(self, forms: Sequence[Form], book: str, in_bin: bool, words: str, current: str) -> None:
        """Shows at once what another page had shown."""
        self.show_books(forms)
        self.search.keep_search(words)
        self.show_book(book)
        self._in_bin = in_bin
        self._show(current)

    # --- one record --------------------------------------------------------------------------------------

    def open(self, record: str) -> None:
        """Opens a record to edit it, a new one for an empty id; in the bin, restores it."""
        if self._in_bin:
            if record:
                self._books.restore(record, while_alive(self, lambda: self._show_bin(False)))
            return
        if self._books.is_of_association(record):
            return
        card = self._books.read(record) if record else None
        if self._book not in self._fields or (record and card is None):
            return
        self.resume_record(EditedRecord.of(self._book, self._fields[self._book], record, card)).focus_first()

    def resume_record(self, edited: EditedRecord) -> RecordView:
        """Opens a record that is being edited."""
        self.record = RecordView(self._theme, self._books, self._book, self._fields[self._book], edited)
        self.record.close_requested.connect(self._back)
        self._stack.addWidget(self.record)
        self._stack.setCurrentWidget(self.record)
        return self.record

    def _back(self) -> None:
        if self.record is not None:
            done, self.record = self.record, None
            self._stack.setCurrentIndex(0)
            self._stack.removeWidget(done)
            done.deleteLater()
            self._show(done.edited.id)
            (self.list if self.list.entries() else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def before_leaving(self) -> None:
        """Called before the page is closed: stores the open record."""
        if self.record is not None:
            self.record.store()

    def delete(self, record: str) -> None:
        """Moves a record to the bin without asking, and offers to undo it; in the bin, asks for good."""
        entry = next((each for each in self.list.entries() if each.id == record), None)
        if entry is None or self._books.is_of_association(record):
            return
        if self._in_bin:
            self._ask_for_good(entry)
            return
        self._books.bin(record, while_alive(self, lambda: self._tell_deleted(entry)))

    def _ask_for_good(self, entry: RecordItem) -> None:
        self._doomed = entry.id
        fact = f"«{record_name(entry.name, entry.detail)}» verrà cancellata per sempre."
        text = "Sparisce anche dalle copie automatiche; le pratiche restano come sono."
        links = (("delete", "Cancella per sempre"), ("keep", "Non cancellare"))
        self._note.show_notice(Notice("warning", fact, text, links))
        set_tab_order([self.remove, *tab_stops(self._note)])

    def _follow(self, key: str) -> None:
        if key == "undo":
            self._undo_delete()
            return
        self._note.show_notice(None)
        if key == "delete":
            self._books.delete(self._doomed, while_alive(self, self._show))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_deleted(self, entry: RecordItem) -> None:
        self._undo = entry.id
        fact = f"«{record_name(entry.name, entry.detail)}» è tra le schede eliminate."
        self._note.show_notice(
            Notice("info", fact, "Le pratiche restano come sono.", (("undo", "Annulla"),), "trash-2")
        )
        self._show()
        set_tab_order([self.new, *tab_stops(self._note)])

    def _undo_delete(self) -> None:
        def restored() -> None:
            self._show(self._undo)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

        self._note.show_notice(None)
        self._books.restore(self._undo, while_alive(self, restored))
