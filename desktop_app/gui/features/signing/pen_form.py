"""Firmato a penna: which document, by whom, when, and its scan; filled in beside the documents, without a dialog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.italian import parse
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.inputs.choice_editors import choice_editor
from desktop_app.gui.widgets.inputs.date_editor import DateEditor
from desktop_app.gui.widgets.inputs.field_row import FieldRow
from desktop_app.gui.widgets.inputs.toggles import CheckBox
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.flow import clear_layout

TITLE: Final = "Firmato a penna"
IDENTITY: Final = (
    "Di chi firma a penna serve anche la copia, fronte e retro, di un documento d'identità non scaduto: "
    "la aggiungi più sotto, all'invio."
)
NOBODY: Final = Notice("error", "Manca chi ha firmato.", "Segna almeno un nome.")
NO_DOCUMENT: Final = Notice("error", "Manca il documento.", "Scegli quale è stato firmato.")
NO_DAY: Final = Notice("error", "Manca il giorno della firma.", "Scrivilo così: 12/03/2027.")
TOMORROW: Final = Notice("error", "Quel giorno non è ancora venuto.", "Scrivi il giorno in cui è stato firmato.")


class PenChoice(NamedTuple):
    """A document that may have been signed by pen: its title, and its signers by id."""

    title: str
    signers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PenOffer:
    """What the form is about: the documents by id, the one chosen ("": none yet), the name of the scan ("": none)."""

    documents: Mapping[str, PenChoice]
    chosen: str = ""
    scan: str = ""


class PenSigned(NamedTuple):
    """What the user says: the document, the ids of the signers, the day."""

    document: str
    signers: tuple[str, ...]
    day: dt.date


class PenForm(CardFrame):
    """`registered` brings a PenSigned; `scan_requested` asks for the scan, `closed` to leave it."""

    registered = Signal(object)
    scan_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, today: dt.date) -> None:
        super().__init__(theme, fill="canvas", line="border")
        self._theme, self._today = theme, today
        self.offer = PenOffer({})
        self.boxes: dict[str, CheckBox] = {}
        self._document = ""
        self._column = QVBoxLayout(self)
        side = theme.gap(18)
        self._column.setContentsMargins(side, theme.gap(14), side, theme.gap(14))
        self._column.setSpacing(theme.gap(10))
        self._typed = ""

    def show_offer(self, offer: PenOffer, today: dt.date) -> None:
        """Another scan or document; what was filled in for the same document stays."""
        if offer == self.offer and self.boxes:
            return
        on = {id for id, box in self.boxes.items() if box.isChecked()} if offer.chosen == self._document else set()
        self._today, self.offer, self._document = today, offer, offer.chosen
        clear_layout(self._column)
        self._column.addWidget(heading(self._theme, TITLE))
        if len(offer.documents) > 1:
            self._column.addWidget(self._documents(offer))
        choice = offer.documents.get(offer.chosen)
        self._who = QWidget()
        self._column.addWidget(self._who)
        self._show_signers(choice, on)
        self.day = DateEditor(self._theme)
        self.day.show_value(self._typed or today.strftime("%d/%m/%Y"))
        self.day.edited.connect(self._keep_day)
        self._day_row = FieldRow(self._theme, "Quando", self.day, "Il giorno scritto accanto alla firma.")
        self._column.addWidget(self._day_row)
        self._column.addWidget(self._scan(offer.scan))
        self._column.addWidget(text_label(self._theme, IDENTITY, "small", "muted"))
        self._column.addWidget(self._buttons())
        self.setAccessibleName(TITLE)

    def _keep_day(self, typed: object) -> None:
        self._typed = str(typed or "")

    def _documents(self, offer: PenOffer) -> FieldRow:
        editor = choice_editor(self._theme, {id: each.title for id, each in offer.documents.items()})
        editor.show_value(offer.chosen or None)
        editor.edited.connect(self._choose)
        self._document_row = FieldRow(self._theme, "Documento", editor)
        return self._document_row

    def _choose(self, id: object) -> None:
        self._document = str(id or "")
        self._show_signers(self.offer.documents.get(self._document), set())

    def _show_signers(self, choice: PenChoice | None, on: set[str]) -> None:
        column = self._who.layout() or QVBoxLayout(self._who)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.gap(4))
        clear_layout(column)
        self.boxes = {}
        if choice is not None:
            column.addWidget(text_label(self._theme, "Chi ha firmato", weight=600))
        for id, label in (choice.signers if choice is not None else {}).items():
            box = self.boxes[id] = CheckBox(self._theme, label)
            box.setChecked(id in on or (choice is not None and len(choice.signers) == 1))
            column.addWidget(box)
        self._fault = QWidget()
        column.addWidget(self._fault)

    def _scan(self, name: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.gap(14))
        words = f"Scansione: {name}" if name else "Scansione del foglio firmato (PDF): non ancora"
        row.addWidget(text_label(self._theme, words, "small"), 1)
        self.scan = Button(self._theme, "Scegli un altro file…" if name else "Scegli la scansione…", small=True)
        self.scan.clicked.connect(self.scan_requested)
        row.addWidget(self.scan)
        return holder

    def _buttons(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.gap(10))
        self.register, self.cancel = Button(self._theme, "Registra", "accent"), Button(self._theme, "Lascia stare")
        self.register.clicked.connect(self._register)
        self.cancel.clicked.connect(self.closed)
        row.addWidget(self.register)
        row.addWidget(self.cancel)
        row.addStretch(1)
        return holder

    def focus(self) -> None:
        """Where filling in begins."""
        first = next(iter(self.boxes.values()), None)
        (first or self.day.focus_widget()).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _register(self) -> None:
        signers = tuple(id for id, box in self.boxes.items() if box.isChecked())
        iso = parse.date(str(self.day_text()), self._today)
        day = dt.date.fromisoformat(iso) if iso else None
        faults = list(self._faults(signers, day))
        self._day_row.show_notices(faults)
        if not faults and day is not None:
            self._typed = ""
            self.registered.emit(PenSigned(self._document, signers, day))

    def day_text(self) -> str:
        """The day as it stands in its field."""
        return self._typed or self._today.strftime("%d/%m/%Y")

    def _faults(self, signers: Sequence[str], day: dt.date | None) -> Sequence[Notice]:
        found = []
        if self._document not in self.offer.documents:
            found.append(NO_DOCUMENT)
        elif not signers:
            found.append(NOBODY)
        if day is None:
            found.append(NO_DAY)
        elif day > self._today:
            found.append(TOMORROW)
        return found
