"""The documents of a dossier: which ones it needs, how they are made, how they are written into a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.engine.documents.blocks import Imprint, Letterhead, PrintedDocument
from desktop_app.engine.evaluation.signing_parties import party_names
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.faults import DraftFault, suggestion
from desktop_app.engine.forms.form import Document
from desktop_app.engine.italian.dates import date
from desktop_app.session.export_names import export_name
from desktop_app.system.files import make_folder
from desktop_app.system.outside import write_beside

if TYPE_CHECKING:
    from desktop_app.pdf.tags import Place


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """The documents of a dossier in one state; nothing here changes, so another thread may make them.

    `letterhead` stands above the documents that ask for one. `reference` are the signs of the dossier at the foot of
    each page, where the parties are named too, unless `named` is false.
    """

    state: FormState
    letterhead: Letterhead | None = None
    reference: str = ""
    named: bool = True

    def applicable(self) -> list[Document]:
        """The documents whose condition holds."""
        return [document for document in self.state.form.documents if self.state.holds(document.condition)]

    def choose(self, ids: Sequence[str]) -> list[Document]:
        """The documents asked for, all that apply where none is named. Raises DraftFault on an unknown one."""
        offered = {document.spec.id: document for document in self.applicable()}
        for id in ids:
            if id not in {document.spec.id for document in self.state.form.documents}:
                raise DraftFault(f"Il documento «{id[:60]}» non c'è in questo modulo.{suggestion(id, offered)}")
            if id not in offered:
                raise DraftFault(f"Il documento «{id}» non serve in questa pratica.")
        return [offered[id] for id in dict.fromkeys(ids)] if ids else list(offered.values())

    def pdf(self, document: Document) -> bytes:
        """The bytes of a document, the same for the same answers and day. Raises PdfFault."""
        from desktop_app.pdf.document import build_pdf

        return build_pdf(self._printed(document), self.state.today)

    def drawn(self, document: Document) -> tuple[bytes, list[Place]]:
        """The pages of a document for the eye alone, and where on them the answers stand. Raises PdfFault."""
        from desktop_app.pdf.document import draw_pages

        places: list[Place] = []
        return draw_pages(self._printed(document), places), places

    def _printed(self, document: Document) -> PrintedDocument:
        from desktop_app.engine.documents.document import render

        return replace(render(document, self.state, self.letterhead), imprint=self._imprint())

    def _imprint(self) -> Imprint:
        day = date(self.state.today)
        dossier = f"Pratica {self.reference} del {day}" if self.reference else ""
        return Imprint(self._parties(), dossier)

    def _parties(self) -> tuple[str, ...]:
        return tuple(party_names(self.state)) if self.named else ()

    def file_name(self, document: Document) -> str:
        """`id.pdf`, or `id_BOZZA.pdf` while there are errors."""
        return f"{document.spec.id}{'' if self.state.complete else '_BOZZA'}.pdf"

    def long_name(self, document: Document, version: int = 1) -> str:
        """A name that says what and whose it is, and of which day, to people who only see the file."""
        return export_name(
            document.spec.title, self._parties(), self.state.today, bozza=not self.state.complete, version=version
        )

    def export(
        self, documents: Sequence[Document], folder: Path, name: Callable[[Document], str] | None = None
    ) -> Iterator[Path]:
        """Writes each document, under `file_name` or as `name` says, and yields its path. Raises PdfFault or FileFault.

        A file of its name is replaced only where it is an export that nobody signed or changed: another one stays,
        and the document is written beside it (`id-2.pdf`).
        """
        from desktop_app.pdf.seal import is_untouched

        make_folder(folder)
        name = name or self.file_name
        for document in documents:
            yield write_beside(folder / name(document), self.pdf(document), is_untouched)
