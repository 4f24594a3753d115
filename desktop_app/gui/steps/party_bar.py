"""The bar above the first field of a party: its record in the address book, or how to pick or add one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.engine.evaluation import parties
from desktop_app.engine.forms.form import Field, Party
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.address_books import AddressBooks, record_name
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.steps.record_picker import RecordPicker
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.layout.flow import FlowLayout
from desktop_app.gui.widgets.layout.tab_order import set_tab_order, tab_stops

KEPT_LATER = "Scritto il nome, puoi tenere questi dati in Anagrafiche."  # where the offer comes: nothing moves then
PICK, CHANGE = "Scegli da Anagrafiche", "Cambia scheda"


class PartyBar(QWidget):
    """Each of its buttons changes the dossier in one step of undo. It has its line before it has an offer."""

    def __init__(self, theme: Theme, session: EditSession, books: AddressBooks, party: Party) -> None:
        super().__init__()
        self._theme, self._session, self._books, self.party = theme, session, books, party
        self._first: Field = party.fields[parties.naming(party.fields)]
        self._shown: tuple[object, ...] | None = None
        self._namesake: str | None = None
        self.picker: RecordPicker | None = None
        self._icon, self._words = IconView(theme, "contact", "muted", 18), text_label(theme, "", "small", one_line=True)
        self.pick_button = Button(theme, PICK, icon="contact", small=True)
        self.use_link, self.add_link = Link(theme, "Usa quei dati"), Link(theme, "Aggiungi all’anagrafica")
        self.change_link, self.unlink_link = Link(theme, CHANGE), Link(theme, "Scollega")
        self._row = QWidget()
        flow = FlowLayout(theme.gap(14), theme.gap(4))
        self._row.setLayout(flow)
        whose = session.dossier.form.parts.get(self._first.key, self._first.spec.label)
        for part in (
            self._icon,
            self._words,
            self.pick_button,
            self.use_link,
            self.add_link,
            self.change_link,
            self.unlink_link,
        ):
            flow.addWidget(part)
            part.setAccessibleDescription(whose)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(8))
        self._column.addWidget(self._row)
        self.pick_button.clicked.connect(self.open_picker)
        self.change_link.clicked.connect(self.open_picker)
        self.use_link.clicked.connect(lambda: self._take_record(self._namesake or ""))
        self.add_link.clicked.connect(self._add_record)
        self.unlink_link.clicked.connect(self._unlink_record)

    # --- what the user does ------------------------------------------------------------------------------

    def open_picker(self) -> None:
        """Opens the search for a record, in place."""
        if self.picker is None:
            self.picker = RecordPicker(self._theme, self._books, self.party.book)
            self.picker.picked.connect(self._take_record)
            self.picker.closed.connect(self.close_picker)
            self._column.addWidget(self.picker)
            set_tab_order(tab_stops(self))
        self.picker.open()
        self._session.unfolded.emit(self)

    def close_picker(self) -> None:
        """Closes the search without a choice; the focus goes back to the button that opened it."""
        if self.picker is not None and self.picker.isVisibleTo(self):
            self._focus(self.pick_button if self.pick_button.isVisibleTo(self) else self.change_link)
            self.picker.hide()

    def _take_record(self, record: str) -> None:
        self._session.change(lambda: self._session.dossier.take_record(self.party.prefix, record))
        self._session.leave_party(self.party)
        self._done()

    def _add_record(self) -> None:
        party = self.party

        def link(record: str) -> None:
            self._session.change(lambda: self._session.dossier.link(party.prefix, record))
            if isValid(self):  # the step may have been left meanwhile
                self._done()

        self._books.add(party.book, party.fields, parties.record_of(self._session.state, party), link)

    def _unlink_record(self) -> None:
        self._session.change(lambda: self._session.dossier.link(self.party.prefix, None))
        self._done()

    def _done(self) -> None:
        """Closes the search; the focus stays in the bar, on what can be done next."""
        if self.picker is not None:
            self.picker.hide()
        self.show_state()
        self._focus(self.change_link if self.change_link.isVisibleTo(self) else self.pick_button)

    def _focus(self, widget: QWidget) -> None:
        if widget.isVisibleTo(self):
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- from the dossier --------------------------------------------------------------------------------

    def show_state(self) -> None:
        """Draws what changed; reads the book only where the record, the name or the book is another one."""
        if self._session.typing_place is not None and self._shown is not None:
            return  # nothing comes and goes while the user types
        link = self._session.dossier.draft.parties.get(self.party.prefix)
        cell = self._session.state.cells[self._first.id]
        answer = cell.value if cell.origin == "default" else cell.raw
        record, name = link.record if link else None, answer if cell.wrong is None else None
        if (record, name, self._books.version) != self._shown:
            self._shown = (record, name, self._books.version)
            self._show(record, name)

    def _show(self, record: str | None, name: object) -> None:
        card = self._books.read(record) if record else None
        has_records = card is not None or self._books.count(self.party.book) > 0
        is_named = isinstance(name, str) and bool(name.strip()) and card is None
        self._namesake = self._books.namesake(self.party.book, str(name)) if is_named and has_records else None
        words = ""
        if card is not None:
            whose = "Dalla tua associazione" if self._books.is_of_association(record or "") else "Da Anagrafiche"
            words = f"{whose}: {record_name(card.name, card.detail)}"
        elif self._namesake:
            other = self._books.read(self._namesake)
            whose = "La tua associazione ha" if self._books.is_of_association(self._namesake) else "In Anagrafiche c’è"
            words = f"{whose} già {record_name(other.name, other.detail)}." if other else ""
        elif not has_records and not is_named:
            words = KEPT_LATER
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._icon.setVisible(bool(words) and words != KEPT_LATER)
        self.pick_button.setVisible(has_records and card is None)
        self.use_link.setVisible(bool(self._namesake))
        self.add_link.setVisible(is_named)
        self.add_link.show_words("Aggiungi come scheda nuova" if self._namesake else "Aggiungi all’anagrafica")
        self.change_link.setVisible(card is not None)
        self.unlink_link.setVisible(card is not None)
