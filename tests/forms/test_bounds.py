"""What the reading of conditions finds: the tests of dates and pairs rest on it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.forms.bounds import differences, orders
from tests.unit.engine.support import form_of

Field = dict[str, Any]


def day(id: str, *conditions: str, **more: Any) -> Field:
    checks = [{"that": that, "message": "Rivedi la data."} for that in conditions]
    return {"id": id, "type": "date", "label": id, "check": checks} | more


def found(*conditions: str) -> set[tuple[str, str]]:
    """Which day stays below which, by the conditions at `da`; the computed `fine` is ten days after `a`."""
    fine = {"id": "fine", "type": "date", "label": "Fine", "formula": "add_days(a, 10)", "source": "Art. 1"}
    form = form_of(day("da", *conditions), day("a"), fine, day("altro"))
    return {(order.low, order.high) for order in orders(form)}


@pytest.mark.parametrize("condition", ["da <= a", "da < a", "a >= da", "not a < da", "add_days(da, 5) <= a",
                                       "months_begun(da, a) >= 6", "altro == da or da <= a"])  # fmt: skip
def test_the_one_stays_below_the_other(condition: str) -> None:
    assert ("da", "a") in found(condition)
    assert ("a", "da") not in found(condition)


def test_an_equation_bounds_both_and_a_constant_one_side() -> None:
    assert found("da == a") == {("da", "a"), ("a", "da")}
    assert found("da <= oggi") == {("da", "oggi")}


def test_a_computed_name_stands_for_what_it_is_computed_of() -> None:
    assert found("da <= fine") == {("da", "fine"), ("da", "a")}


def test_a_guard_says_nothing() -> None:
    assert found("if_empty(da < a, False) or da >= altro") == {("altro", "da")}


def test_what_one_alternative_turns_round_is_not_kept() -> None:
    assert found("da <= a or da >= a") == set()


def test_columns_come_before_fields_of_the_same_name() -> None:
    column = day("da", "da <= a")
    lines = {"id": "righe", "type": "lines", "label": "Righe", "item": "riga", "column": [column]}
    form = form_of(lines, day("a"))
    assert {(order.low, order.high, order.where) for order in orders(form)} == {("righe.da", "a", "righe.da")}


def test_names_that_have_to_differ() -> None:
    form = form_of(
        {"id": "uno", "type": "text", "label": "Uno"},
        {"id": "due", "type": "text", "label": "Due", "check": [{"that": "uno != due", "message": "Rivedi."}]},
    )
    [difference] = differences(form)
    assert difference.both == {"uno", "due"} and difference.where == "due" and difference.severity == "error"
