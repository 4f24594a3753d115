"""Export: documents written one by one by the worker, and the folder they go to."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop_app.drafts.models import ExportedDocument
from desktop_app.drafts.store import Drafts, StoreFault
from desktop_app.engine.forms.form import Document
from desktop_app.gui.services.export_folder import export_folder
from desktop_app.gui.services.worker import Progress, Steps, Task, Worker
from desktop_app.pdf.faults import PdfFault
from desktop_app.session.documents import DocumentSet
from desktop_app.session.summary import title_of
from desktop_app.system.files import FileFault, make_folder
from desktop_app.system.outside import write_beside

KEPT = "Quelli esportati prima sono firmati o diversi: restano come sono."


class Place(Protocol):
    """Where documents go: the folder, and the name of each by its hash, with whether it is a later version."""

    folder: Path

    def name(self, document: Document, sha256: str) -> tuple[str, bool]: ...


class Kept(Protocol):
    """A dossier of the store, by its id and by the number that folders have."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Exported:
    """A document that was written whole."""

    document: str
    path: Path
    sha256: str
    draft: bool
    beside_others: bool = False  # another version was exported before, or a file of its name was there: they stay


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written, of how many, and where; `fault` is the sentence of what went wrong on the way."""

    written: tuple[Exported, ...]
    asked: int
    folder: Path
    fault: str = ""

    @property
    def is_whole(self) -> bool:
        return len(self.written) == self.asked

    @property
    def records(self) -> list[ExportedDocument]:
        """What was written, as the store records it."""
        return [ExportedDocument(each.document, each.path, each.sha256, each.draft) for each in self.written]

    @property
    def place_words(self) -> str:
        """Where the documents are, and why not under the names of the first ones."""
        return f"{self.folder}. {KEPT}" if any(each.beside_others for each in self.written) else str(self.folder)


class ExportPlace:
    """Where the documents of a dossier go, and under which names; asked in the worker, for a disk may be slow.

    The folder has the name of the company at its end where it is to be `named`.
    """

    def __init__(self, base: Path, documents: DocumentSet, drafts: Drafts, dossier: Kept, named: bool) -> None:
        self._documents, self._drafts, self._id = documents, drafts, dossier.id
        state = documents.state
        # as the list of dossiers names this one; nothing where it has no name yet
        company = title_of(state)[0] if named else ""
        self.folder = export_folder(base, state.form.id, dossier.number, state.today, company)

    def name(self, document: Document, sha256: str) -> tuple[str, bool]:
        """The name of a file with that hash, and whether it is a later version of one that was exported."""
        bozza, known = not self._documents.state.complete, list[str]()
        with contextlib.suppress(StoreFault):
            mine = (each for each in reversed(self._drafts.exports(self._id)) if each.document == document.spec.id)
            known = list(dict.fromkeys(each.sha256 for each in mine if each.bozza is bozza))
        version = known.index(sha256) + 1 if sha256 in known else len(known) + 1
        return self._documents.long_name(document, version), version > 1


class ExportJob(Task):
    """Writes documents to a place; `finished` brings an ExportResult, also after a fault or a stop."""

    def __init__(self, worker: Worker, document_set: DocumentSet, documents: Sequence[Document], place: Place) -> None:
        chosen = tuple(documents)

        def say(number: int) -> Progress:
            words = f"Esporto {number} di {len(chosen)}: {chosen[number - 1].spec.title}"
            return Progress(words, number - 1, len(chosen))

        super().__init__(worker, export_steps(document_set, chosen, place, say))


def export_steps(
    document_set: DocumentSet, documents: Sequence[Document], place: Place, say: Callable[[int], Progress]
) -> Steps[ExportResult]:
    """Writes documents one by one; gives what was written, also after a fault or a stop. `say` gets the number of the
    next one.
    """  # fmt: skip
    written: list[Exported] = []
    fault = ""
    try:
        for number, document in enumerate(documents, 1):
            if (yield say(number)):
                break
            written.append(_write(document_set, document, place))
    except (PdfFault, FileFault) as error:
        fault = str(error)
    return ExportResult(tuple(written), len(documents), place.folder, fault)


def _write(document_set: DocumentSet, document: Document, place: Place) -> Exported:
    data = document_set.pdf(document)
    sha256 = hashlib.sha256(data).hexdigest()
    name, later = place.name(document, sha256)
    make_folder(place.folder)
    # What is there was exported before: another version never replaces it, and one that is the same stays.
    path = write_beside(place.folder / name, data, lambda _: False)
    return Exported(document.spec.id, path, sha256, not document_set.state.complete, later or path.name != name)
