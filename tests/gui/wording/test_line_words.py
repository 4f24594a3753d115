"""A closed line says what it holds; its amount is the one asked for, as the calculation uses it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.gui.wording.line_words import slots_of, words_of
from tests.forms.library import LIBRARY

FORM = "marche/art14_2023"
DAY = dt.date(2026, 11, 22)
KINDS = ("nuovi_inserimenti", "ampliamenti", "proroghe")


def amount_shown(kind: str, **changes: Any) -> str:
    """The last cell of the first line of a kind in the example."""
    _, draft = cases.read_draft(LIBRARY.folder(FORM), cases.EXAMPLE, FORM)
    lines = [{**draft.answers[kind][0], **changes}, *draft.answers[kind][1:]]
    state = evaluate(LIBRARY.load(FORM), Draft(FORM, {**draft.answers, kind: lines}), DAY)
    group = state.form.fields[kind]
    return words_of(group, slots_of(group), state.lines[kind][0], 1, (), unfinished=False).cells[-1][0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_amount_is_what_the_calculation_uses(kind: str) -> None:
    assert slots_of(LIBRARY.load(FORM).fields[kind])[-1].caption == "Costo annuo"
    assert amount_shown(kind, costo_annuo="19500") == "19.500,00\u00a0€"
    assert amount_shown(kind, costo_annuo=None) == "21.500,00\u00a0€"  # the CL of the order


@pytest.mark.parametrize("form", LIBRARY.ids())
def test_no_line_shows_an_amount_under_the_name_of_another(form: str) -> None:
    for group in LIBRARY.load(form).fields.values():
        amounts = [column for column in group.columns.values() if column.spec.traits.euro]
        asked = [column for column in amounts if column.formula is None]
        if asked:
            slot = slots_of(group)[-1]
            shown = group.columns[slot.main]
            assert slot.caption == asked[0].spec.label
            assert shown is asked[0] or (shown.formula and asked[0].key in shown.formula.uses)
