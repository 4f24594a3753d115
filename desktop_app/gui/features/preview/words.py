"""What the preview says of a document, as data and sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from desktop_app.dossier_summary import DocumentStatus
from desktop_app.engine.forms.form import Document
from desktop_app.gui.wording.document_words import superseded_words
from desktop_app.session.documents import DocumentSet

_FOR = re.compile(r"^Per (?:l['’]|(?:il|lo|la|i|gli|le) )?")
_NUMBER = re.compile(r"(?<=\.) (?=\d)")


CAPTIONS: Final = {"": "pronto", "exported": "esportato", "outdated": "da esportare di nuovo"}


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The facts on a document; `folder` is where it will be exported, in words for the user."""

    title: str
    dossier: str
    draft: bool
    reason: str
    signers: tuple[str, ...]
    source: str
    is_official: bool
    folder: str
    total: int  # documents of the dossier
    exported: str = ""  # "exported" or "outdated", of the last export; empty where there is none
    superseded: str = ""  # why it is superseded, as a sentence

    def caption(self, pages: int) -> str:
        """The line under the title."""
        state = "bozza" if self.draft else CAPTIONS[self.exported]
        parts = [self.dossier, f"{state}, {number_and_noun(pages, 'pagina', 'pagine')}" if pages else state]
        return " · ".join(part for part in parts if part)

    @property
    def format(self) -> str:
        """The file format."""
        return "PDF/A-2a" if self.draft or not self.signers else "PDF/A-2a, per la firma digitale"


def document_facts(
    document_set: DocumentSet, document: Document, dossier: str, folder: str, total: int,
    status: DocumentStatus | None = None,
) -> DocumentFacts:  # fmt: skip
    """Collects the facts on a document; `status` tells what its last export is worth."""
    state = document_set.state
    signers = tuple(_party(each.spec.label) for each in document.signers if state.holds(each.condition))
    return DocumentFacts(
        document.spec.title,
        dossier,
        not state.complete,
        draft_reason(document_set),
        signers,
        _joined(document.spec.source or ""),
        document.verbatim is not None,
        folder,
        total,
        status.state if status is not None and status.state in CAPTIONS else "",
        superseded_words(status) if status is not None else "",
    )


def draft_reason(document_set: DocumentSet) -> str:
    """Why the document is a draft; empty if it is not."""
    errors = [problem for problem in document_set.state.problems if problem.severity == "error"]
    missing = sum(problem.missing for problem in errors)
    wrong = len(errors) - missing
    todo = []
    if wrong:
        todo.append(f"correggi {number_and_noun(wrong, 'problema', 'problemi')}")
    if missing:
        todo.append(f"scrivi {number_and_noun(missing, 'risposta che manca', 'risposte che mancano')}")
    return f"Diventa definitivo quando {' e '.join(todo)}." if todo else ""


def _party(label: str) -> str:
    """Who signs, taken from the label of the signature: "Per l'Azienda:"."""
    name = _FOR.sub("", label.rstrip(": "))
    return name[:1].upper() + name[1:]


def _joined(source: str) -> str:
    """Ties an article to its number with a no-break space."""
    return _NUMBER.sub("\u00a0", source)


def number_and_noun(number: int, one: str, many: str) -> str:
    """The number and its noun, tied with a no-break space."""
    return f"{number}\u00a0{one if number == 1 else many}"
