"""Export: documents written one by one by the worker, and the folder they go to."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.calendar_file import CalendarEntry, to_icalendar
from desktop_app.drafts.store import Drafts, StoreFault
from desktop_app.engine.forms.form import Document
from desktop_app.gui.services.export_folder import export_folder, is_later_version
from desktop_app.gui.services.worker import Progress, Steps, Task, Worker
from desktop_app.pdf.faults import PdfFault
from desktop_app.session.documents import DocumentSet
from desktop_app.system.files import FileFault, make_folder, write_atomically
from desktop_app.system.outside import write_beside

if TYPE_CHECKING:
    from desktop_app.gui.services.autosave import Saver

KEPT = "Quelli esportati prima sono firmati o diversi: restano come sono."
FLUSH_SECONDS = 2.0  # that the disk is waited for


@dataclass(frozen=True, slots=True)
class Exported:
    """A document that was written whole."""

    document: str
    path: Path
    sha256: str
    draft: bool


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written, of how many, and where; `fault` is the sentence of what went wrong on the way."""

    written: tuple[Exported, ...]
    asked: int
    folder: Path
    fault: str = ""
    beside_others: bool = False  # a file of its name was there, which stays

    @property
    def is_whole(self) -> bool:
        return len(self.written) == self.asked

    @property
    def place_words(self) -> str:
        """Where the documents are, and why not in the folder or under the names of the first ones."""
        return f"{self.folder}. {KEPT}" if is_later_version(self.folder) or self.beside_others else str(self.folder)


def folder_finder(base: Path, saver: Saver, documents: Sequence[Document]) -> Callable[[], Path]:
    """What finds, in the worker, the folder for documents of the dossier as it is now."""
    dossier, drafts = saver.dossier, saver.drafts
    names = [dossier.documents.file_name(document) for document in documents]
    id, number, form, day = saver.id, saver.number, dossier.form.id, dossier.today
    return lambda: export_folder(base, form, number, day, names, _unchanged_exports(drafts, id))


def _unchanged_exports(drafts: Drafts, id: str) -> dict[Path, str]:
    """The exports of the answers as they are now, by path; empty while the store does not have these answers."""
    with contextlib.suppress(StoreFault):
        if drafts.flush(FLUSH_SECONDS):
            return {each.path: each.sha256 for each in reversed(drafts.exports(id)) if not each.changed}
    return {}


class ExportJob(Task):
    """Writes documents into the folder that `where` gives, asked beside the window's thread: a disk may be slow.

    `finished` brings an ExportResult, also after a fault or a stop.
    """

    def __init__(
        self, worker: Worker, document_set: DocumentSet, documents: Sequence[Document], where: Callable[[], Path]
    ) -> None:
        super().__init__(worker, _export(document_set, tuple(documents), where))


def _export(document_set: DocumentSet, documents: Sequence[Document], where: Callable[[], Path]) -> Steps[ExportResult]:
    written: list[Exported] = []
    folder, fault = Path(), ""
    try:
        folder = where()
        for number, document in enumerate(documents, 1):
            words = f"Esporto {number} di {len(documents)}: {document.spec.title}"
            if (yield Progress(words, number - 1, len(documents))):
                break
            written.append(_write(document_set, document, folder))
    except (PdfFault, FileFault) as error:
        fault = str(error)
    names = {document_set.file_name(document) for document in documents}
    beside_others = any(each.path.name not in names for each in written)
    return ExportResult(tuple(written), len(documents), folder, fault, beside_others)


def _write(document_set: DocumentSet, document: Document, folder: Path) -> Exported:
    data = document_set.pdf(document)
    sha256 = hashlib.sha256(data).hexdigest()
    make_folder(folder)
    # What is there was exported before: another version never replaces it, and one that is the same stays.
    path = write_beside(folder / document_set.file_name(document), data, lambda _: False)
    return Exported(document.spec.id, path, sha256, not document_set.state.complete)


def write_calendar(dues: Callable[[], Sequence[CalendarEntry]], today: dt.date, path: Path) -> Steps[int | None]:
    """Writes deadlines as a file for calendar programs; gives how many, None where it was stopped before."""
    found = dues()
    if (yield Progress("Esporto le scadenze", 0, 1)):
        return None
    write_atomically(path, to_icalendar(found, today))
    return len(found)
