"""The right side of the summary: documents with their actions, earlier exports, deadlines."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.dossier_summary import DocumentStatus
from desktop_app.engine.forms.form import Document
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.features.summary.deadlines import DeadlineList, icon_note
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import Separator, heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.drawing.states import DOCUMENT_LOOKS, StateLook
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.layout.flow import FlowLayout, clear_layout
from desktop_app.gui.wording.document_words import BLANKS, BLANKS_ABOUT, NO_DOCUMENTS, exported_words, superseded_words
from desktop_app.session.blank_forms import official_documents
from desktop_app.session.dossier import Dossier

EXPORTS_SHOWN: Final = 6
DOCUMENT_ACTIONS: Final = (
    ("preview", "Anteprima", "eye"),
    ("export", "Esporta", "file-down"),
    ("print", "Stampa", "printer"),
)


class DocumentEntry(QWidget):
    """One document with its buttons. `action_requested` brings preview, export or print, and the document's id."""

    action_requested = Signal(str, str)

    def __init__(self, theme: Theme, document: Document) -> None:
        super().__init__()
        self._id = document.spec.id
        self._icon = IconView(theme, "state-todo", "muted", 18, "body")
        self._words, self._change = text_label(theme, "", "tiny", "muted"), text_label(theme, "", "tiny", "warn", 600)
        self.buttons: dict[str, Button] = {}
        lines, actions = QVBoxLayout(), FlowLayout(theme.gap(2), 0)
        lines.setSpacing(0)
        lines.addWidget(text_label(theme, document.spec.title, weight=600))
        lines.addWidget(self._words)
        lines.addWidget(self._change)
        for key, words, icon in DOCUMENT_ACTIONS:
            button = Button(theme, words, "quiet", icon=icon, small=True)
            button.setAccessibleName(f"{words}: {document.spec.title}")
            button.clicked.connect(lambda _=False, key=key: self.action_requested.emit(key, self._id))
            self.buttons[key] = button
            actions.addWidget(button)
        row = QHBoxLayout()
        row.setSpacing(theme.gap(10))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        holder = QWidget()
        holder.setLayout(actions)
        under = QHBoxLayout()
        # Aligns the buttons' icons with the title, and leaves space for the focus ring.
        under.setContentsMargins(theme.px(18) + theme.gap(10) - theme.gap(12), theme.gap(4), 0, 0)
        under.addWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.gap(10), 0, theme.gap(6))
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(under)

    def show_state(self, state: StateLook, words: str, change: str) -> None:
        """Shows the document's state, and why what was exported of it is superseded."""
        self._icon.show_icon(state.icon, state.color)
        self._words.setText(words)
        self._change.setText(change)
        self._change.setVisible(bool(change))
        for button in self.buttons.values():
            button.setAccessibleDescription(f"{words}. {change}" if change else words)


