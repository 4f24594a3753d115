"""What is hidden: kept, and absent everywhere else."""

from __future__ import annotations

from tests.unit.engine.evaluation.support import value
from tests.unit.engine.support import ask, computed, filled, form_of, group, make_form, one_page

CONDITIONAL = (
    ask("tipo", "choice", options={"uno": "Uno", "due": "Due"}, required=False),
    ask("n", "integer", visible_when="tipo == 'uno'"),
    computed("doppio", "integer", "n * 2"),
    ask("sotto", visible_when="n > 3"),
)


def test_hidden_is_kept_and_absent_everywhere_else() -> None:
    form = form_of(*CONDITIONAL, name="{n}")
    seen = filled(form, {"tipo": "uno", "n": "4"})
    assert [seen.cells[id].visible for id in ("n", "sotto")] == [True, True]
    assert seen.title == "4"
    for other in ({"tipo": "due"}, {}):
        hidden = filled(form, {**other, "n": "4", "sotto": "<b>"})
        assert [hidden.cells[id].visible for id in ("n", "sotto")] == [False, False]
        assert hidden.cells["n"].raw == "4"
        assert value(hidden, "doppio") is None
        assert hidden.title == "…"
        assert hidden.complete


def test_a_wrong_hidden_answer_is_no_problem() -> None:
    assert filled(form_of(*CONDITIONAL), {"tipo": "due", "n": "boh"}).problems == ()


def test_a_page_hides_its_fields() -> None:
    form = make_form(
        {
            **one_page(),
            "page": [
                {"id": "p", "title": "P", "field": [ask("si", "yes_no")]},
                {"id": "q", "title": "Q", "visible_when": "si", "field": [ask("a"), group("g", ask("x"))]},
            ],
        }
    )
    assert filled(form, {"si": False, "g": [{"x": 3}]}).problems == ()
    assert [each.field for each in filled(form, {"si": True}).problems] == ["a", "g"]


def test_a_condition_that_cannot_be_worked_out_hides() -> None:
    form = form_of(ask("a", "integer"), ask("b", visible_when="1 / a > 0"), ask("c", required="1 / a > 0"))
    state = filled(form, {"a": "0"})
    assert not state.cells["b"].visible and state.complete
