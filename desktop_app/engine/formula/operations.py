"""The operations of formulas, as closures in which an empty operand gives an empty result.

A closure takes the scope (the values of all fields) and the current line, and returns a value, or None where empty.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop_app.engine.formula import arithmetic, identity, texts
from desktop_app.engine.formula import dates as calendar
from desktop_app.engine.formula.arithmetic import CalculationFault, Number, whole
from desktop_app.engine.formula.kinds import ValueKind
from desktop_app.engine.formula.lines import GroupValues

Closure = Callable[[Any, Any], Any]
NUMBER, DATE, TEXT, TRUTH = ValueKind.NUMBER, ValueKind.DATE, ValueKind.TEXT, ValueKind.TRUTH

MOST_JOINED = 6  # texts that one `joined` puts together
MOST_WORDS = 60  # that one `mentions` or `names_only` looks for

ARITHMETIC: dict[type[ast.operator], Callable[[Number, Number], Number]] = {
    ast.Add: arithmetic.add,
    ast.Sub: arithmetic.subtract,
    ast.Mult: arithmetic.multiply,
    ast.Div: arithmetic.divide,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


@dataclass(frozen=True, slots=True)
class FunctionSignature:
    """A function of formulas: the kinds of its arguments and of its result, how it is computed.

    `fewest` is the number of arguments that it needs at least.
    """

    takes: tuple[ValueKind, ...]
    gives: ValueKind
    compute: Callable[..., Any]
    fewest: int


def _rounding(compute: Callable[[Number, int], Decimal]) -> FunctionSignature:
    def rounded(number: Number, decimals: Number = Decimal(0)) -> Decimal:
        if not 0 <= decimals <= 10:
            raise CalculationFault("Si può arrotondare da 0 a 10 decimali.")
        return compute(number, whole(decimals))

    return FunctionSignature((NUMBER, NUMBER), NUMBER, rounded, 1)


FUNCTIONS: dict[str, FunctionSignature] = {
    "floor": _rounding(arithmetic.floor),
    "ceil": _rounding(arithmetic.ceil),
    "round_half_up": _rounding(arithmetic.round_half_up),
    "round_half_down": _rounding(arithmetic.round_half_down),
    "add_days": FunctionSignature((DATE, NUMBER), DATE, lambda day, n: calendar.add_days(day, whole(n)), 2),
    "add_months": FunctionSignature((DATE, NUMBER), DATE, lambda day, n: calendar.add_months(day, whole(n)), 2),
    "months_begun": FunctionSignature(
        (DATE, DATE), NUMBER, lambda start, end: Decimal(calendar.months_begun(start, end)), 2
    ),
    "mentions": FunctionSignature((TEXT,) * (1 + MOST_WORDS), TRUTH, texts.mentions, 2),
    "is_free_mail": FunctionSignature((TEXT,), TRUTH, identity.is_free_mail, 1),
    "is_provisional": FunctionSignature((TEXT,), TRUTH, identity.is_provisional, 1),
    "name_agrees": FunctionSignature((TEXT, TEXT), TRUTH, identity.name_agrees, 2),
    "names_only": FunctionSignature((TEXT,) * (1 + MOST_WORDS), TRUTH, texts.names_only, 2),
    "joined": FunctionSignature((TEXT,) * MOST_JOINED, TEXT, texts.joined, 2),
    "street": FunctionSignature((TEXT,), TEXT, texts.street, 1),
    "house_number": FunctionSignature((TEXT,), TEXT, texts.house_number, 1),
}
EXTREMES: dict[str, Callable[..., Any]] = {"min": min, "max": max}


def _sum(values: Sequence[Any]) -> Any:
    total: Number = Decimal(0)
    for value in values:
        if value is None:
            return None
        total = arithmetic.add(total, value)
    return total


def _count(values: Sequence[Any]) -> Decimal:
    return Decimal(sum(value is not None for value in values))


def _extreme(choose: Callable[[Sequence[Any]], Any]) -> Callable[[Sequence[Any]], Any]:
    return lambda values: None if not values or None in values else choose(values)


def _same(values: Sequence[Any]) -> Any:
    return values[0] if values and all(value == values[0] for value in values) else None


def _first(values: Sequence[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def _truths(decisive: bool) -> Callable[[Sequence[Any]], Any]:
    return lambda values: decisive if decisive in values else None if None in values else not decisive


AGGREGATES: dict[str, Callable[[Sequence[Any]], Any]] = {
    "sum": _sum,
    "count": _count,
    "min": _extreme(min),
    "max": _extreme(max),
    "same": _same,
    "first": _first,
    "any": _truths(True),
    "all": _truths(False),
}
ALL_NAMES = (*FUNCTIONS, *AGGREGATES, "if_empty", "filled", "date")


def strict(compute: Callable[..., Any], parts: Sequence[Closure]) -> Closure:
    """A function of several operands; empty as soon as one of them is."""

    def closure(scope: Any, line: Any) -> Any:
        values = [part(scope, line) for part in parts]
        return None if None in values else compute(*values)

    return closure


def strict_two(compute: Callable[[Any, Any], Any], left: Closure, right: Closure) -> Closure:
    """The same for two operands, faster: they are by far the most frequent."""

    def closure(scope: Any, line: Any) -> Any:
        first = left(scope, line)
        if first is None:
            return None
        second = right(scope, line)
        return None if second is None else compute(first, second)

    return closure


def negative(part: Closure) -> Closure:
    """The opposite number."""
    return strict(arithmetic.negate, [part])


def logical_not(part: Closure) -> Closure:
    """Not; of an empty operand empty."""
    return strict(operator.not_, [part])


def three_valued(decisive: bool, parts: Sequence[Closure]) -> Closure:
    """`or` (decisive True) and `and` (decisive False): a decisive part decides, else an empty one gives empty."""

    def closure(scope: Any, line: Any) -> bool | None:
        result: bool | None = not decisive
        for part in parts:
            value: bool | None = part(scope, line)
            if value is decisive:
                return decisive
            if value is None:
                result = None
        return result

    return closure


def choose(condition: Closure, then: Closure, otherwise: Closure) -> Closure:
    """If and else; empty where the condition is."""

    def closure(scope: Any, line: Any) -> Any:
        taken = condition(scope, line)
        if taken is None:
            return None
        return then(scope, line) if taken else otherwise(scope, line)

    return closure


def if_empty(first: Closure, other: Closure) -> Closure:
    """The first value, the other where it is empty."""

    def closure(scope: Any, line: Any) -> Any:
        value = first(scope, line)
        return other(scope, line) if value is None else value

    return closure


def filled(part: Closure) -> Closure:
    """Whether there is a value; true or false, never empty."""
    return lambda scope, line: part(scope, line) is not None


def count_lines(group: str) -> Closure:
    """The number of lines of a group; empty where the group cannot be read."""
    return strict(lambda lines: Decimal(len(lines)), [lambda scope, line: scope[group]])


def over_lines(compute: Callable[[Sequence[Any]], Any], group: str, column: str) -> Closure:
    """An aggregate of one column over all lines of a group; empty where the group cannot be read."""

    def closure(scope: Any, line: Any) -> Any:
        lines: GroupValues | None = scope[group]
        return None if lines is None else lines.aggregate(compute, column)

    return closure
