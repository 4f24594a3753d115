"""An evaluation that starts from an earlier state gives what one from nothing gives, and never changes that state."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.engine.answers.draft import Draft, Override
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Form
from tests.unit.engine.support import TODAY, ask, computed, form_of, group, problem, rule

FORM = form_of(
    ask("a", "decimal", check=[{"that": "a < b", "message": "{a} {b} {c}", "severity": "warning", "id": "av"}]),
    ask("b", "decimal", default="a / 3"),
    ask("c", required="a > 1"),
    ask("d", "yes_no"),
    ask("giorno", "date"),
    group(
        "righe",
        ask("tempo", "decimal", visible_when="d", check=[{"that": "tempo < b", "message": "{tempo} {b}"}]),
        ask("dal", "date", default="giorno"),
        ask("nota", required="tempo > 1"),
        computed("quota", "decimal", "tempo / somma"),
        computed("doppio", "decimal", "tempo * 2", check=[{"that": "doppio < 9", "message": "{doppio} {tempo}"}]),
        computed("resto", "decimal", "doppio - tempo"),
        computed("parte", "decimal", "doppio / sum(righe.doppio)"),
        required="a > 2",
        max_lines=4,
    ),
    computed("somma", "decimal", "sum(righe.tempo) * a", override=True),
    computed("quante", "integer", "count(righe) + count(righe.quota)"),
    computed("ultima", "date", "max(righe.dal)"),
    group("altre", ask("x", "decimal"), visible_when="d and a > 1", required=False),
    computed("tutte", "decimal", "if_empty(sum(altre.x), b) + somma"),
)

numbers = st.sampled_from(["0", "1", "1.0", "2", "2.50", "2.5", "7", "x", True, 1, None])
days = st.sampled_from(["2026-01-31", "2026-12-31", "boh", None])
lines = st.fixed_dictionaries(
    {}, optional={"id": st.sampled_from("pqr"), "tempo": numbers, "dal": days, "nota": st.sampled_from(["", "n"])}
)
answer = st.one_of(
    st.tuples(st.sampled_from("ab"), numbers),
    st.tuples(st.just("c"), st.sampled_from(["", "c", None])),
    st.tuples(st.just("d"), st.sampled_from([True, False, 1, None])),
    st.tuples(st.just("giorno"), days),
    st.tuples(st.just("righe"), st.lists(lines | st.integers(0, 1), max_size=5) | numbers),
    st.tuples(st.just("altre"), st.lists(st.fixed_dictionaries({"x": numbers}), max_size=2)),
)
# A change of one answer, of one line, of the lines' order, of a replaced value, of what is put aside.
change = st.one_of(
    st.tuples(st.just("answer"), answer),
    st.tuples(st.just("line"), st.tuples(st.integers(0, 4), lines)),
    st.tuples(st.just("turn"), st.none()),
    st.tuples(st.just("replace"), st.tuples(numbers, st.sampled_from(["", "perché"])) | st.none()),
    st.tuples(st.just("aside"), st.sampled_from(["", "perché"])),
)


def changed(draft: Draft, kind: str, value: Any) -> Draft:
    """The draft after a change; what did not change is the same object."""
    answers, replaced, aside = dict(draft.answers), dict(draft.overrides), dict(draft.set_aside)
    found = answers.get("righe")
    if kind == "answer":
        answers[value[0]] = value[1]
    elif kind == "line" and isinstance(found, list) and found:
        at = value[0] % len(found)
        answers["righe"] = [*found[:at], value[1], *found[at + 1 :]]
    elif kind == "turn" and isinstance(found, list):
        answers["righe"] = found[::-1]
    elif kind == "replace":
        replaced = {"somma": Override(*value)} if value else {}
    elif kind == "aside":
        aside = {"av": value}
    return Draft(draft.form, answers, replaced, aside)


def assert_alike(state: FormState, fresh: FormState) -> None:
    """Equal, and written alike too: to Python 1.50 equals 1.5, and True equals 1."""
    assert state == fresh
    assert repr((state.cells, state.lines, state.scope)) == repr((fresh.cells, fresh.lines, fresh.scope))


@settings(max_examples=300)
@given(st.lists(change, min_size=1, max_size=12))
def test_as_if_worked_out_from_nothing(changes: list[tuple[str, Any]]) -> None:
    draft = Draft(FORM.id, {"d": True, "a": "2", "b": "1", "righe": [{"tempo": "1", "id": "p"}, {"tempo": "7"}]})
    state = evaluate(FORM, draft, TODAY)
    for kind, value in changes:
        draft, before = changed(draft, kind, value), state
        written = repr(before)
        state = evaluate(FORM, draft, TODAY, before=before)
        assert_alike(state, evaluate(FORM, draft, TODAY))
        assert repr(before) == written


def after(form: Form, first: dict[str, Any], then: dict[str, Any], **others: Any) -> tuple[FormState, FormState]:
    before = evaluate(form, Draft(form.id, first), TODAY)
    return before, evaluate(form, Draft(form.id, {**first, **then}), TODAY, before=before, **others)


ANSWERS = {"a": "2", "b": "1", "d": True, "righe": [{"id": "p", "tempo": "1"}, {"id": "q", "tempo": "7"}]}


def test_what_rests_on_nothing_that_changed_is_kept() -> None:
    before, state = after(FORM, ANSWERS, {"c": "x"})
    assert state.cells["a"] is before.cells["a"] and state.cells["tutte"] is before.cells["tutte"]
    assert state.lines["righe"] is before.lines["righe"]
    assert state.problems_by_field["b"] is before.problems_by_field["b"]
    assert "«x»" not in problem(state, "a").message and problem(state, "a").message != problem(before, "a").message


def test_of_the_lines_only_the_one_that_changed_is_worked_out() -> None:
    lines = deepcopy(ANSWERS["righe"])
    assert isinstance(lines, list)
    before, state = after(FORM, ANSWERS, {"righe": [lines[0], {**lines[1], "nota": "x"}]})
    assert state.lines["righe"][0].cells["tempo"] is before.lines["righe"][0].cells["tempo"]
    assert state.lines["righe"][1].values["nota"] == "x"
    assert before.lines["righe"][1].values["nota"] is None


def test_what_a_line_asks_of_itself_alone_is_worked_out_and_judged_in_that_line_alone() -> None:
    lines = [{"id": id, "tempo": "9"} for id in "pqr"]
    before, state = after(
        FORM, {**ANSWERS, "righe": lines}, {"righe": [lines[0], {**lines[1], "tempo": "8"}, lines[2]]}
    )
    was, now = before.lines["righe"], state.lines["righe"]
    assert [now[at].cells["resto"] is was[at].cells["resto"] for at in range(3)] == [True, False, True]
    assert [now[at].cells["parte"] is was[at].cells["parte"] for at in range(3)] == [False, False, False]
    assert_alike(state, evaluate(FORM, state.draft, TODAY))
    alone = form_of(group("g", ask("x", "integer"), computed("y", "integer", "x + 1", check=[
        {"that": "y < 3", "message": "{y} > {x}"}])))  # fmt: skip
    values = [{"id": id, "x": "7"} for id in "pqr"]
    before, state = after(alone, {"g": values}, {"g": [values[0], {"id": "q", "x": "8"}, values[2]]})
    known, found = before.problems_by_line["g"], state.problems_by_line["g"]
    assert [found[at] is known[at] for at in range(3)] == [True, False, True]
    assert [each.message for each in state.problems] == ["8 > 7", "9 > 8", "8 > 7"]


def test_another_date_changes_what_rests_on_rules_that_differ_then() -> None:
    form = form_of(
        ask("quando", "date"), ask("a", "integer"), computed("col", "integer", "a * minimo"),
        computed("senza", "integer", "a + 1"), group("g", ask("x", "integer"), computed("y", "integer", "x + fisso")),
        date="quando",
        rules=[
            rule("minimo", 2, to=dt.date(2025, 12, 31)), rule("minimo", 3, **{"from": dt.date(2026, 1, 1)}),
            rule("fisso", 1),
        ],
    )  # fmt: skip
    answers = {"quando": "2025-06-01", "a": "5", "g": [{"id": "p", "x": "1"}]}
    before, state = after(form, answers, {"quando": "2026-06-01"})
    assert (before.cells["col"].value, state.cells["col"].value) == (10, 15)
    assert state.cells["senza"] is before.cells["senza"] and state.lines["g"] is before.lines["g"]
    assert_alike(state, evaluate(form, state.draft, TODAY))


def test_a_value_that_comes_out_alike_changes_nothing_behind_it() -> None:
    before, state = after(FORM, ANSWERS, {"a": "2"})
    assert state.cells["somma"] is before.cells["somma"]
    before, state = after(FORM, ANSWERS, {"a": "2.0"})
    assert state.cells["somma"] is not before.cells["somma"]


MANY = [{"id": id, "tempo": "1"} for id in "pqrst"]  # one more than the form takes


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (MANY, {"righe": [*MANY[:4], {"id": "t", "tempo": "9"}]}),
        (MANY, {"righe": [*MANY, {"id": "u"}]}),
        (MANY, {"giorno": "2026-01-31"}),
        ([MANY[0], 1], {"righe": [MANY[0], 2]}),
        ([MANY[0], 1], {"righe": [{"id": "p", "tempo": "9"}, 1]}),
        ([1], {"righe": [{"id": "p"}]}),
        ("1", {"righe": [MANY[0]]}),
    ],
)
def test_lines_that_cannot_be_read_are_told_as_from_nothing(first: Any, then: dict[str, Any]) -> None:
    before, state = after(FORM, {**ANSWERS, "righe": first}, then)
    assert before.problems and before.scope["somma"] is None
    assert_alike(state, evaluate(FORM, state.draft, TODAY))


@pytest.mark.parametrize("other", ["day", "book", "form"])
def test_of_another_day_book_or_form_nothing_holds(other: str) -> None:
    before = evaluate(FORM, Draft(FORM.id, ANSWERS), TODAY)
    day = TODAY.replace(day=1) if other == "day" else TODAY
    form = form_of(ask("a", "decimal")) if other == "form" else FORM
    book = {"c": "x"} if other == "book" else {}
    draft = Draft(form.id, {"a": "2", "c": "x"})
    state = evaluate(form, draft, day, book, before)
    assert_alike(state, evaluate(form, draft, day, book))
    assert state.cells["a"] is not before.cells["a"]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({"d": True}, {"d": 1}),  # to Python the same, but no answer to yes or no
        ({"d": 1}, {"d": True}),
        ({"righe": [{"id": "p", "tempo": "1"}]}, {"righe": [{"id": "p", "tempo": 1}]}),
        ({"b": "1.5"}, {"b": "1.50"}),
        ({"giorno": "2026-01-31"}, {"giorno": "2026-12-31"}),
    ],
)
def test_answers_that_only_look_alike_are_read_again(first: dict[str, Any], then: dict[str, Any]) -> None:
    _, state = after(FORM, {**ANSWERS, **first}, then)
    assert_alike(state, evaluate(FORM, state.draft, TODAY))


def test_a_warning_put_aside_is_told_as_such_though_no_answer_changed() -> None:
    answers = {"a": "9", "b": "1"}
    before = evaluate(FORM, Draft(FORM.id, answers), TODAY)
    aside = Draft(FORM.id, answers, set_aside={"av": "perché"})
    state = evaluate(FORM, aside, TODAY, before=before)
    assert_alike(state, evaluate(FORM, aside, TODAY))
    assert state.problems != before.problems
    assert_alike(evaluate(FORM, before.draft, TODAY, before=state), before)


def test_one_line_too_many_empties_what_the_lines_gave() -> None:
    lines = [{"id": id, "tempo": "1"} for id in "pqrst"]
    before, state = after(FORM, {**ANSWERS, "righe": lines[:4]}, {"righe": lines})
    assert before.scope["somma"] == 8 and state.scope["somma"] is None
    again = evaluate(FORM, before.draft, TODAY, before=state)
    assert again.scope["somma"] == 8
