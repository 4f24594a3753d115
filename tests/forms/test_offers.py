"""What forms offer beside empty fields, and what of a party goes with it in the address book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.offers import offered
from desktop_app.engine.forms.form import Field, Form
from desktop_app.engine.italian.formatting import notation
from tests.forms.library import LIBRARY

TODAY = dt.date(2026, 11, 22)
REGISTERS = ("albo", "runts", "rea", "registro")


def without(draft: Draft, *ids: str) -> Draft:
    return replace(draft, answers={id: each for id, each in draft.answers.items() if id not in ids})


def together(fields: list[Field], field: Field) -> list[str]:
    """The fields around one that are one offer with it: they follow each other, with the same words."""
    runs = groupby(fields, lambda each: (each.page, each.offer is not None and (each.spec.offer_words or each.id)))
    return next(ids for ids in ([each.id for each in run] for _, run in runs) if field.id in ids)


def test_every_offer_is_made_where_it_can_be_and_is_an_answer_without_fault(form_id: str) -> None:
    form, example = LIBRARY.load(form_id), LIBRARY.example(form_id)
    for field in (each for each in form.fields.values() if each.offer is not None):
        same = together([*form.fields.values()], field)
        state = evaluate(form, without(example, *same), TODAY)
        if not state.cells[field.id].visible:
            continue
        found = offered(state, form.fields[same[0]])
        assert field.id in found, f"{field.id}: nothing is offered in the example"
        given = {id: notation(value) for id, value in found.items()}
        taken = evaluate(form, replace(state.draft, answers={**state.draft.answers, **given}), TODAY)
        assert taken.cells[field.id].wrong is None and taken.cells[field.id].value is not None
        said = [each for each in taken.problems if each.field == field.id and each.severity == "error"]
        assert not said, f"{field.id}: {said[0].message}"


def test_every_offer_in_a_line_is_an_answer_without_fault(form_id: str) -> None:
    """In each case of the form: one alone has not every kind of line."""
    form, made = LIBRARY.load(form_id), set[str]()
    for name in cases.names(LIBRARY.folder(form_id)):
        case, draft = cases.read_draft(LIBRARY.folder(form_id), name, form_id)
        for field, number, column in asked_in_lines(form, draft):
            lines = [dict(each) for each in draft.answers[field.id]]
            lines[number].pop(column.id, None)
            state = evaluate(form, replace(draft, answers={**draft.answers, field.id: lines}), case.date)
            shown = state.lines[field.id][number:]  # none where the whole group is hidden
            found = offered(state, column, shown[0].id) if shown else {}
            if column.id not in found:
                continue
            made.add(column.key)
            lines[number] |= {id: notation(value) for id, value in found.items()}
            taken = evaluate(form, replace(draft, answers={**draft.answers, field.id: lines}), case.date)
            said = [
                each for each in taken.problems
                if (each.field, each.line, each.severity) == (column.key, number + 1, "error")
            ]  # fmt: skip
            assert not said, f"{name}, {column.key}: {said[0].message}"
    columns = [column for field in form.fields.values() for column in field.columns.values()]
    assert made == {column.key for column in columns if column.offer is not None}


def asked_in_lines(form: Form, draft: Draft) -> Iterator[tuple[Field, int, Field]]:
    """Each line of a draft with each of its columns that has an offer."""
    for field in form.fields.values():
        lines = draft.answers.get(field.id)
        for column in (each for each in field.columns.values() if each.offer is not None):
            if isinstance(lines, list):
                yield from ((field, number, column) for number in range(len(lines)))


def test_numbers_in_registers_go_with_their_party(form_id: str) -> None:
    """The next dossier of the same cooperative need not look them up again."""
    form = LIBRARY.load(form_id)
    for prefix, party in form.parties.items():
        kept = {field.id for field in party.fields.values()}
        for id, field in form.fields.items():
            told = field.spec.label.lower().replace(":", " ").split()
            if id.startswith(f"{prefix}_") and field.spec.type == "text" and any(each in told for each in REGISTERS):
                assert id in kept, id
