"""Numbers, problems and terms against an independent second computation from the acts' text.

The oracles in `oracles/` were written from the acts (and the law they cite), not from the forms; they quote the
articles, the dossiers beside them are random and crowd at the boundaries. Where an oracle and a form differ, the act
decides; mend the one that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from math import ceil, floor
from typing import Any, NamedTuple

import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.evaluation.deadlines import occurrences
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.panel import answer_question
from desktop_app.engine.evaluation.state import FormState, Problem
from desktop_app.engine.italian import formatting
from tests.forms.library import LIBRARY
from tests.forms.oracles import (
    lombardia,
    lombardia_dossiers,
    marche,
    marche_dossiers,
    puglia,
    puglia_dossiers,
    quota,
    quota_dossiers,
)
from tests.forms.oracles.law import TODAY, Answers, Verdict

IN_A_BLOCK = 1_000


class Oracle(NamedTuple):
    """A form, who judges its dossiers, who draws them, and the numbers that are compared."""

    form: str
    judge: Callable[[Mapping[str, Any]], Verdict]
    draw: Callable[[int, dict[str, Any]], dict[str, Any]]
    numbers: tuple[str, ...]


ORACLES = [
    Oracle(marche.FORM, marche.judge, marche_dossiers.dossier, marche.NUMBERS),
    Oracle(puglia.FORM, puglia.judge, puglia_dossiers.dossier, puglia.NUMBERS),
    Oracle(lombardia.FORM, lombardia.judge, lombardia_dossiers.dossier, lombardia.NUMBERS),
    Oracle(quota.FORM, quota.judge, quota_dossiers.dossier, quota.NUMBERS),
]
each_oracle = pytest.mark.parametrize("oracle", ORACLES, ids=[oracle.form for oracle in ORACLES])


@cache
def example(form: str) -> dict[str, Any]:
    return dict(cases.read_draft(LIBRARY.folder(form), cases.EXAMPLE, form)[1].answers)


def worked_out(oracle: Oracle, answers: dict[str, Any]) -> FormState:
    return evaluate(LIBRARY.load(oracle.form), Draft(oracle.form, answers), TODAY)


def differences(oracle: Oracle, answers: dict[str, Any]) -> list[str]:
    """What form and oracle see differently."""
    state, verdict = worked_out(oracle, answers), oracle.judge(answers)
    found = [
        f"{id}: form {state.scope[id]}, act {verdict.values.get(id)}"
        for id in oracle.numbers
        if state.scope[id] != verdict.values.get(id)
    ]
    seen = {(each.field, each.line, each.severity) for each in state.problems if of_the_act(state, each)}
    terms = {(term.id, term.line, term.date): term.standing(state.today) for term in occurrences(state)}
    due = {term for term, standing in terms.items() if standing != "past"}
    acts = verdict.terms - (terms.keys() - due)  # of an event that has passed an oracle may say nothing
    found += [f"only the form: {each}" for each in (seen - verdict.complaints) | (due - acts)]
    return found + [f"only the act: {each}" for each in (verdict.complaints - seen) | (acts - due)]


def of_the_act(state: FormState, problem: Problem) -> bool:
    """Whether a problem is of the form's own: no act speaks of what every form doubts, names, codes and addresses."""
    field = state.form.fields[problem.root]
    node = field.columns[problem.column] if problem.column else field
    return problem.check is None or problem.check.spec in node.spec.check


def compare(oracle: Oracle, seeds: range) -> None:
    for seed in seeds:
        answers = oracle.draw(seed, example(oracle.form))
        assert differences(oracle, answers) == [], f"seed {seed}: {answers}"


@each_oracle
def test_form_and_act_agree(oracle: Oracle) -> None:
    compare(oracle, range(600))


@pytest.mark.long
@pytest.mark.parametrize("block", range(1, 51))
@each_oracle
def test_form_and_act_agree_on_many_more(oracle: Oracle, block: int) -> None:
    compare(oracle, range(block * IN_A_BLOCK, (block + 1) * IN_A_BLOCK))


