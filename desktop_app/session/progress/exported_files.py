"""The bytes of what was exported: the file where it still lies, or made again, which gives the same bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.answers.draft import fit, parse_stored
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.faults import DraftFault
from desktop_app.pdf.faults import PdfFault
from desktop_app.session.documents import DocumentSet
from desktop_app.system.clock import local
from desktop_app.system.files import FileFault, read_bounded

_LARGEST: Final = 100_000_000  # bytes


class ExportedFiles:
    """Gives the files of one dossier, whose documents of now are `documents`.

    `content` gives the draft that an export was made from, by its number.
    """

    def __init__(self, documents: DocumentSet, content: Callable[[int], str]) -> None:
        self._documents, self._form, self._content = documents, documents.state.form, content

    def read(self, entry: ExportEntry) -> bytes | None:
        """The bytes as they were exported; None where the file is another or gone, and cannot be made again.

        Raises StoreFault where the store does not give the draft.
        """
        return self._lying(entry.path, entry.sha256) or self._made_again(entry)

    def _lying(self, path: Path, sha256: str) -> bytes | None:
        try:
            data = read_bounded(path, _LARGEST)
        except FileFault:
            return None
        return data if _is(data, sha256) else None

    def _made_again(self, entry: ExportEntry) -> bytes | None:
        """On the day of the export, and on that before: midnight may have passed in between.

        With the parties at the foot of the pages, and without: nobody kept how it was then.
        """
        try:
            draft = fit(parse_stored(entry.content or self._content(entry.number)), self._form)
        except DraftFault:
            return None
        document = next((each for each in self._form.documents if each.spec.id == entry.document), None)
        day = local(entry.at).date()
        if document is None:
            return None
        states = (evaluate(self._form, draft, on) for on in (day, day - dt.timedelta(days=1)))
        sets = (replace(self._documents, state=state, named=named) for state in states for named in (True, False))
        try:
            return next((data for each in sets if _is(data := each.pdf(document), entry.sha256)), None)
        except PdfFault:
            return None


def _is(data: bytes, sha256: str) -> bool:
    return hashlib.sha256(data).hexdigest() == sha256
