"""The terms of the Puglia programme: each is met on the day of its act, and overdue once it has passed without one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.evaluation.deadlines import occurrences
from desktop_app.engine.evaluation.evaluate import evaluate
from tests.forms.library import LIBRARY

ID = "puglia/art11_2022"


def found(name: str, today: str, **answers: Any) -> dict[tuple[str, int | None], str]:
    """How each term of a worked case stands on a day."""
    _, draft = cases.read_draft(LIBRARY.folder(ID), name, ID)
    day = dt.date.fromisoformat(today)
    state = evaluate(LIBRARY.load(ID), Draft(ID, {**draft.answers, **answers}), day)
    return {(term.id, term.line): term.standing(day) for term in occurrences(state)}


def test_all_that_was_done_is_met_on_the_day_of_its_act() -> None:
    assert set(found("fatto_in_tempo", "2028-10-15").values()) == {"met"}
    before = found("fatto_in_tempo", "2027-07-01")
    assert set(before.values()) == {"due"}, "what is to be done later is not done yet"
    assert found("fatto_in_tempo", "2027-09-30")["scadenza_inserimento", 1] == "met"
    assert found("fatto_in_tempo", "2028-07-19")["scadenza_inserimento", 2] == "overdue"
    assert found("fatto_in_tempo", "2028-07-20")["scadenza_inserimento", 2] == "met"


def test_each_group_has_the_term_of_its_own_request() -> None:
    on_time, after = found("preselezione_dimenticata", "2027-11-02"), found("preselezione_dimenticata", "2027-11-03")
    assert on_time["scadenza_preselezione", 1] == after["scadenza_preselezione", 1] == "met"
    assert (on_time["scadenza_preselezione", 2], after["scadenza_preselezione", 2]) == ("due", "overdue")


def test_a_new_agreement_is_possible_from_a_day_on_and_nothing_is_due_then() -> None:
    waiting = {"data_stipula": None, "precedente_risolta": True, "data_risoluzione": "2026-03-31"}
    new = ("scadenza_nuova_convenzione", None)
    assert found("esempio", "2027-03-31", **waiting)[new] == "due"
    assert found("esempio", "2027-04-01", **waiting)[new] == "past"
    assert new not in found("esempio", "2027-03-31", **waiting | {"data_stipula": "2027-04-01"})
