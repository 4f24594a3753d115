"""What forms offer beside empty fields, and what of a party goes with it in the address book."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import groupby

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.offers import offered
from desktop_app.engine.forms.form import Field
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


def test_numbers_in_registers_go_with_their_party(form_id: str) -> None:
    """The next dossier of the same cooperative need not look them up again."""
    form = LIBRARY.load(form_id)
    for prefix, party in form.parties.items():
        kept = {field.id for field in party.fields.values()}
        for id, field in form.fields.items():
            told = field.spec.label.lower().replace(":", " ").split()
            if id.startswith(f"{prefix}_") and field.spec.type == "text" and any(each in told for each in REGISTERS):
                assert id in kept, id
