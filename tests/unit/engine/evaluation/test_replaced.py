"""A value that the parties wrote is never one side of an equation, and all that rests on it says so."""

from __future__ import annotations

import pytest

from desktop_app.engine.answers.draft import Draft, Override
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.panel import for_page
from desktop_app.engine.evaluation.replaced import LONGEST_REASON, computed_value, is_replaced, remark, replaced_below
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.evaluation.trace import trace
from tests.unit.engine.support import TODAY, ask, computed, form_of

FORM = form_of(
    ask("base", "integer"),
    computed("quota", "integer", "base * 7 / 100", override=True, unit="posti", label="Quota"),
    computed("resto", "integer", "quota - 1", override=True, label="Resto"),
    computed("fine", "integer", "resto * 2", label="Fine"),
    computed("altro", "integer", "base + 1", label="Altro"),
    panel=[{"pages": ["pagina"], "trace": ["fine", "quota", "altro"]}],
)


def state_of(base: str | None = "100", **replaced: tuple[str, str]) -> FormState:
    overrides = {id: Override(*given) for id, given in replaced.items()}
    return evaluate(FORM, Draft(FORM.id, {"base": base} if base else {}, overrides), TODAY)


def test_what_is_not_replaced_has_nothing_to_say() -> None:
    state = state_of()
    for id in ("quota", "resto", "fine", "altro"):
        assert remark(state, id) == "" and not is_replaced(state, id) and replaced_below(state, id) == ()
        assert computed_value(state, id) == state.cells[id].value


def test_the_equation_holds_and_what_was_written_stands_beside_it() -> None:
    state = state_of(quota=("9", "lo dice l'ufficio."))
    told = trace(state, "quota")
    assert (told.numbers, told.result) == ("100 × 7 / 100", "7\u00a0posti")
    assert told.remark == "il calcolo dà 7\u00a0posti; le parti scrivono 9\u00a0posti, perché lo dice l'ufficio"
    assert state.scope["quota"] == 9


def test_all_that_rests_on_it_carries_the_mark_and_nothing_else() -> None:
    state = state_of(quota=("9", "perché sì"))
    for id in ("resto", "fine"):
        assert remark(state, id) == trace(state, id).remark == "usa un valore scritto dalle parti: «Quota»"
    assert remark(state, "altro") == ""
    assert trace(state, "fine").result == "16"


def test_below_a_replaced_value_nothing_counts_any_more() -> None:
    state = state_of(quota=("9", "a"), resto=("5", "b"))
    assert remark(state, "fine") == "usa un valore scritto dalle parti: «Resto»"


def test_without_answers_the_calculation_gives_nothing_yet() -> None:
    state = state_of(None, quota=("9", "a"))
    assert remark(state, "quota") == "il calcolo non dà ancora un valore; le parti scrivono 9\u00a0posti, perché a"
    assert (trace(state, "quota").numbers, trace(state, "quota").result) == ("", "")


def test_a_value_that_cannot_be_read_is_not_quoted() -> None:
    assert remark(state_of(quota=("boh", "a")), "quota") == "il calcolo dà 7\u00a0posti"


@pytest.mark.parametrize(("reason", "told"), [("uno\n due", "uno due"), ("x" * 500, "x" * (LONGEST_REASON - 1) + "…")])
def test_a_long_reason_is_cut_beside_the_number(reason: str, told: str) -> None:
    assert remark(state_of(quota=("9", reason)), "quota").endswith(f", perché {told}")


def test_the_panel_names_each_value_of_the_parties_own() -> None:
    view = for_page(state_of(resto=("5", "b")), "pagina")
    assert view is not None and view.replaced == ("«Resto»: il calcolo dà 6; le parti scrivono 5, perché b.",)
    plain = for_page(state_of(), "pagina")
    assert plain is not None and plain.replaced == ()
