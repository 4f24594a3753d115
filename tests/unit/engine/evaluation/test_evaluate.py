"""The evaluation of a whole form: values, visibility, origins, problems."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from desktop_app.engine.evaluation.state import fill
from desktop_app.engine.forms.form import Form
from tests.unit.engine.evaluation.support import sentences, value
from tests.unit.engine.support import ask, computed, filled, form_of, problem, rule


def test_required_unless_said_otherwise() -> None:
    form = form_of(
        ask("a"),
        ask("b", required=False),
        ask("c", required="d"),
        ask("d", "yes_no", required=False),
        ask("e", required="f > 1"),
        ask("f", "integer", required=False),
    )
    state = filled(form, {"d": True})
    assert [each.field for each in state.problems] == ["a", "c"]
    assert all(each.missing and each.severity == "error" for each in state.problems)
    assert not state.complete
    assert filled(form, {"a": "x", "d": False}).complete
    assert filled(form, {"a": "x", "d": False, "b": None, "c": ""}).complete


@pytest.mark.parametrize("empty", [None, "", "   "])
def test_empty_is_not_answered(empty: Any) -> None:
    assert problem(filled(form_of(ask("a")), {"a": empty}), "a").message == "Manca «A»: scrivi questo dato."


def test_a_wrong_answer_is_kept_empty_and_said_once() -> None:
    state = filled(form_of(ask("a", "money", source="Art. 5"), computed("b", "money", "a * 2")), {"a": "12.34.5"})
    assert state.cells["a"].raw == "12.34.5"
    assert value(state, "a") is value(state, "b") is None
    told = problem(state, "a")
    assert (told.severity, told.source, told.missing, told.line) == ("error", "Art. 5", False, None)
    assert "«12.34.5»" in told.message


def test_a_default_stands_until_something_is_typed() -> None:
    form = form_of(ask("a", "integer"), ask("b", "integer", default="a + 1", required=False))
    for answers, expected, origin in (
        ({"a": "2"}, 3, "default"),
        ({"a": "2", "b": ""}, 3, "default"),
        ({"a": "2", "b": "9"}, 9, "typed"),
        ({}, None, "empty"),
    ):
        cell = filled(form, answers).cells["b"]
        assert (cell.value, cell.origin) == (expected, origin)
    assert filled(form, {"a": "2", "b": "boh"}).cells["b"].value is None


def test_a_default_is_held_to_the_bounds_of_its_field() -> None:
    """The value of a formula may be one that cannot be typed."""
    form = form_of(
        ask("a", "integer"), ask("b", "integer", default="10 / a", max=4), ask("c", "integer", default="1 - a")
    )
    state = filled(form, {"a": "2"})
    assert value(state, "b") is value(state, "c") is None
    assert sentences(state) == ["Il massimo è 4: scrivi un numero uguale o più piccolo.",
                                "Il minimo è 0: scrivi un numero uguale o più grande."]  # fmt: skip
    assert "numero intero" in problem(filled(form, {"a": "3"}), "b").message
    assert "dividere per zero" in problem(filled(form, {"a": "0"}), "b").message


def test_a_computed_value_and_its_fault() -> None:
    form = form_of(ask("a", "decimal"), computed("b", "decimal", "1 / a"), computed("c", "decimal", "b + 1"))
    assert value(filled(form, {"a": "3"}), "b") == Fraction(1, 3)
    state = filled(form, {"a": "0"})
    assert problem(state, "b").message.startswith("Non si può dividere per zero")
    assert value(state, "c") is None and [each.field for each in state.problems] == ["b"]


def test_a_computed_date_beyond_the_calendar() -> None:
    form = form_of(ask("d", "date"), ask("n", "integer"), computed("t", "date", "add_months(d, n)"))
    state = filled(form, {"d": "2026-01-31", "n": "999999"})
    assert "fuori dal calendario" in problem(state, "t").message
    assert value(filled(form, {"d": "2026-01-31", "n": "1"}), "t") == dt.date(2026, 2, 28)


OVERRIDABLE = form_of(
    ask("a", "integer"),
    computed("b", "integer", "a * 2", override=True),
    computed("c", "integer", "b + 1", visible_when="a < 10"),
)


def test_a_value_is_replaced_with_a_reason() -> None:
    state = filled(OVERRIDABLE, {"a": "1"}, {"b": ("5", " lo dice l'ufficio ")})
    cell = state.cells["b"]
    assert (cell.value, cell.origin, cell.reason) == (5, "overridden", "lo dice l'ufficio")
    assert value(state, "c") == 6 and state.complete


@pytest.mark.parametrize(
    ("replaced", "why", "sentence"),
    [
        ("5", "  ", "Scrivi il motivo per cui sostituisci il valore calcolato."),
        ("cinque", "x", "Non capisco «cinque»"),
        (5, "x", 'Nel file della pratica «5» si scrive "5"'),
        ("5", "x" * 1_000_000, "qui ne entrano 2000"),
        ("5", "a\u202eb", "U+202E"),
    ],
)
def test_a_replacement_that_does_not_hold(replaced: Any, why: str, sentence: str) -> None:
    state = filled(OVERRIDABLE, {"a": "1"}, {"b": (replaced, why)})
    assert sentence in problem(state, "b").message
    assert state.cells["b"].reason in (None, "x")


def test_a_check_that_fails_says_its_numbers() -> None:
    checks = [{"that": "a <= limite", "message": "Al massimo {limite}, non {a}: {b} {oggi}.", "source": "Art. 9"}]
    form = form_of(ask("a", "integer", check=checks), ask("b", required=False), rules=[rule("limite", 1500)])
    state = filled(form, {"a": "2000"})
    told = problem(state, "a")
    assert told.message == "Al massimo 1.500, non 2.000: … 15/03/2026."
    assert (told.severity, told.source, told.missing) == ("error", "Art. 9", False)
    assert filled(form, {"a": "1500"}).complete


@pytest.mark.parametrize("that", ["a > b", "1 / (b - b) > a", "a > 5 and b > 1"])
def test_a_check_with_an_empty_result_is_not_judged(that: str) -> None:
    form = form_of(ask("a", "integer", check=[{"that": that, "message": "No."}]), ask("b", "integer", required=False))
    assert filled(form, {"a": "9"}).complete
    if "/" in that:
        assert filled(form, {"a": "9", "b": "1"}).complete


def test_false_decides_even_beside_an_empty_part() -> None:
    form = form_of(
        ask("a", "integer", check=[{"that": "a > 5 and b > 1", "message": "No."}]), ask("b", "integer", required=False)
    )
    assert problem(filled(form, {"a": "3"}), "a").message == "No."


WARNED = form_of(
    ask("a", "integer", check=[{"that": "a < 5", "message": "Sono {a}.", "severity": "warning", "id": "tanti"}]),
    ask("b", "integer", check=[{"that": "b < 5", "message": "Sono {b}.", "severity": "note", "id": "nota"}]),
)


def test_a_warning_is_set_aside_with_a_reason() -> None:
    state = filled(WARNED, {"a": "9", "b": "9"})
    assert [(each.severity, each.check and each.check.id, each.reason) for each in state.problems] == [
        ("warning", "tanti", None),
        ("note", "nota", None),
    ]
    assert state.complete
    aside = problem(filled(WARNED, {"a": "9", "b": "1"}, set_aside={"tanti": "ok così", "nota": "x"}), "a")
    assert (aside.severity, aside.reason, aside.message) == ("note", "ok così", "Sono 9.")


def test_a_reason_that_no_document_can_print_sets_nothing_aside() -> None:
    told = problem(filled(WARNED, {"a": "9", "b": "1"}, set_aside={"tanti": "ok\u202e"}), "a")
    assert (told.severity, told.reason) == ("warning", None)
    assert told.message.startswith("Sono 9. Il carattere invisibile U+202E")


DATED = [
    rule("soglia", 10, to=dt.date(2025, 12, 31)),
    rule("soglia", 20, **{"from": dt.date(2026, 1, 1)}, to=dt.date(2026, 12, 31)),
]


def dated(**top: Any) -> Form:
    return form_of(ask("stipula", "date", required=False), computed("s", "integer", "soglia * 2"), rules=DATED, **top)


@pytest.mark.parametrize(
    ("stipula", "expected"),
    [("2025-12-31", 20), ("2026-01-01", 40), (None, 40), ("2026-02-30", 40), ("2026-12-31", 40), ("2027-01-01", None)],
)
def test_the_day_of_the_form_decides_which_rule_is_in_force(stipula: str | None, expected: Any) -> None:
    state = filled(dated(date="stipula"), {"stipula": stipula})
    assert value(state, "s") == expected
    missing = [each.field for each in state.problems if "manca la regola «soglia»" in each.message]
    assert missing == (["stipula"] if expected is None else [])


def test_without_a_date_of_the_form_today_decides() -> None:
    form = dated()
    assert value(filled(form), "s") == 40
    assert value(filled(form, {"stipula": "2025-01-01"}), "s") == 40
    assert value(filled(form, today=dt.date(2025, 1, 1)), "s") == 20
    out_of_force = filled(form, today=dt.date(2030, 1, 1))
    assert value(out_of_force, "s") is None
    assert out_of_force.problems == ()  # there is no date whose choice could be wrong


def test_a_condition_of_the_whole_form() -> None:
    form = form_of(ask("a", "yes_no"), computed("b", "yes_no", "not a"))
    condition = form.fields["b"].formula
    assert filled(form, {"a": False}).holds(condition)
    assert not filled(form, {"a": True}).holds(condition)
    assert not filled(form).holds(condition)
    assert filled(form).holds(None)


def test_the_title_of_a_dossier() -> None:
    form = form_of(ask("ditta"), ask("n", "money"), name="{ditta}, {n}")
    assert filled(form, {"ditta": "Rossi {n} <b>", "n": "1200"}).title == "Rossi {n} <b>, 1.200,00\u00a0€"
    assert filled(form).title == "…, …"


def test_values_of_checks_in_sentences_are_never_filled_again() -> None:
    filled_twice = fill("{a}", form_of(ask("a")).fields, {"a": "{oggi}", "oggi": dt.date(2026, 1, 1)})
    assert filled_twice == "{oggi}"


def test_amounts_of_a_worked_example() -> None:
    form = form_of(
        ask("vuc", "money"), ask("cl", "money"), computed("n", "decimal", "vuc / cl"),
        computed("posti", "integer", "floor(n)"),
    )  # fmt: skip
    state = filled(form, {"vuc": "43000.00", "cl": "21500"})
    assert value(state, "posti") == Decimal(2)
    assert value(filled(form, {"vuc": "42999.99", "cl": "21500"}), "posti") == 1