class DocumentList(QWidget):
    """`action_requested` brings preview, export, print or blanks and a document's id; an empty id means all."""

    action_requested = Signal(str, str)

    def __init__(self, theme: Theme, dossier: Dossier) -> None:
        super().__init__()
        self._theme, self._dossier = theme, dossier
        self._shown_exports: object = None
        self.is_shown = False  # whether it was ever asked to show something
        self.entries: dict[str, DocumentEntry] = {}
        self._ids: list[str] = []
        self.export_all = Button(theme, Mnemonics().assign("Esporta tutti"), icon="file-down")
        self.export_all.clicked.connect(lambda: self.action_requested.emit("export", ""))
        self.blanks = Button(theme, BLANKS, "quiet", icon="pen-line", small=True)
        self.blanks.setAccessibleDescription(BLANKS_ABOUT)
        self.blanks.clicked.connect(lambda: self.action_requested.emit("blanks", ""))
        if not official_documents(dossier.form):
            self.blanks.hide()
        self._warning = Callout(theme, Notice("warning", "", DRAFT_NOTE), bar=False)
        self._none = text_label(theme, NO_DOCUMENTS, "small", "muted")
        self._list, self._exported = (_column() for _ in range(2))
        self.deadlines = DeadlineList(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading(theme, "Documenti"))
        column.addSpacing(theme.gap(8))
        column.addWidget(self._warning)
        column.addWidget(self._none)
        column.addLayout(self._list)
        column.addSpacing(theme.gap(8))
        column.addWidget(self.export_all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.gap(8))
        column.addWidget(self.blanks, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._exported)
        self._add_heading(column, "Scadenze")
        column.addWidget(self.deadlines)
        self.setAccessibleName("Documenti e scadenze")

    def show_state(self, now: dt.datetime) -> None:
        """Shows the documents that apply, as they are now."""
        self.is_shown = True
        documents = self._dossier.documents.applicable()
        ids = [document.spec.id for document in documents]
        if ids != self._ids:
            self._ids = ids
            clear_layout(self._list)
            self.entries = {document.spec.id: self._entry(document) for document in documents}
        for document, status in zip(documents, self._dossier.document_statuses(), strict=True):
            self.entries[status.id].show_state(*self._words(document, status))
        complete = self._dossier.state.complete
        self._warning.setVisible(not complete and bool(ids))
        self._none.setVisible(not ids)
        self.export_all.show_words(Mnemonics().assign("Esporta tutti" if complete else "Esporta tutte le bozze"))
        self.export_all.setVisible(len(ids) > 1)
        state = self._dossier.state
        self.deadlines.show_state(state, state.today, self._dossier.met_days())
        self.deadlines.setVisible(self._dossier.withdrawal is None)  # else they ended
        self._show_exports(now)

    def _show_exports(self, now: dt.datetime) -> None:
        """Shows the documents exported from this dossier, the newest first; drawn again only if one changed."""
        dossier, exports = self._dossier, self._dossier.exports
        changes = [(each, dossier.comparison.change(each, dossier.state)) for each in exports[:EXPORTS_SHOWN]]
        if (shown := (changes, len(exports), now.date())) == self._shown_exports:
            return
        self._shown_exports = shown
        clear_layout(self._exported)
        if not exports:
            return
        theme = self._theme
        self._add_heading(self._exported, "Già esportati")
        titles = {document.spec.id: document.spec.title for document in self._dossier.form.documents}
        for each, change in changes:
            icon, color = ("file-check", "ok") if change is None else ("history", "warn")
            title, words = titles.get(each.document, each.document), exported_words(each, now, change or "")
            self._exported.addWidget(icon_note(theme, icon, color, title, f"{words}.", each.path.name))
        left = len(exports) - EXPORTS_SHOWN
        if left > 0:
            words = counted(left, "Un altro è stato esportato prima.", "Altri {} sono stati esportati prima.")
            self._exported.addWidget(text_label(theme, words, "tiny", "muted"))

    def tab_stops(self) -> list[QWidget]:
        """The focusable widgets, in order."""
        buttons = [button for id in self._ids for button in self.entries[id].buttons.values()]
        return [*buttons, self.export_all, self.blanks, *self.deadlines.tab_stops()]

    def _entry(self, document: Document) -> DocumentEntry:
        entry = DocumentEntry(self._theme, document)
        entry.action_requested.connect(self.action_requested)
        if self._list.count():
            self._list.addWidget(Separator(self._theme))
        self._list.addWidget(entry)
        return entry

    def _words(self, document: Document, status: DocumentStatus) -> tuple[StateLook, str, str]:
        look = DOCUMENT_LOOKS[status.state]
        signers = sum(self._dossier.state.holds(signer.condition) for signer in document.signers)
        signed = counted(signers, "una firma", "{} firme") if signers else "" if document.signers else "senza firme"
        return look, " · ".join(part for part in (look.words, signed) if part), superseded_words(status)

    def _add_heading(self, column: QVBoxLayout, words: str) -> None:
        column.addSpacing(self._theme.gap(24))
        column.addWidget(heading(self._theme, words))
        column.addSpacing(self._theme.gap(6))


DRAFT_NOTE: Final = "Finché manca qualcosa i documenti escono come BOZZA, senza campi di firma."


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    return column
