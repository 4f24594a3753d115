"""The values of all lines of a group, and what formulas found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from desktop_app.engine.formula.arithmetic import CalculationFault

LineValues = Mapping[str, Any]
Aggregate = Callable[[Sequence[Any]], Any]


class GroupValues(list[LineValues]):
    """One mapping for each line, from column to value.

    What an aggregate gives is worked out once: a formula in each line may ask for it. A column is complete in all
    lines before anybody asks for it, and does not change afterwards.
    """

    def __init__(self, lines: Iterable[LineValues] = ()) -> None:
        super().__init__(lines)
        self._found: dict[tuple[Aggregate, str], Any] = {}

    def aggregate(self, compute: Aggregate, column: str) -> Any:
        """An aggregate of one column over all lines. Raises CalculationFault."""
        key = (compute, column)
        if key not in self._found:
            try:
                self._found[key] = compute([each[column] for each in self])
            except CalculationFault as fault:
                self._found[key] = fault
        found = self._found[key]
        if isinstance(found, CalculationFault):
            raise CalculationFault(str(found))
        return found
