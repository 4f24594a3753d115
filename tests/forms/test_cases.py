"""The worked cases beside each form hold, and each form has an example that is complete on any day."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from desktop_app.engine.checkup import cases
from desktop_app.engine.evaluation.state import LineState
from desktop_app.engine.forms.form import Form
from desktop_app.session.dossier import Dossier
from tests.forms.library import LIBRARY


@cache
def loaded(id: str) -> Form:
    return LIBRARY.load(id)


def test_there_are_forms_and_each_has_cases_with_reasons(form_id: str) -> None:
    folder = LIBRARY.folder(form_id)
    names = cases.names(folder)
    assert cases.EXAMPLE in names and len(names) >= 16
    reasons = [cases.read_draft(folder, name, form_id)[0].why for name in names]
    assert all(len(why) > 10 for why in reasons)


def test_case(case: tuple[str, str]) -> None:
    form_id, name = case
    assert list(cases.run(loaded(form_id), LIBRARY.folder(form_id), name)) == []


@pytest.mark.parametrize("day", [dt.date(2026, 11, 22), dt.date(2028, 2, 29), dt.date(2099, 12, 31)])
def test_example_has_no_problem_on_any_day_since_it_was_written(form_id: str, day: dt.date) -> None:
    _, draft = cases.read_draft(LIBRARY.folder(form_id), cases.EXAMPLE, form_id)
    assert Dossier(loaded(form_id), draft, day).state.problems == ()


def test_an_example_answers_only_what_it_is_asked(form_id: str) -> None:
    """It is what a user could type: nobody can answer a question that is not shown."""
    _, draft = cases.read_draft(LIBRARY.folder(form_id), cases.EXAMPLE, form_id)
    state = Dossier(loaded(form_id), draft, dt.date(2026, 11, 22)).state
    unasked = [id for id in draft.answers if id not in state.lines and not state.cells[id].visible]
    for group, lines in state.lines.items():
        given = draft.answers.get(group, [])
        unasked += [
            f"{group}.{id}" for line, answers in zip(lines, given, strict=True) for id in answers if not seen(line, id)
        ]
    assert unasked == []


def seen(line: LineState, id: str) -> bool:
    return id == "id" or line.cells[id].visible


def test_every_check_of_a_form_says_what_to_do_in_italian(form_id: str) -> None:
    words = ("obbligatorio", "non valido", "campo ", "error", "invalid", "sentite", "rivedete", "scrivete")  # and: tu
    for field in loaded(form_id).fields.values():
        for each in (field, *field.columns.values()):
            for check in each.checks:
                message = check.spec.message
                assert message.endswith((".", "?")), message
                assert not any(word in message.lower() for word in words), message
