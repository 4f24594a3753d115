"""Formulas: their values, also with empty operands, and what is refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.engine.formula.arithmetic import CalculationFault
from desktop_app.engine.formula.expression import compile_expression, upper_limit
from desktop_app.engine.formula.kinds import Names
from tests.unit.engine.formula.support import CHOICE, DAY, LINES, NAMES, SCOPE, N, worked_out


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("a + b * 3 - 1", 12),
        ("-a", -7),
        ("(a - 1) / b", 3),
        ("0.1 + 0.2", Decimal("0.3")),
        ("a / 3 * 3", 7),
        ("a + vuoto", None),  # empty is never 0
        ("vuoto * 0", None),
        ("-vuoto", None),
        ("if_empty(vuoto, 0) + a", 7),
        ("if_empty(a, 1 / 0)", 7),
        ("a > b > 1", True),
        ("a > b > 2", False),
        ("1 < vuoto", None),
        ("1 > 2 > vuoto", False),
        ("vuoto == vuoto", None),
        ("nome == 'Rossi'", True),
        ("giorno < oggi", True),
        ("orario != 'parziale'", True),
        ("vero == falso", False),
        ("not boh", None),
        ("not falso", True),
        ("vero and boh", None),
        ("boh and falso", False),
        ("falso or boh", None),
        ("boh or vero", True),
        ("True and not False", True),
        ("a if vero else b", 7),
        ("a if falso else b", 2),
        ("a if boh else b", None),
        ("a if vero else None", 7),
        ("a if falso else None", None),
        ("1 / 0 if falso else b", 2),
        ("falso and 1 / 0 > 1", False),
        ("min(a, b, 1)", 1),
        ("max(giorno, oggi)", dt.date(2026, 3, 15)),
        ("max(a, vuoto)", None),
        ("floor(a / b)", 3),
        ("floor(a / 3, 2)", Decimal("2.33")),
        ("ceil(a / b)", 4),
        ("round_half_up(a / b)", 4),
        ("round_half_down(a / b)", 3),
        ("add_days(giorno, 1)", dt.date(2026, 2, 1)),
        ("add_months(giorno, 1)", dt.date(2026, 2, 28)),
        ("add_months(giorno, vuoto)", None),
        ("months_begun(giorno, oggi)", 2),
        ("months_begun(mai, oggi)", None),
        ("date(2026, 3, 14) < oggi", True),
        ("date(2028, 2, 29) < oggi", False),
        ("mentions(nome, 'Bianchi', 'ROSSI')", True),
        ("mentions(nome, 'Bianchi', 'Ross')", False),
        ("names_only(nome, 'rossi')", True),
        ("names_only('Rossi e Verdi', nome)", False),
        ("joined('Fano', 'via Roma')", "Fano, via Roma"),
        ("street('via Roma, 12')", "via Roma"),
        ("house_number('via Roma, 12')", "12"),
        ("house_number('via Roma')", None),
        ("sum(turni.ore)", Decimal("7.5")),
        ("min(turni.dal)", DAY),
        ("max(turni.ore)", Decimal("4.5")),
        ("count(turni)", 2),
        ("count(turni.nota)", 1),
        ("same(turni.orario)", "pieno"),
        ("same(turni.orario) == 'pieno'", True),
        ("same(turni.ore)", None),
        ("first(turni.ore)", 3),
        ("first(turni.nota)", "x"),
        ("any(turni.festivo)", True),
        ("all(turni.festivo)", False),
        ("filled(a)", True),
        ("filled(falso)", True),
        ("filled(vuoto)", False),
        ("filled(mai) or boh", None),
        ("not filled(mai) and falso", False),
        ("'pieno' if vero else 'parziale'", "pieno"),
        ("'libero' if vero else nome", "libero"),
    ],
)
def test_what_a_formula_gives(source: str, value: Any) -> None:
    assert worked_out(source) == value
    assert (worked_out(source) is None) == (value is None)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("sum(turni.ore)", 0),
        ("min(turni.ore)", None),
        ("same(turni.ore)", None),
        ("first(turni.ore)", None),
        ("count(turni)", 0),
        ("any(turni.festivo)", False),
        ("all(turni.festivo)", True),
    ],
)
def test_no_lines_sum_to_zero_and_have_no_least(source: str, value: Any) -> None:
    assert worked_out(source, turni=[]) == value


@pytest.mark.parametrize("source", ["sum(turni.ore)", "max(turni.ore)", "min(turni.dal)"])
def test_an_aggregate_with_an_empty_line_is_empty(source: str) -> None:
    empty = dict.fromkeys(LINES[0])
    assert worked_out(source, turni=[*LINES, empty]) is None
    assert worked_out("count(turni)", turni=[*LINES, empty]) == 3
    assert worked_out("same(turni.orario)", turni=[*LINES, empty]) is None


@pytest.mark.parametrize(
    ("answers", "any_of", "all_of"),
    [
        ([True, True], True, True),
        ([True, None], True, None),
        ([False, None], None, False),
        ([False, False], False, False),
        ([None], None, None),
    ],
)
def test_any_and_all_are_or_and_and_over_the_lines(answers: list[Any], any_of: Any, all_of: Any) -> None:
    lines = [{**LINES[0], "festivo": answer} for answer in answers]
    assert worked_out("any(turni.festivo)", turni=lines) is any_of
    assert worked_out("all(turni.festivo)", turni=lines) is all_of


@pytest.mark.parametrize("source", ["sum(turni.ore)", "count(turni)", "count(turni.nota)", "same(turni.ore)",
                                    "any(turni.festivo)", "all(turni.festivo)"])  # fmt: skip
def test_an_aggregate_over_a_list_that_cannot_be_read_is_empty(source: str) -> None:
    assert worked_out(source, turni=None) is None


@pytest.mark.parametrize("source", ["a / (b - 2)", "floor(a, 11)", "floor(a, -1)", "floor(a, 0.5)",
                                    "add_days(giorno, 0.5)", "add_months(giorno, 100000)",
                                    "999999999999999 * 999999999999999"])  # fmt: skip
def test_what_cannot_be_worked_out_is_a_sentence(source: str) -> None:
    with pytest.raises(CalculationFault, match=r"^[A-Z].*\.$"):
        worked_out(source)


def test_what_a_formula_depends_on() -> None:
    own = Names(NAMES.everywhere, {"ore": N, "orario": CHOICE}, NAMES.columns)
    formula = compile_expression("ore + sum(turni.ore) + a if oggi > giorno and count(turni) > 1 else b", own, "turni")
    assert formula.uses == {"turni.ore", "turni", "a", "b", "oggi", "giorno"}
    assert formula.value(SCOPE, {"ore": Decimal(1)}) == Decimal("15.5")


def test_in_a_line_its_own_columns_come_first() -> None:
    own = Names(NAMES.everywhere, {"a": N}, NAMES.columns)
    assert compile_expression("a", own, "turni").value(SCOPE, {"a": Decimal(1)}) == 1
    filled = compile_expression("filled(a)", own, "turni")
    assert filled.value(SCOPE, {"a": None}) is False
    assert filled.uses == {"turni.a"}


@pytest.mark.parametrize(
    ("source", "limit"),
    [
        ("a <= b", "b"),
        ("b <= a", None),  # of another name
        ("a < b", None),
        ("a <= 3", None),
        ("a + 1 <= b", None),
        ("a <= b <= b", None),
        ("vero", None),
    ],
)
def test_a_condition_that_a_name_is_at_most_another_tells_its_limit(source: str, limit: str | None) -> None:
    assert upper_limit(compile_expression(source, NAMES), "a") == limit


def test_a_formula_rounds_to_ten_decimals_at_most() -> None:
    assert worked_out("floor(a / 3, 10)") == Decimal("2.3333333333")
    for decimals in ("11", "-1"):
        with pytest.raises(CalculationFault, match="Si può arrotondare da 0 a 10 decimali"):
            worked_out(f"floor(a / 3, {decimals})")
