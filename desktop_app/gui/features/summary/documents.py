"""The documents of a dossier: what can be done with each, what was exported, and what is due when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.forms.form import Document
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.features.summary.deadlines import DeadlineList, noted
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import Separator, heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.drawing.states import DOCUMENT_LOOKS, StateLook
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.layout.flow import FlowLayout, clear_layout
from desktop_app.gui.wording.document_words import exported_words
from desktop_app.session.dossier import Dossier

FIRST_EXPORTS: Final = 6
DEEDS: Final = (("preview", "Anteprima", "eye"), ("export", "Esporta", "file-down"), ("print", "Stampa", "printer"))


def state_of(dossier: Dossier, last: ExportEntry | None) -> StateLook:
    """How far a document is: what is wrong anywhere is wrong in every document."""
    problems = dossier.state.problems
    if any(each.severity == "error" and not each.missing for each in problems):
        return DOCUMENT_LOOKS["problem"]
    if not dossier.state.complete:
        return DOCUMENT_LOOKS["draft" if dossier.draft.answers else "todo"]
    exported = last is not None and not last.changed and not last.bozza
    return DOCUMENT_LOOKS["exported" if exported else "ready"]


class DocumentEntry(QWidget):
    """One document with its three buttons. `done` brings what, and the document's id."""

    done = Signal(str, str)

    def __init__(self, theme: Theme, document: Document) -> None:
        super().__init__()
        self._id = document.spec.id
        self._icon = IconView(theme, "state-todo", "muted", 18, "body")
        self._words = text_label(theme, "", "tiny", "muted")
        self.buttons: dict[str, Button] = {}
        lines, deeds = QVBoxLayout(), FlowLayout(theme.gap(2), 0)
        lines.setSpacing(0)
        lines.addWidget(text_label(theme, document.spec.title, weight=600))
        lines.addWidget(self._words)
        for key, words, icon in DEEDS:
            button = Button(theme, words, "quiet", icon=icon, small=True)
            button.setAccessibleName(f"{words}: {document.spec.title}")
            button.clicked.connect(lambda _=False, key=key: self.done.emit(key, self._id))
            self.buttons[key] = button
            deeds.addWidget(button)
        row = QHBoxLayout()
        row.setSpacing(theme.gap(10))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        holder = QWidget()
        holder.setLayout(deeds)
        under = QHBoxLayout()
        # Their icons under the title, and room for the ring around them.
        under.setContentsMargins(theme.px(18) + theme.gap(10) - theme.gap(12), theme.gap(4), 0, 0)
        under.addWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.gap(10), 0, theme.gap(6))
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(under)

    def show_state(self, state: StateLook, words: str) -> None:
        """How far the document is."""
        self._icon.show_icon(state.icon, state.color)
        self._words.setText(words)
        for button in self.buttons.values():
            button.setAccessibleDescription(words)


class DocumentList(QWidget):
    """`done` brings what (preview, export, print) and a document's id; without one: all of them."""

    done = Signal(str, str)

    def __init__(self, theme: Theme, dossier: Dossier) -> None:
        super().__init__()
        self._theme, self._dossier = theme, dossier
        self._exports: Sequence[ExportEntry] = ()
        self.entries: dict[str, DocumentEntry] = {}
        self._ids: list[str] = []
        self.every = Button(theme, Mnemonics().assign("Esporta tutti"), icon="file-down")
        self.every.clicked.connect(lambda: self.done.emit("export", ""))
        self._warning = Callout(theme, Notice("warning", "", BOZZA), bar=False)
        self._list, self._old = (_column() for _ in range(2))
        self.terms = DeadlineList(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading(theme, "Documenti"))
        column.addSpacing(theme.gap(8))
        column.addWidget(self._warning)
        column.addLayout(self._list)
        column.addSpacing(theme.gap(8))
        column.addWidget(self.every, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._old)
        self._head(column, "Scadenze")
        column.addWidget(self.terms)
        self.setAccessibleName("Documenti e scadenze")

    def show_state(self, now: dt.datetime) -> None:
        """The documents that the answers ask for, as they are now."""
        documents = self._dossier.documents.applicable()
        ids = [document.spec.id for document in documents]
        if ids != self._ids:
            self._ids = ids
            clear_layout(self._list)
            self.entries = {document.spec.id: self._entry(document) for document in documents}
        last = {each.document: each for each in reversed(self._exports)}
        for document in documents:
            state = state_of(self._dossier, last.get(document.spec.id))
            self.entries[document.spec.id].show_state(state, self._words(document, state))
        complete = self._dossier.state.complete
        self._warning.setVisible(not complete and bool(ids))
        self.every.show_words(Mnemonics().assign("Esporta tutti" if complete else "Esporta tutte le bozze"))
        self.every.setVisible(len(ids) > 1)
        self.terms.show_state(self._dossier.state, now.date())

    def show_exports(self, exports: Sequence[ExportEntry], now: dt.datetime) -> None:
        """The documents exported from this dossier, the newest first."""
        self._exports = exports
        clear_layout(self._old)
        if not exports:
            return
        theme = self._theme
        self._head(self._old, "Già esportati")
        titles = {document.spec.id: document.spec.title for document in self._dossier.form.documents}
        for each in exports[:FIRST_EXPORTS]:
            icon, color = ("history", "warn") if each.changed else ("file-check", "ok")
            title = titles.get(each.document, each.document)
            self._old.addWidget(noted(theme, icon, color, title, exported_words(each, now) + ".", each.path.name))
        left = len(exports) - FIRST_EXPORTS
        if left > 0:
            words = counted(left, "Un altro è stato esportato prima.", "Altri {} sono stati esportati prima.")
            self._old.addWidget(text_label(theme, words, "tiny", "muted"))

    def stops(self) -> list[QWidget]:
        """All that can take the focus, in order."""
        buttons = [button for id in self._ids for button in self.entries[id].buttons.values()]
        return [*buttons, self.every, *self.terms.stops()]

    def _entry(self, document: Document) -> DocumentEntry:
        entry = DocumentEntry(self._theme, document)
        entry.done.connect(self.done)
        if self._list.count():
            self._list.addWidget(Separator(self._theme))
        self._list.addWidget(entry)
        return entry

    def _words(self, document: Document, state: StateLook) -> str:
        signers = sum(self._dossier.state.holds(signer.condition) for signer in document.signers)
        signed = counted(signers, "una firma", "{} firme") if signers else "" if document.signers else "senza firme"
        return " · ".join(part for part in (state.words, signed) if part)

    def _head(self, column: QVBoxLayout, words: str) -> None:
        column.addSpacing(self._theme.gap(24))
        column.addWidget(heading(self._theme, words))
        column.addSpacing(self._theme.gap(6))


BOZZA: Final = "Finché manca qualcosa i documenti escono come BOZZA, senza campi di firma."


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    return column
