"""What the preview says of a document: data and sentences, nothing drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.engine.forms.form import Document
from desktop_app.session.documents import DocumentSet

_FOR = re.compile(r"^Per (?:l['’]|(?:il|lo|la|i|gli|le) )?")
_NUMBER = re.compile(r"(?<=\.) (?=\d)")


@dataclass(frozen=True, slots=True)
class About:
    """A document beside its pages; `folder` is where it will be saved, as people read it."""

    title: str
    dossier: str
    draft: bool
    reason: str
    signers: tuple[str, ...]
    source: str
    is_official: bool
    folder: str
    total: int  # documents of the dossier

    def caption(self, pages: int) -> str:
        """Under the title."""
        state = "bozza" if self.draft else "pronto"
        parts = [self.dossier, f"{state}, {plural(pages, 'pagina', 'pagine')}" if pages else state]
        return " · ".join(part for part in parts if part)

    @property
    def format(self) -> str:
        """For whom the file is made."""
        return "PDF/A-2a" if self.draft or not self.signers else "PDF/A-2a, per la firma digitale"


def about(document_set: DocumentSet, document: Document, dossier: str, folder: str, total: int) -> About:
    """What there is to say of a document."""
    state = document_set.state
    signers = tuple(_party(each.spec.label) for each in document.signers if state.holds(each.condition))
    return About(
        document.spec.title,
        dossier,
        not state.complete,
        draft_reason(document_set),
        signers,
        _joined(document.spec.source or ""),
        document.verbatim is not None,
        folder,
        total,
    )


def draft_reason(document_set: DocumentSet) -> str:
    """What keeps the document a draft; empty when nothing does."""
    errors = [problem for problem in document_set.state.problems if problem.severity == "error"]
    missing = sum(problem.missing for problem in errors)
    wrong = len(errors) - missing
    todo = []
    if wrong:
        todo.append(f"correggi {plural(wrong, 'problema', 'problemi')}")
    if missing:
        todo.append(f"scrivi {plural(missing, 'risposta che manca', 'risposte che mancano')}")
    return f"Diventa definitivo quando {' e '.join(todo)}." if todo else ""


def _party(label: str) -> str:
    """Who signs, out of the words beside the line for the pen: "Per l'Azienda:"."""
    name = _FOR.sub("", label.rstrip(": "))
    return name[:1].upper() + name[1:]


def _joined(source: str) -> str:
    """An article and its number stay on one line."""
    return _NUMBER.sub("\u00a0", source)


def plural(number: int, one: str, many: str) -> str:
    """The number and its noun, which stay on one line."""
    return f"{number}\u00a0{one if number == 1 else many}"
