"""A problem carries its two sentences, its place and the check that failed; what can be done about it follows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from desktop_app.engine.evaluation.remedies import compared_answer, greatest_admitted
from desktop_app.engine.evaluation.state import FormState, Problem
from tests.unit.engine.support import ask, computed, filled, form_of, group, problem, rule


def check(that: str, **keys: Any) -> dict[str, Any]:
    return {"that": that, "message": "Non va: rivedi la risposta.", **keys}


FORM = form_of(
    ask("tetto", "integer", required=False),
    ask("scelta", "yes_no", required=False),
    ask("soglia", "integer", required=False, visible_when="scelta"),
    ask("posti", "integer", min=1, check=[check("posti <= tetto"), check("posti <= massimo", id="largo")]),
    ask("quota", "decimal", required=False, check=[check("quota <= tetto")]),
    ask("minimo", "integer", required=False, check=[check("minimo >= tetto"), check("minimo < 100")]),
    ask("somma", "integer", required=False, check=[check("somma <= posti + tetto")]),
    ask("oltre", "integer", required=False,
        check=[check("oltre <= soglia", severity="warning", id="oltre_soglia")]),
    computed("doppio", "integer", "posti * 2", check=[check("doppio <= tetto")]),
    group(
        "turni",
        ask("ore", "integer", check=[check("ore <= tetto", id="ore_oltre")]),
        ask("giorni", "integer", check=[check("giorni <= tetto"), check("giorni <= ore", id="giorni_ore")]),
        item="turno", required=False,
        check=[check("count(turni) <= tetto")],
    ),
    rules=[rule("massimo", 8)],
)  # fmt: skip


def told(state: FormState, key: str, id: str | None = None) -> Problem:
    """The problem of a field, of its check with that id where one is given."""
    if id is None:
        return problem(state, key)
    [found] = [each for each in state.problems if each.field == key and each.check and each.check.id == id]
    return found


def remedies(
    answers: dict[str, Any], key: str, id: str | None = None, **more: Any
) -> tuple[Decimal | None, str | None]:
    """The number that fits, and the id of the answer to look at."""
    state = filled(FORM, answers, **more)
    found = told(state, key, id)
    field = FORM.fields[found.root]
    other = compared_answer(found, state)
    number: Any = greatest_admitted(found, field.columns[found.column] if found.column else field, state)
    return number, other.id if other else None


def test_a_problem_says_the_fact_and_the_remedy_apart() -> None:
    found = problem(filled(FORM, {"tetto": "3", "posti": "4"}), "posti")
    assert (found.message, found.fact, found.remedy) == (
        "Non va: rivedi la risposta.", "Non va.", "Rivedi la risposta.",
    )  # fmt: skip


def test_a_problem_names_its_field_and_its_column() -> None:
    state = filled(FORM, {"tetto": "3", "turni": [{"ore": "9", "giorni": "1"}]})
    assert [(each.field, each.root, each.column) for each in state.problems] == [
        ("posti", "posti", None),
        ("turni.ore", "turni", "ore"),
    ]


def test_only_a_failed_check_is_carried() -> None:
    missing = problem(filled(FORM, {}), "posti")
    wrong = problem(filled(FORM, {"posti": "tre"}), "posti")
    failed = told(filled(FORM, {"posti": "9"}), "posti", "largo")
    assert missing.check is None and wrong.check is None
    assert failed.check is FORM.fields["posti"].checks[1]


def test_the_smallest_known_limit_is_the_number_to_write() -> None:
    assert remedies({"tetto": "3", "posti": "4"}, "posti") == (Decimal(3), "tetto")
    assert remedies({"tetto": "12", "posti": "9"}, "posti", "largo") == (Decimal(8), None)
    assert remedies({"posti": "9"}, "posti", "largo") == (Decimal(8), None)


def test_no_number_is_offered_below_the_least_that_the_field_takes() -> None:
    assert remedies({"tetto": "1", "posti": "4"}, "posti") == (Decimal(1), "tetto")
    assert remedies({"tetto": "0", "posti": "4"}, "posti") == (None, "tetto")


@pytest.mark.parametrize(
    ("answers", "key", "other"),
    [
        ({"tetto": "3", "quota": "4"}, "quota", "tetto"),  # no whole number
        ({"tetto": "3", "minimo": "2"}, "minimo", "tetto"),  # no limit above
        ({"minimo": "200"}, "minimo", None),  # compared with no other answer
        ({"tetto": "3", "posti": "2", "somma": "9"}, "somma", None),  # with two
        ({"tetto": "3", "posti": "2"}, "doppio", "tetto"),  # computed: nobody writes it
        ({"tetto": "3", "quota": "x"}, "quota", None),  # no check failed
    ],
)
def test_a_number_is_offered_only_where_one_limit_of_an_asked_whole_number_failed(
    answers: dict[str, Any], key: str, other: str | None
) -> None:
    assert remedies(answers, key) == (None, other)


def test_an_answer_that_is_hidden_is_not_looked_at() -> None:
    shown = {"tetto": "3", "scelta": True, "soglia": "1", "oltre": "2"}
    assert remedies(shown, "oltre") == (Decimal(1), "soglia")
    state = filled(FORM, shown)
    hidden = filled(FORM, {**shown, "scelta": False})
    assert compared_answer(told(state, "oltre"), hidden) is None


def test_a_warning_whose_reason_cannot_be_read_offers_nothing_else() -> None:
    warned = {"scelta": True, "soglia": "1", "oltre": "2"}
    assert remedies(warned, "oltre", set_aside={"oltre_soglia": "\u202e"}) == (None, None)
    assert remedies(warned, "oltre", set_aside={"oltre_soglia": "va bene"}) == (Decimal(1), "soglia")


def test_in_a_line_a_check_with_an_id_offers_its_remedies() -> None:
    line = {"tetto": "3", "turni": [{"ore": "9", "giorni": "4"}]}
    assert remedies(line, "turni.ore") == (Decimal(3), "tetto")
    assert remedies(line, "turni.giorni") == (None, None)
    own = {"tetto": "3", "turni": [{"ore": "1", "giorni": "2"}]}
    assert remedies(own, "turni.giorni", "giorni_ore") == (Decimal(3), None)


def test_a_list_that_is_too_long_leads_to_its_limit() -> None:
    lines = [{"ore": "1", "giorni": "1"}] * 2
    assert remedies({"tetto": "1", "turni": lines}, "turni") == (None, "tetto")
