"""The editor of one record of an address book: editors and checks as in a dossier, with its own undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.drafts.models import Contact
from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.parties import book_title, record_form
from desktop_app.engine.forms.form import Field
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.address_books import AddressBooks
from desktop_app.gui.shell.overlays import in_the_middle
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.steps.page import StepPage
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from desktop_app.gui.widgets.layout.tab_order import set_tab_order, tab_stops
from desktop_app.session.dossier import Dossier
from desktop_app.system.clock import today

ONE_COLUMN_WIDTH = 560  # px at 100 %: narrower pages have one column
STORE_DELAY_MS = 300  # after the last keystroke, as in a dossier


@dataclass(slots=True)
class EditedRecord:
    """What is being edited, whatever shows it; `id` is empty until there is something to store.

    `stored`: the answers that the store has; `storing`: others are on their way to it.
    """

    id: str
    session: EditSession
    stored: dict[str, Any]
    storing: bool = False

    @classmethod
    def of(cls, book: str, fields: Mapping[str, Field], id: str, card: Contact | None) -> EditedRecord:
        """A record as it is stored, a new one without a card."""
        stored = {name: value for name, value in (card.answers if card else {}).items() if name in fields}
        return cls(id, EditSession(Dossier(record_form(book, fields), Draft(book, stored), today())), stored)


class RecordView(QWidget):
    """Stores by itself, after a pause in typing and whenever a field is left. `close_requested` returns to the list."""

    close_requested = Signal()

    def __init__(
        self, theme: Theme, books: AddressBooks, book: str, fields: Mapping[str, Field], edited: EditedRecord
    ) -> None:
        super().__init__()
        self._theme, self._books, self._book, self._fields, self.edited = theme, books, book, fields, edited
        self.session = edited.session
        self.page = StepPage(theme, self.session, self.session.dossier.form.pages[0])
        self.page.make_all()
        self.back = Button(theme, "Torna all’elenco", icon="arrow-left", small=True)
        self._hint = text_label(theme, "Si salva da sola. Le pratiche già fatte restano come sono.", "small", "muted")
        self._lay_out(theme)
        self.setAccessibleName(book_title(book))
        self.back.clicked.connect(self._close)
        self._store_timer = QTimer(self, interval=STORE_DELAY_MS, singleShot=True)
        self._store_timer.timeout.connect(self.store)
        self.session.changed.connect(self._show)
        self.session.changed.connect(self._store_timer.start)
        self.session.visible_problems_changed.connect(self._field_left)
        self._show()

    def _lay_out(self, theme: Theme) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, theme.gap(24), 0, theme.gap(32))
        column.setSpacing(theme.gap(14))
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addWidget(self.page)
        column.addStretch(1)
        area = FadeScrollArea(theme)
        area.set_content(in_the_middle(theme, middle))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        set_tab_order(tab_stops(area))

    def focus_first(self) -> None:
        """Focuses the first field."""
        self.page.focus_first()

    def _show(self) -> None:
        self.page.show_state()

    def _field_left(self) -> None:
        self._show()
        self.store()

    def store(self) -> None:
        """Stores the answers, if they have changed; one change at a time."""
        if isValid(self):  # what was typed is stored also when the editor is gone already
            self._store_timer.stop()
        answers = {name: value for name, value in self.session.dossier.draft.answers.items() if value not in (None, "")}
        edited = self.edited
        if answers == edited.stored or edited.storing:
            return
        edited.storing = True

        def kept(_: object) -> None:
            edited.stored, edited.storing = answers, False
            self.store()  # what was typed meanwhile

        def added(id: str) -> None:
            edited.id = id
            kept(id)

        if edited.id:
            changed = {name: answers.get(name) for name in self._fields}
            self._books.update(edited.id, self._fields, changed, kept, self._not_stored)
        else:
            self._books.add(self._book, self._fields, answers, added, self._not_stored)

    def _not_stored(self) -> None:
        """It is tried again when the next field is left."""
        self.edited.storing = False

    def _close(self) -> None:
        self.session.dossier.close_step()
        self.store()
        self.close_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo of this record, not of the dossier."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._undo_or_redo(back=True)
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._undo_or_redo(back=False)
        else:
            super().keyPressEvent(event)

    def _undo_or_redo(self, *, back: bool) -> None:
        place = self.session.undo() if back else self.session.redo()
        if place is not None:
            self.page.show_state(place)
            self.page.focus_place(place)
        self.store()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        em = self.width() / self._theme.factor
        self.page.set_columns(1 if em < ONE_COLUMN_WIDTH else 2, self.height() / self._theme.factor < 720)
