"""Groups of lines: cells and problems of their own, how many there may be, ids."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation import evaluate as evaluation
from desktop_app.engine.evaluation.state import FormState
from tests.unit.engine.evaluation.support import value
from tests.unit.engine.support import ask, computed, filled, form_of, group, problem

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


def test_the_lines_of_a_list_are_called_lines_where_the_form_does_not_say_how() -> None:
    state = filled(form_of(group("fasi", ask("nome"))), {})
    assert problem(state, "fasi").message == "«Fasi» è vuoto: aggiungi una riga (riga)."


def test_a_check_over_a_list() -> None:
    two = {"limite": "8", "turni": [{"ore": "1"}] * 2}
    assert problem(filled(LINES, two), "turni").message == "Due no."
    assert value(filled(LINES, two), "totale") == 120


@pytest.mark.parametrize("wrong", ["x", {}, 0, False, {"a": [1]}])
def test_a_list_that_is_no_list_is_said_and_sums_to_nothing(wrong: Any) -> None:
    state = filled(LINES, {"limite": "8", "turni": wrong})
    assert problem(state, "turni").message == "Qui serve un elenco di righe."
    assert value(state, "totale") is None


SHIFTS = group("turni", ask("ore", "integer"))
SITES = group("sedi", ask("nome"), required=False, visible_when="altrove")
STAFF = group("persone", ask("nome"), required=False)
TOGETHER = form_of(ask("altrove", "yes_no"), SHIFTS, STAFF, SITES, computed("totale", "integer", "count(persone)"))


def lists(shifts: int, sites: int, staff: int, altrove: bool = True) -> dict[str, Any]:
    return {
        "altrove": altrove, "turni": [{"ore": "1"}] * shifts, "sedi": [{"nome": "x"}] * sites,
        "persone": [{"nome": "y"}] * staff,
    }  # fmt: skip


def worked_out(state: FormState) -> list[int]:
    return [len(state.lines[id]) for id in ("turni", "sedi", "persone")]


@pytest.mark.parametrize(
    ("given", "kept", "said"),
    [
        (lists(300, 0, 0), [300, 0, 0], None),
        (lists(100, 100, 100), [100, 100, 100], None),
        (lists(100, 101, 100), [100, 100, 100], "sedi"),
        (lists(200, 0, 200), [200, 0, 100], "persone"),
        (lists(200, 200, 100, altrove=False), [200, 0, 100], None),  # what is hidden needs no room
    ],
)
def test_all_lists_together_have_no_more_lines_than_can_be_worked_out_at_a_key(
    given: dict[str, Any], kept: list[int], said: str | None
) -> None:
    state = filled(TOGETHER, given)
    assert worked_out(state) == kept
    told = {each.field: each.message for each in state.problems if "insieme" in each.message}
    words = "Gli elenchi hanno insieme più di 300 righe: prepara un'altra pratica per le altre."
    assert told == ({said: words} if said else {})
    assert value(state, "totale") == (None if said == "persone" else kept[2])


def test_a_list_that_alone_may_have_more_makes_room_for_all() -> None:
    form = form_of(group("turni", ask("ore", "integer"), max_lines=400), STAFF)
    state = filled(form, {"turni": [{"ore": "1"}] * 350, "persone": [{"nome": "y"}] * 51})
    assert [len(state.lines[id]) for id in ("turni", "persone")] == [350, 50]
    assert "più di 400 righe" in problem(state, "persone").message


def test_room_that_comes_and_goes_is_seen_by_the_other_lists() -> None:
    """What is kept from the state before is what a fresh one would be."""
    first, second = lists(200, 0, 100), lists(201, 0, 100)
    second["persone"], third = first["persone"], {**first, "turni": first["turni"][:199]}
    state = filled(TOGETHER, first)
    for answers, staff in ((second, 99), (third, 100), ({**first, "altrove": False}, 100)):
        state = evaluation.evaluate(TOGETHER, Draft(TOGETHER.id, answers), state.today, before=state)
        assert len(state.lines["persone"]) == staff
        fresh = filled(TOGETHER, answers)
        assert (state.problems, worked_out(state)) == (fresh.problems, worked_out(fresh))


def test_too_many_lines_are_said_and_never_summed_in_part() -> None:
    state = filled(LINES, {"limite": "8", "turni": [{"ore": "1"}] * 4})
    assert "Le righe sono 4 e qui ne entrano 3" in problem(state, "turni").message
    assert len(state.lines["turni"]) == 3
    assert value(state, "totale") is None


def test_300_lines_are_taken_and_301_are_not() -> None:
    form = form_of(group("righe", ask("n", "integer")), computed("somma", "integer", "sum(righe.n)"))
    assert value(filled(form, {"righe": [{"n": "2"}] * 300}), "somma") == 600
    state = filled(form, {"righe": [{"n": "2"}] * 301})
    assert "301" in problem(state, "righe").message and value(state, "somma") is None


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
