"""The sending of the example's communication, with whatever happened to its documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import Any

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup.cases import EXAMPLE, read_draft
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.sendings import SendingOccurrence, sendings
from desktop_app.engine.evaluation.state import FormState
from desktop_app.session.sendings.plan import AddedFile, DocumentFile, Given, SendingPlan
from desktop_app.session.sendings.planning import plan_sending
from tests.unit.session.support import FORM, LIBRARY, loaded

DAY = dt.date(2026, 11, 29)
OFFICE = "cpi.fabriano@pec.esempio.it"
PDF = b"%PDF-1.7 " + b"prova " * 200
SIGNED = DocumentFile(".pdf.p7m", len(PDF), lambda: PDF, "all")
PLAIN = DocumentFile(".pdf", len(PDF) + 1, lambda: PDF + b"1")
REPORT = DocumentFile(".pdf", len(PDF) + 1, lambda: PDF + b"2")
LIST = AddedFile("Prospetto informativo 2026.PDF", 3, lambda: b"xyz")
READY = Given(
    {"comunicazione": SIGNED, "convenzione_locale": PLAIN, "relazione_calcolo": REPORT}, {"altri": [LIST]}, "C12-7K3Q"
)


@cache
def example() -> Draft:
    return read_draft(LIBRARY.folder(FORM), EXAMPLE, FORM)[1]


def state_with(**answers: Any) -> FormState:
    """The example's dossier with the office's address, and these answers."""
    draft = replace(example(), answers={**example().answers, "cpi_pec": OFFICE, **answers})
    return evaluate(loaded(), draft, DAY)


def occurrence_in(state: FormState, id: str = "comunicazione") -> SendingOccurrence:
    return next(each for each in sendings(state) if each.spec.id == id)


def planned(given: Given = READY, id: str = "comunicazione", **answers: Any) -> SendingPlan:
    state = state_with(**answers)
    return plan_sending(occurrence_in(state, id), state, given)
