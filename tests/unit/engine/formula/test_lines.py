"""Aggregates over lines: each is worked out once, and a fault is the same one for whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from desktop_app.engine.formula.arithmetic import CalculationFault
from desktop_app.engine.formula.lines import GroupValues


def test_an_aggregate_is_worked_out_once() -> None:
    asked: list[Sequence[Any]] = []

    def compute(values: Sequence[Any]) -> Decimal:
        asked.append(values)
        return sum(values, Decimal(0))

    lines = GroupValues([{"a": Decimal(1), "b": Decimal(5)}, {"a": Decimal(2), "b": Decimal(6)}])
    assert [lines.aggregate(compute, "a") for _ in range(3)] == [3, 3, 3]
    assert lines.aggregate(compute, "b") == 11 and len(asked) == 2


def test_so_is_a_fault() -> None:
    asked: list[int] = []

    def compute(_: Sequence[Any]) -> Decimal:
        asked.append(1)
        raise CalculationFault("Troppo grande.")

    lines = GroupValues()
    for _ in range(3):
        with pytest.raises(CalculationFault, match="Troppo grande"):
            lines.aggregate(compute, "a")
    assert asked == [1]
