"""What is expected back of a dossier: its documents, who signs each, what was exported of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Document
from desktop_app.engine.italian import formatting
from desktop_app.session.documents import DocumentSet
from desktop_app.session.dossier import Dossier
from desktop_app.session.returned.values import ExpectedDocument, ExpectedSigner, KnownExport

_MARKING: Final = ("codice_fiscale", "partita_iva", "pec", "email")  # types whose values are one party's alone
_BOZZA: Final = "è una bozza, fatta quando mancavano delle risposte"


def expected_documents(dossier: Dossier) -> tuple[ExpectedDocument, ...]:
    """The documents that apply, with the exports that the dossier was told of."""
    make = _Maker(dossier)
    return tuple(_expected(dossier, each, make) for each in dossier.documents.applicable())


def _expected(dossier: Dossier, document: Document, make: _Maker) -> ExpectedDocument:
    state = dossier.state
    exports = tuple(_known(each, dossier) for each in dossier.exports if each.document == document.spec.id)
    superseded = "" if state.complete else _BOZZA
    return ExpectedDocument(
        document.spec.id, document.spec.title, tuple(_signers(document, state)), exports, make.of(document),
        tuple(_marks(state)), superseded,
    )  # fmt: skip


def _known(entry: ExportEntry, dossier: Dossier) -> KnownExport:
    if entry.bozza:
        return KnownExport(entry.sha256, _BOZZA)
    return KnownExport(entry.sha256, dossier.comparison.change(entry, dossier.state) or "")


def _signers(document: Document, state: FormState) -> Iterable[ExpectedSigner]:
    for each in document.signers:
        if state.holds(each.condition):
            spec = each.spec
            code, name = _text(spec.code, state), _text(spec.name, state)
            yield ExpectedSigner(spec.id, spec.label.strip().removesuffix(":"), code, name, spec.office)


def _text(field: str | None, state: FormState) -> str:
    """An answer as it is printed, "" where there is none or it is hidden."""
    if not field or field not in state.cells or not state.cells[field].visible:
        return ""
    value = state.cells[field].value
    return "" if value is None else formatting.value(state.form.fields[field].spec, value)


def _marks(state: FormState) -> Sequence[str]:
    fields = (each for each in state.form.fields.values() if each.spec.type in _MARKING)
    return [text for each in fields if (text := _text(each.id, state))]


class _Maker:
    """Makes the documents of a dossier as of a day, each once: the same answers and day give the same bytes."""

    def __init__(self, dossier: Dossier) -> None:
        self._state, self._now = dossier.state, dossier.documents
        self._sets: dict[dt.date, DocumentSet] = {dossier.today: self._now}
        self._made: dict[tuple[str, dt.date, bool], bytes] = {}

    def of(self, document: Document) -> Callable[[dt.date | None, bool], bytes]:
        """Gives the document of a day, of today where none is said."""

        def make(day: dt.date | None, swapped: bool) -> bytes:
            key = document.spec.id, day or self._state.today, self._now.named is not swapped
            if key not in self._made:
                _, on, named = key
                self._made[key] = replace(self._set(on), named=named).pdf(document)
            return self._made[key]

        return make

    def _set(self, day: dt.date) -> DocumentSet:
        if day not in self._sets:
            state = evaluate(self._state.form, self._state.draft, day, self._state.book)
            self._sets[day] = replace(self._now, state=state)
        return self._sets[day]
