"""The evaluation of a whole form: values, visibility, origins, problems."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from desktop_app.engine.evaluation import evaluate as evaluation
from desktop_app.engine.evaluation.state import FormState, fill
from desktop_app.engine.forms.form import Form
from tests.unit.engine.support import ask, computed, filled, form_of, group, make_form, one_page, problem, rule


def value(state: FormState, id: str) -> Any:
    return state.cells[id].value


def sentences(state: FormState) -> list[str]:
    return [each.message for each in state.problems]


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


LINES = form_of(
    ask("limite", "integer"),
    group(
        "turni",
        ask("nome", visible_when="ore > 2"),
        ask("ore", "integer", check=[{"that": "ore <= limite", "message": "{nome}: {ore} di {limite}."}]),
        computed("minuti", "integer", "ore * 60 + 0 * count(turni)"),
        item="turno",
        max_lines=3,
        check=[{"that": "count(turni) != 2", "message": "Due no."}],
    ),
    computed("totale", "integer", "sum(turni.minuti)"),
)


def test_lines_have_their_own_cells_and_problems() -> None:
    state = filled(LINES, {"limite": "8", "turni": [{"id": "x", "nome": "Anna", "ore": "9"}, {"ore": "1"}, {}]})
    assert [line.id for line in state.lines["turni"]] == ["x", "2", "3"]
    assert [line.values["minuti"] for line in state.lines["turni"]] == [540, 60, None]
    assert [(p.field, p.line, p.message) for p in state.problems] == [
        ("turni.ore", 1, "Anna: 9 di 8."),
        ("turni.ore", 3, "Manca «Ore»: scrivi il numero."),
    ]
    assert state.lines["turni"][1].cells["nome"].visible is False
    assert value(state, "totale") is None


def test_a_list_that_must_have_a_line() -> None:
    nothing: list[Any] = [None, []]
    for lines in nothing:
        state = filled(LINES, {"limite": "8", "turni": lines})
        assert problem(state, "turni").message == "«Turni» è vuoto: aggiungi una riga (turno)."
        assert problem(state, "turni").missing
        assert value(state, "totale") == 0


def test_a_check_over_a_list() -> None:
    two = {"limite": "8", "turni": [{"ore": "1"}] * 2}
    assert problem(filled(LINES, two), "turni").message == "Due no."
    assert value(filled(LINES, two), "totale") == 120


@pytest.mark.parametrize("wrong", ["x", {}, 0, False, {"a": [1]}])
def test_a_list_that_is_no_list_is_said_and_sums_to_nothing(wrong: Any) -> None:
    state = filled(LINES, {"limite": "8", "turni": wrong})
    assert problem(state, "turni").message == "Qui serve un elenco di righe."
    assert value(state, "totale") is None


def test_too_many_lines_are_said_and_never_summed_in_part() -> None:
    state = filled(LINES, {"limite": "8", "turni": [{"ore": "1"}] * 4})
    assert "Le righe sono 4 e qui ne entrano 3" in problem(state, "turni").message
    assert len(state.lines["turni"]) == 3
    assert value(state, "totale") is None


def test_300_lines_are_taken_and_501_are_not() -> None:
    form = form_of(group("righe", ask("n", "integer")), computed("somma", "integer", "sum(righe.n)"))
    assert value(filled(form, {"righe": [{"n": "2"}] * 300}), "somma") == 600
    assert filled(form, {"righe": [{"n": "2"}] * 500}).complete
    state = filled(form, {"righe": [{"n": "2"}] * 501})
    assert "501" in problem(state, "righe").message and value(state, "somma") is None


@pytest.mark.parametrize("wrong", [None, 3, "x", [], [{}]])
def test_a_line_that_is_no_line(wrong: Any) -> None:
    state = filled(LINES, {"limite": "8", "turni": [{"ore": "1"}, wrong, {"ore": "1"}]})
    [told] = state.problems
    assert (told.field, told.line) == ("turni", 2)
    assert told.message == "Questa riga non si può leggere: scrivila di nuovo."
    assert value(state, "totale") is None


def test_every_line_has_an_id_of_its_own() -> None:
    """Whatever ids a draft brings: repeated ones, and ones that look like the number of another line."""
    shared = [{"id": "x"}, {"id": "x"}, {"id": "2"}, {"id": "2'"}, {}]
    assert evaluation.line_ids(shared) == ["x", "2''", "2", "2'", "5"]


def test_ids_of_lines_that_are_no_texts_are_replaced() -> None:
    state = filled(LINES, {"limite": "8", "turni": [{"id": 7, "ore": "1"}, {"id": None, "ore": "x"}]})
    assert [line.id for line in state.lines["turni"]] == ["1", "2"]


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
