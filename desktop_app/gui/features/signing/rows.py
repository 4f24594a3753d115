"""The documents of a dossier on their way from export to office, as data: compared before anything is drawn again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from desktop_app.dossier_summary import DocumentStatus
from desktop_app.engine.forms.form import Document
from desktop_app.engine.italian import formatting
from desktop_app.gui.widgets.drawing.states import DOCUMENT_LOOKS, STEP_LOOKS, StateLook
from desktop_app.gui.wording.document_words import CHANGED_SINCE
from desktop_app.session.dossier import Dossier

ActionId = Literal["export", "open", "folder"]
ACTION_WORDS: Final[dict[ActionId, tuple[str, str]]] = {
    "export": ("Esporta", "file-down"),
    "open": ("Apri", "eye"),
    "folder": ("Mostra nella cartella", "folder-open"),
}


@dataclass(frozen=True, slots=True)
class SignerItem:
    """Who has to sign a document, and whether that has happened."""

    label: str
    look: StateLook
    words: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document: its state in words, why it is so, who signs, and what can be done with it now."""

    id: str
    title: str
    look: StateLook
    words: str
    detail: str = ""
    signers: tuple[SignerItem, ...] = ()
    actions: tuple[ActionId, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """Whether it has to be exported before anybody can sign it."""
        return "export" in self.actions


def document_rows(dossier: Dossier) -> list[DocumentRow]:
    """A row for each document that applies, in the order of the form."""
    documents = {each.spec.id: each for each in dossier.documents.applicable()}
    return [_row(documents[status.id], status, dossier) for status in dossier.document_statuses()]


def _row(document: Document, status: DocumentStatus, dossier: Dossier) -> DocumentRow:
    signers = tuple(_signers(document, dossier))
    actions: tuple[ActionId, ...] = ("open", "folder") if status.state == "exported" else ("export",)
    return DocumentRow(status.id, status.title, *_state(status), signers, actions)


def _state(status: DocumentStatus) -> tuple[StateLook, str, str]:
    """Look and words of a state, and a sentence that says more."""
    day = formatting.with_article("il", formatting.date(status.day)) if status.day else ""
    if status.state == "exported":
        return DOCUMENT_LOOKS["exported"], f"Esportato {day}".rstrip(), ""
    if status.state == "outdated":
        why = status.change or CHANGED_SINCE
        return DOCUMENT_LOOKS["outdated"], "Superato", f"Quello esportato {day} non vale più: {why}."
    more = f"Quello esportato {day} è superato: {status.change}." if status.change else ""
    if status.state == "ready":
        return STEP_LOOKS["todo"], "Da esportare", more
    look = DOCUMENT_LOOKS[status.state]
    return look, look.words, more or "Si firma quando non manca più nessuna risposta."


def _signers(document: Document, dossier: Dossier) -> Iterator[SignerItem]:
    for signer in document.signers:
        if dossier.state.holds(signer.condition):
            yield SignerItem(signer.spec.label, STEP_LOOKS["todo"], "non ancora")
