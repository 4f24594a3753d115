"""What is said of a dossier after any edits is what a fresh opening says; no export is current whose pages changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from desktop_app.dossier_summary import from_json
from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.documents.blocks import Block, ItemList, Paragraph, SignatureBlock
from desktop_app.engine.documents.document import render
from desktop_app.engine.forms.form import Document, Form
from desktop_app.session.dossier import Dossier
from desktop_app.session.exported import UNKNOWN
from desktop_app.session.states import dossier_state
from desktop_app.session.steps import progress, step_state
from desktop_app.session.summary import summary_of
from tests.forms.edits import DAY, Editor, editors
from tests.forms.library import LIBRARY

AT = dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)


def export(dossier: Dossier, number: int, documents: list[Document]) -> list[ExportEntry]:
    """The entries that the store would give after these documents were exported."""
    content, bozza = dossier.draft.to_json(), not dossier.state.complete
    return [
        ExportEntry(
            number, each.spec.id, Path("a.pdf"), "0", AT, bozza, dossier.revision, changed=False, content=content
        )
        for each in documents
    ]


def walk(form: Form, editor: Editor, edits: int) -> Iterator[Dossier]:
    """A dossier after each of some edits, exported now and then as it is."""
    dossier = editor.begun(form)
    yield dossier
    for number in range(edits):
        offered = dossier.documents.applicable()
        if offered and (number == 0 or editor.random() < 0.3):
            dossier.exports = [
                *export(dossier, number, editor.sample(offered, editor.randint(1, len(offered)))),
                *dossier.exports,
            ]
            yield dossier
        (editor.reword if number == 0 else editor.edit)(dossier)
        yield dossier


def test_every_state_is_what_a_fresh_opening_shows(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    seen: set[str] = set()
    for editor in editors(6):
        for dossier in walk(form, editor, 20):
            fresh = Dossier(form, dossier.draft, DAY)
            fresh.exports = dossier.exports
            assert dossier.state == fresh.state
            assert dossier.document_statuses() == fresh.document_statuses()
            stored = from_json(summary_of(dossier.state, dossier.exports).to_json())
            assert stored == summary_of(fresh.state, fresh.exports)
            assert stored.state == dossier_state(fresh.state, fresh.document_statuses())
            assert stored.documents == fresh.document_statuses()
            assert (stored.done, stored.total) == progress(step_state(fresh.state, page.id) for page in form.pages)
            seen |= {stored.state, *(each.state for each in stored.documents)}
    assert seen >= {"doing", "problem", "to_export", "exported", "outdated", "ready", "draft"}


def test_an_export_is_current_only_where_its_pages_would_be_the_same(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    found: set[bool] = set()
    for editor in editors(4):
        dossier = Dossier(form, LIBRARY.example(form_id), DAY)
        dossier.exports = export(dossier, 1, dossier.documents.applicable())
        before = {each.spec.id: pages(each, dossier) for each in form.documents}
        for _ in range(4):
            editor.edit(dossier)
            for entry in dossier.exports:
                document = next(each for each in form.documents if each.spec.id == entry.document)
                change = dossier.comparison.change(entry, dossier.state)
                found.add(change is None)
                if change is None:
                    assert pages(document, dossier) == before[entry.document]
                else:
                    assert change != UNKNOWN, "no answer is named"
    assert found == {True, False}


def pages(document: Document, dossier: Dossier) -> object:
    """What a document prints, without the marks of a draft."""
    printed = render(document, dossier.state)
    return replace(
        printed, draft="", blocks=tuple(map(unsigned, printed.blocks)), preface=tuple(map(unsigned, printed.preface))
    )


def unsigned(block: Block) -> Block:
    if isinstance(block, Paragraph):  # a draft leaves nothing to who signs last
        return replace(block, runs=tuple(replace(run, field="", said="") if run.field else run for run in block.runs))
    if isinstance(block, ItemList):  # and says of boxes that nobody answered that they are to be chosen
        return ItemList(tuple(replace(item, said="", blocks=tuple(map(unsigned, item.blocks))) for item in block.items))
    return replace(block, field=None) if isinstance(block, SignatureBlock) else block


def test_an_export_is_current_again_where_its_answers_come_back(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    for editor in editors(8):
        dossier = Dossier(form, LIBRARY.example(form_id), DAY)
        dossier.exports = export(dossier, 1, dossier.documents.applicable())
        first = dossier.document_statuses()
        editor.edit(dossier, 6)
        while dossier.can_undo():
            dossier.undo()
        assert dossier.document_statuses() == first
        assert {each.state for each in first} == {"exported"}
