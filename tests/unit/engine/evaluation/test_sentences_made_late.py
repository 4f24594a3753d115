"""The sentence of a problem is made when somebody reads it, and is that of the answers of its time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation import evaluate as module
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.state import FormState, Problem
from desktop_app.engine.forms.braces import with_names_replaced
from desktop_app.engine.forms.form import Form
from tests.unit.engine.support import TODAY, ask, group, make_form, one_page

MESSAGE = "La riga ha {n}, il limite è {limite}: abbassa {n}."


@pytest.fixture(scope="module")
def form() -> Form:
    column = ask("n", "integer", check=[{"that": "n <= limite", "message": MESSAGE, "severity": "warning", "id": "c"}])
    return make_form(one_page(ask("limite", "integer"), group("a", column)))


def state(form: Form, limit: int, lines: list[int], before: FormState | None = None, **more: Any) -> FormState:
    answers = {"limite": str(limit), "a": [{"id": f"r{n}", "n": str(n)} for n in lines]}
    return evaluate(form, Draft(form.id, answers, **more), TODAY, before=before)


def test_of_problems_that_nobody_looks_at_no_sentence_is_made(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def replaced(text: str, named: Callable[[str], str]) -> str:
        made.append(text)
        return with_names_replaced(text, named)

    monkeypatch.setattr(module, "with_names_replaced", replaced)
    found = state(form, 1, [7, 8, 9])
    found = state(form, 2, [7, 8, 9], found)
    assert len(found.problems) == 3 and made == []
    assert [found.problems[2].message, found.problems[2].message] == ["La riga ha 9, il limite è 2: abbassa 9."] * 2
    assert made == [MESSAGE], "once"


def test_a_sentence_that_is_read_late_tells_what_was_then(form: Form) -> None:
    first = state(form, 1, [7, 8])
    second = state(form, 2, [7, 80], first)
    third = state(form, 2, [7, 81], second)
    for each, limit, last in ((third, 2, 81), (first, 1, 8), (second, 2, 80)):
        assert [problem.message for problem in each.problems] == [
            f"La riga ha {n}, il limite è {limit}: abbassa {n}." for n in (7, last)
        ]
    assert third.problems[0] is second.problems[0]


def test_problems_are_the_same_where_all_of_them_is(form: Form) -> None:
    one, other, another = (state(form, limit, [7]).problems[0] for limit in (1, 1, 2))
    assert one == other and hash(one) == hash(other) and one != another
    assert one != Problem(one.field, one.line, "error", one.message) and one != one.message


def test_a_problem_is_written_alike_before_and_after_its_sentence_was_made(form: Form) -> None:
    problem = state(form, 1, [7]).problems[0]
    written = repr(problem)
    assert "il limite è 1: abbassa 7." in problem.message and problem.message in written and repr(problem) == written
