"""Official documents without any answer, to be filled in by pen: those whose wording is an office's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.faults import DraftFault, suggestion
from desktop_app.engine.forms.form import Document, Form
from desktop_app.session.export_names import blank_name
from desktop_app.system.files import make_folder
from desktop_app.system.outside import write_beside

NONE_OFFICIAL = "Per questo modulo nessun ufficio pubblica un testo ufficiale: non c'è un modulo in bianco."


def official_documents(form: Form) -> list[Document]:
    """The documents of which there is an official text; those that the program composes are of no use without data."""
    return [document for document in form.documents if document.verbatim is not None]


class BlankForms:
    """The blank forms of a form as of a day."""

    def __init__(self, form: Form, today: dt.date) -> None:
        self._form, self._today = form, today

    def choose(self, ids: Sequence[str] = ()) -> list[Document]:
        """The documents asked for, all official ones where none is named. Raises DraftFault where there is none."""
        offered = {document.spec.id: document for document in official_documents(self._form)}
        if not offered:
            raise DraftFault(NONE_OFFICIAL)
        for id in ids:
            if id not in {document.spec.id for document in self._form.documents}:
                raise DraftFault(f"Il documento «{id[:60]}» non c'è in questo modulo.{suggestion(id, offered)}")
            if id not in offered:
                raise DraftFault(f"Il documento «{id}» non ha un testo ufficiale: in bianco non c'è.")
        return [offered[id] for id in dict.fromkeys(ids)] if ids else list(offered.values())

    def pdf(self, document: Document) -> bytes:
        """The bytes of a blank form, the same on the same day. Raises PdfFault."""
        from desktop_app.engine.documents.document import render
        from desktop_app.pdf.document import build_pdf

        state = evaluate(self._form, Draft(self._form.id), self._today)
        return build_pdf(render(document, state, by_pen=True), self._today)

    def export(
        self, documents: Sequence[Document], folder: Path, name: Callable[[Document], str] | None = None
    ) -> Iterator[Path]:
        """Writes each document as `id_in_bianco.pdf`, or as `name` says. Raises PdfFault or FileFault.

        What somebody changed is never written over.
        """
        from desktop_app.pdf.seal import is_untouched

        make_folder(folder)
        name = name or file_name
        for document in documents:
            yield write_beside(folder / name(document), self.pdf(document), is_untouched)


def file_name(document: Document) -> str:
    """The name of a blank form for scripts."""
    return f"{document.spec.id}_in_bianco.pdf"


def long_name(document: Document) -> str:
    """The name of a blank form for people."""
    return blank_name(document.spec.title)
