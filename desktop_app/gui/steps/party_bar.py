"""What stands where a party begins: its record of the address book, or the way to pick or to add one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.engine.evaluation import parties
from desktop_app.engine.forms.form import Field, Party
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.address_books import AddressBooks, named
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.steps.record_picker import RecordPicker
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.layout.flow import FlowLayout
from desktop_app.gui.widgets.layout.tab_order import set_tab_order, tab_stops

PICK, CHANGE = "Scegli da Anagrafiche", "Cambia scheda"


class PartyBar(QWidget):
    """Offers, and never asks; all that it does to the dossier is one step of undo. Without `offers` it is hidden."""

    def __init__(self, theme: Theme, session: EditSession, books: AddressBooks, party: Party) -> None:
        super().__init__()
        self._theme, self._session, self._books, self.party = theme, session, books, party
        self._first: Field = party.fields[parties.naming(party.fields)]
        self._shown: tuple[object, ...] | None = None
        self._twin: str | None = None
        self.offers = False
        self.picker: RecordPicker | None = None
        self._icon, self._words = IconView(theme, "contact", "muted", 18), text_label(theme, "", "small", one_line=True)
        self.pick = Button(theme, PICK, icon="contact", small=True)
        self.use, self.add = Link(theme, "Usa quei dati"), Link(theme, "Aggiungi all’anagrafica")
        self.change, self.unlink = Link(theme, CHANGE), Link(theme, "Scollega")
        self._row = QWidget()
        flow = FlowLayout(theme.gap(14), theme.gap(4))
        self._row.setLayout(flow)
        whose = session.dossier.form.parts.get(self._first.key, self._first.spec.label)
        for part in (self._icon, self._words, self.pick, self.use, self.add, self.change, self.unlink):
            flow.addWidget(part)
            part.setAccessibleDescription(whose)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(8))
        self._column.addWidget(self._row)
        self.pick.clicked.connect(self.open)
        self.change.clicked.connect(self.open)
        self.use.clicked.connect(lambda: self._take(self._twin or ""))
        self.add.clicked.connect(self._add)
        self.unlink.clicked.connect(self._unlink)

    # --- what the user does ------------------------------------------------------------------------------

    def open(self) -> None:
        """The search, in place."""
        if self.picker is None:
            self.picker = RecordPicker(self._theme, self._books, self.party.book)
            self.picker.picked.connect(self._take)
            self.picker.closed.connect(self.close_picker)
            self._column.addWidget(self.picker)
            set_tab_order(tab_stops(self))
        self.picker.open()
        self._session.unfolded.emit(self)

    def close_picker(self) -> None:
        """Without a choice: the focus goes back to where it came from."""
        if self.picker is not None and self.picker.isVisibleTo(self):
            self._focus(self.pick if self.pick.isVisibleTo(self) else self.change)
            self.picker.hide()

    def _take(self, record: str) -> None:
        self._session.change(lambda: self._session.dossier.take_record(self.party.prefix, record))
        self._session.leave_party(self.party)
        self._done()

    def _add(self) -> None:
        party = self.party
        record = self._books.add(party.book, party.fields, parties.record_of(self._session.state, party))
        if record:
            self._session.change(lambda: self._session.dossier.link(party.prefix, record))
            self._done()

    def _unlink(self) -> None:
        self._session.change(lambda: self._session.dossier.link(self.party.prefix, None))
        self._done()

    def _done(self) -> None:
        """The focus stays at the party, on what can be done next."""
        if self.picker is not None:
            self.picker.hide()
        self.show_state()
        self._focus(self.change if self.change.isVisibleTo(self) else self.pick)

    def _focus(self, widget: QWidget) -> None:
        if widget.isVisibleTo(self):
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- from the dossier --------------------------------------------------------------------------------

    def show_state(self) -> None:
        """Draws what changed; looks into the book only where another record or another name is there."""
        if self._session.typing_place is not None and self._shown is not None:
            return  # calm while typing
        link = self._session.dossier.draft.parties.get(self.party.prefix)
        cell = self._session.state.cells[self._first.id]
        said = cell.value if cell.origin == "default" else cell.raw
        record, name = link.record if link else None, said if cell.wrong is None else None
        if (record, name, self._books.version) != self._shown:
            self._shown = (record, name, self._books.version)
            self._show(record, name)

    def _show(self, record: str | None, name: object) -> None:
        card = self._books.read(record) if record else None
        some = card is not None or self._books.count(self.party.book) > 0
        said = isinstance(name, str) and bool(name.strip()) and card is None
        self._twin = self._books.namesake(self.party.book, str(name)) if said and some else None
        words = ""
        if card is not None:
            whose = "Dalla tua associazione" if self._books.is_theirs(record or "") else "Da Anagrafiche"
            words = f"{whose}: {named(card.name, card.detail)}"
        elif self._twin:
            twin = self._books.read(self._twin)
            whose = "La tua associazione ha" if self._books.is_theirs(self._twin) else "In Anagrafiche c’è"
            words = f"{whose} già {named(twin.name, twin.detail)}." if twin else ""
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._icon.setVisible(bool(words))
        self.pick.setVisible(some and card is None)
        self.use.setVisible(bool(self._twin))
        self.add.setVisible(said)
        self.add.show_words("Aggiungi come scheda nuova" if self._twin else "Aggiungi all’anagrafica")
        self.change.setVisible(card is not None)
        self.unlink.setVisible(card is not None)
        self.offers = some or said
