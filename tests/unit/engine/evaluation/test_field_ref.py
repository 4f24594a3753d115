"""A problem leads to the field, the line and the column it is about."""

from __future__ import annotations

from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.field_ref import FieldRef, field_ref_of
from tests.unit.engine.support import TODAY, ask, filled, form_of, group

FORM = form_of(ask("nome"), group("turni", ask("ore", "integer"), ask("luogo"), max_lines=2))


def test_each_problem_leads_to_where_it_is() -> None:
    state = filled(
        FORM, {"turni": [{"id": "x", "ore": "1", "luogo": "qui"}, {"id": "y", "ore": "tre", "luogo": "qui"}]}
    )
    assert [field_ref_of(each, state) for each in state.problems] == [FieldRef("nome"), FieldRef("turni", "ore", "y")]


def test_a_problem_of_all_lines_leads_to_the_group() -> None:
    state = filled(FORM, {"nome": "Ada", "turni": [{"ore": "1", "luogo": "qui"}] * 3})
    assert [field_ref_of(each, state) for each in state.problems] == [FieldRef("turni")]


def test_where_the_line_is_gone_the_group_remains() -> None:
    """The link of a problem may be pressed after its line was removed."""
    wrong = filled(FORM, {"nome": "Ada", "turni": [{"ore": "tre", "luogo": "qui"}]})
    [problem] = wrong.problems
    gone = evaluate(FORM, filled(FORM, {"nome": "Ada"}).draft, TODAY)
    assert field_ref_of(problem, gone) == FieldRef("turni")
