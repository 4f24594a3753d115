"""The official wording of every form: printed blank, a document says what the act says, word for word."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup.checkup import wording
from desktop_app.engine.documents.document import render
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.forms.form import Document, Form
from tests.forms.library import LIBRARY

TODAY = dt.date(2026, 11, 22)


def official(form: Form) -> list[Document]:
    """The documents that have an official wording."""
    return [document for document in form.documents if document.verbatim is not None]


def test_some_documents_have_an_official_wording() -> None:
    assert any(official(LIBRARY.load(id)) for id in LIBRARY.ids())


def test_blank_documents_are_the_official_wording(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    assert list(wording(form)) == []
    blank = evaluate(form, Draft(form_id), TODAY)
    for document in official(form):
        assert not render(document, blank).annexes, document.spec.id
