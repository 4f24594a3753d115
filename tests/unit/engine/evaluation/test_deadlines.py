"""The deadlines of a dossier."""

from __future__ import annotations

import datetime as dt
from typing import Any

from desktop_app.engine.evaluation.deadlines import occurrences, open_deadlines
from tests.unit.engine.support import ask, filled, form_of, group


def deadline(id: str, date: str, **keys: Any) -> dict[str, Any]:
    return {"id": id, "title": id.upper(), "date": date, "source": "Art. 5", **keys}


FORM = form_of(
    ask("stipula", "date"),
    ask("n", "integer", required=False),
    group("righe", ask("dal", "date"), ask("fisso", "yes_no")),
    deadline=[
        deadline("dopo", "add_months(stipula, 2)"),
        deadline("prima", "add_days(stipula, n)", visible_when="n < 40"),
        deadline("ogni", "add_days(dal, 1)", lines="righe", visible_when="not fisso and stipula < dal"),
        deadline("mai", "add_days(stipula, 1)", visible_when="1 / n > 0"),
    ],
)


def test_terms_come_in_their_order_with_their_line() -> None:
    lines = [
        {"dal": "2026-02-01", "fisso": False},
        {"dal": "2026-02-01", "fisso": True},
        {"dal": "2026-04-01", "fisso": False},
    ]
    found = occurrences(filled(FORM, {"stipula": "2026-01-31", "n": "0", "righe": lines}))
    assert [(term.id, term.date.isoformat(), term.line) for term in found] == [
        ("prima", "2026-01-31", None),
        ("ogni", "2026-02-02", 1),
        ("dopo", "2026-03-31", None),
        ("ogni", "2026-04-02", 3),
    ]
    assert (found[0].title, found[0].source) == ("PRIMA", "Art. 5")
    assert [term.name for term in found] == ["PRIMA", "OGNI (riga 1)", "DOPO", "OGNI (riga 3)"]


def test_a_line_is_called_as_its_form_calls_it() -> None:
    form = form_of(group("gruppi", ask("dal", "date"), item="gruppo"), deadline=[deadline("t", "dal", lines="gruppi")])
    assert [term.name for term in occurrences(filled(form, {"gruppi": [{"dal": "2026-01-01"}]}))] == ["T (gruppo 1)"]


def test_a_term_whose_date_or_condition_is_empty_is_not_told() -> None:
    assert occurrences(filled(FORM)) == []
    assert [term.id for term in occurrences(filled(FORM, {"stipula": "2026-01-31"}))] == ["dopo"]
    assert [term.id for term in occurrences(filled(FORM, {"stipula": "2026-01-31", "n": "50"}))] == ["mai", "dopo"]


def test_a_term_beyond_the_calendar_is_not_told() -> None:
    form = form_of(ask("a", "date"), ask("n", "integer"), deadline=[deadline("t", "add_months(a, n)")])
    assert occurrences(filled(form, {"a": "2026-01-01", "n": "9999999"})) == []


def test_a_term_keeps_its_key_when_lines_move_and_days_change() -> None:
    lines = [{"id": "a", "dal": "2026-02-01", "fisso": False}, {"id": "b", "dal": "2026-04-01", "fisso": False}]
    before = occurrences(filled(FORM, {"stipula": "2026-01-30", "n": "0", "righe": lines}))
    lines[0]["dal"] = "2026-08-09"
    after = occurrences(filled(FORM, {"stipula": "2026-01-30", "n": "3", "righe": lines[::-1]}))
    assert [term.key for term in before] == ["prima", "ogni.a", "dopo", "ogni.b"]
    assert [term.key for term in after] == ["mai", "prima", "dopo", "ogni.b", "ogni.a"]


def test_how_a_term_stands_depends_on_the_day() -> None:
    form = form_of(
        ask("dal", "date"),
        ask("fatto", "date"),
        group("righe", ask("fino", "date"), ask("chiuso", "date")),
        deadline=[
            deadline("atto", "dal", met="fatto"),
            deadline("fine", "dal", event=True),
            deadline("ogni", "fino", lines="righe", met="if_empty(chiuso, fatto)"),
        ],
    )
    lines = [{"fino": "2026-03-20"}, {"fino": "2026-03-20", "chiuso": "2026-03-10"}]
    for fatto, day, standings in (
        (None, "2026-03-14", ["due", "due", "due", "met"]),
        (None, "2026-03-15", ["due", "due", "due", "met"]),
        (None, "2026-03-21", ["overdue", "past", "overdue", "met"]),
        ("2026-03-21", "2026-03-20", ["overdue", "past", "due", "met"]),
        ("2026-03-21", "2026-03-21", ["met", "past", "met", "met"]),
        ("31/02", "2026-03-21", ["overdue", "past", "overdue", "met"]),
    ):
        today = dt.date.fromisoformat(day)
        state = filled(form, {"dal": "2026-03-15", "fatto": fatto, "righe": lines}, today=today)
        assert [each.standing(today) for each in occurrences(state)] == standings
        found = open_deadlines(state)
        assert [each.standing(today) for each in found] == [each for each in standings if each in ("overdue", "due")]


def test_a_term_is_met_on_the_first_day_that_an_answer_or_somebody_else_says() -> None:
    form = form_of(
        ask("dal", "date"), ask("fatto", "date"), group("righe", ask("fino", "date")),
        deadline=[deadline("atto", "dal", met="fatto"), deadline("ogni", "fino", lines="righe")],
    )  # fmt: skip
    lines = [{"id": "a", "fino": "2026-03-20"}, {"id": "b", "fino": "2026-03-21"}]
    tenth, twelfth = dt.date(2026, 3, 10), dt.date(2026, 3, 12)
    for fatto, told, wanted in (
        (None, {}, [None, None, None]),
        (None, {"atto": tenth, "ogni.b": twelfth, "altro": tenth}, [tenth, None, twelfth]),
        ("2026-03-12", {"atto": tenth}, [tenth, None, None]),
        ("2026-03-10", {"atto": twelfth, "ogni.a": tenth}, [tenth, tenth, None]),
    ):
        state = filled(form, {"dal": "2026-03-15", "fatto": fatto, "righe": lines}, today=dt.date(2026, 4, 1))
        assert [each.met for each in occurrences(state, told)] == wanted
        assert [each.met for each in open_deadlines(state, told)] == [None] * wanted.count(None)


def test_a_term_on_a_closed_day_stays_there_and_says_so() -> None:
    found = occurrences(filled(FORM, {"stipula": "2026-10-25", "n": "0"}))
    assert [(term.date.isoformat(), term.remark) for term in found] == [
        ("2026-10-25", "cade di domenica"), ("2026-12-25", "cade a Natale"),
    ]  # fmt: skip