@each_oracle
def test_every_check_of_the_form_is_judged_and_reached(oracle: Oracle) -> None:
    """A new check of the form wants its counterpart in the oracle; a boundary never crossed proves nothing."""
    checks = {
        (each.key, check.severity)
        for field in LIBRARY.load(oracle.form).fields.values()
        for each in (field, *field.columns.values())
        for check in each.spec.check
    }
    drawn = [oracle.judge(oracle.draw(seed, example(oracle.form))) for seed in range(600)]
    assert {(field, severity) for verdict in drawn for field, _, severity in verdict.complaints} == checks
    assert any(not verdict.complaints for verdict in drawn)


COUNTED = ("nuovi_inserimenti", "ampliamenti", "proroghe")
MEASURED = ("contratto", "durata_contratto_mesi", "orario", "ore_settimanali", "situazione", "modifica", "proroga_fino")
DECLARED = ("categoria_art4", "requisiti_l68", "entro_art19")


def counted_without(seed: int, columns: Sequence[str]) -> tuple[Fraction, Fraction] | None:
    """Who counts with one of the columns missing in each line, and with everything answered."""
    oracle = ORACLES[0]
    answers = oracle.draw(seed, example(oracle.form))
    for number, line in enumerate(line for kind in COUNTED for line in answers[kind]):
        there = [id for id in columns if id in line]
        if there:
            del line[there[(seed + number) % len(there)]]
    whole = oracle.judge(oracle.draw(seed, example(oracle.form))).values.get("persone_computate")
    return None if whole is None else (worked_out(oracle, answers).scope["persone_computate"], whole)


def test_a_measure_that_is_missing_never_counts() -> None:
    """A person whose hours or term are not known is not one more: nobody is covered by a guess."""
    for seed in range(200):
        found = counted_without(seed, MEASURED)
        assert found is None or found[0] <= found[1], f"seed {seed}"


def test_a_declaration_not_yet_given_takes_nobody_away() -> None:
    """It is asked for beside the line; the numbers stand on what the law's formula needs."""
    for seed in range(200):
        found = counted_without(seed, DECLARED)
        assert found is None or found[0] >= found[1], f"seed {seed}"


def test_amounts_shown_never_promise_more_than_the_act() -> None:
    """What an order must be worth and what it lacks go up to the cent, what is left over goes down."""
    oracle = ORACLES[0]
    fields = LIBRARY.load(oracle.form).fields
    for seed in range(200):
        answers = oracle.draw(seed, example(oracle.form))
        values, state = oracle.judge(answers).values, worked_out(oracle, answers)
        for id, rounded in {"vuc_minimo": ceil, "manca_al_prossimo": ceil, "margine": floor}.items():
            assert formatting.value(fields[id].spec, state.scope[id], euro=False) == euros(values[id], rounded)


def test_inverse_questions_beside_the_order() -> None:
    """How much for k places (CP + CT + k * CL, for the period of the amounts), how many places for a value."""
    oracle = ORACLES[0]
    places, value = LIBRARY.load(oracle.form).panels[0].questions
    for seed in range(200):
        answers = oracle.draw(seed, example(oracle.form))
        values, state = oracle.judge(answers).values, worked_out(oracle, answers)
        a = Answers(answers)
        months = a.number("durata_mesi") if a["periodo_valori"] == "intera_commessa" else Fraction(12)
        others, cl = a.number("cp") + a.number("ct"), values["cl_usato"] * months / 12
        for k in (1, 2, 5):
            worth = others + k * cl
            assert euros(worth, ceil) in str(answer_question(places, k, state))
            for euro in (ceil(worth), ceil(worth) - 1):
                carried = f"{max(0, (euro - others) // cl):,}".replace(",", ".")
                assert str(answer_question(value, euro, state)).endswith(f": {carried}.")


def euros(amount: Fraction, rounded: Callable[[Fraction], int]) -> str:
    """1.234,56"""
    whole, cents = divmod(abs(rounded(amount * 100)), 100)
    return ("−" if rounded(amount * 100) < 0 else "") + f"{whole:,}".replace(",", ".") + f",{cents:02}"
