"""Export: documents written one by one by the worker, and the folder they go to."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

from desktop_app.agenda import Due, calendar
from desktop_app.engine.form import Document
from desktop_app.gui.jobs import Progress, Steps, Task, Worker
from desktop_app.pdf.faults import PdfFault
from desktop_app.session import Printing
from desktop_app.system.files import FileFault, make_folder, write_atomically

NONE: Final[Mapping[Path, str]] = {}
INSIDE: Final = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "


@dataclass(frozen=True, slots=True)
class Exported:
    """A document that was written whole."""

    document: str
    path: Path
    sha256: str
    draft: bool


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written, of how many; `fault` is the sentence of what went wrong on the way."""

    written: tuple[Exported, ...]
    asked: int
    fault: str = ""

    @property
    def is_whole(self) -> bool:
        return len(self.written) == self.asked


class ExportJob(Task):
    """Writes documents into a folder. `finished` brings an ExportResult, also after a fault or a stop."""

    def __init__(self, worker: Worker, printing: Printing, documents: Sequence[Document], folder: Path) -> None:
        super().__init__(worker, _export(printing, tuple(documents), folder))


def _export(printing: Printing, documents: Sequence[Document], folder: Path) -> Steps[ExportResult]:
    written: list[Exported] = []
    fault = ""
    try:
        for number, document in enumerate(documents, 1):
            words = f"Esporto {number} di {len(documents)}: {document.spec.title}"
            if (yield Progress(words, number - 1, len(documents))):
                break
            written.append(_write(printing, document, folder))
    except (PdfFault, FileFault) as error:
        fault = str(error)
    return ExportResult(tuple(written), len(documents), fault)


def _write(printing: Printing, document: Document, folder: Path) -> Exported:
    data = printing.pdf(document)
    digest = hashlib.sha256(data).hexdigest()
    wanted = folder / printing.file_name(document)
    make_folder(folder)
    for version in count(1):
        path = wanted if version == 1 else wanted.with_stem(f"{wanted.stem}-{version}")
        if not path.is_file():
            write_atomically(path, data)
            break
        if _digest(path) == digest:
            break
    return Exported(document.spec.id, path, digest, not printing.state.complete)


def _digest(path: Path) -> str:
    """The SHA-256 of a file; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def write_calendar(dues: Callable[[], Sequence[Due]], today: dt.date, path: Path) -> Steps[int | None]:
    """Writes deadlines as a file for calendar programs; gives how many, None where it was stopped before."""
    found = dues()
    if (yield Progress("Esporto le scadenze", 0, 1)):
        return None
    write_atomically(path, calendar(found, today))
    return len(found)


def documents_base() -> Path:
    """The user's own folder of documents, where ours begins."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)) / "Commessa"


def folder_words(folder: Path) -> str:
    """A folder as people read it, from their documents on."""
    mine = documents_base().parent
    if folder.is_relative_to(mine):
        return INSIDE.join(("Documenti", *folder.relative_to(mine).parts))
    return INSIDE.join(part.strip("/\\") for part in folder.parts if part.strip("/\\"))


def export_folder(
    base: Path, form_id: str, number: int, day: dt.date, files: Collection[str] = (), good: Mapping[Path, str] = NONE
) -> Path:
    """Where to export a dossier, `base/Ente/anno/modulo-n1-AAAA-MM-GG`: nobody's name is in it.

    What was exported earlier is never written over: where one of `files` is already there (without files, where
    there is anything), the folder gets a number. `good` are exports of the same answers by their SHA-256: a file
    that is still one of them would be written again as it is, and does not count.
    """
    territory, _, form = form_id.rpartition("/")
    name = f"{form}-n{number}-{day.isoformat()}"
    parent = base / territory.replace("_", " ").title() / str(day.year)
    return next(
        folder
        for version in count(1)
        if _is_free(folder := parent / (name if version == 1 else f"{name}-{version}"), files, good)
    )


def _is_free(folder: Path, files: Collection[str], good: Mapping[Path, str]) -> bool:
    try:
        taken = {path.name for path in folder.iterdir()}
    except OSError:
        return True  # not there; or it cannot be read, and writing will say why
    return all(good.get(folder / name) == _digest(folder / name) for name in taken if name in files or not files)
