"""Random formulas compared with a plain reference: exact fractions, empty operands, three-valued logic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.engine.formula.arithmetic import LARGEST, CalculationFault
from desktop_app.engine.formula.expression import compile_expression
from desktop_app.engine.formula.kinds import Names, StaticType, ValueKind

Scope = dict[str, Any]
Tree = tuple[str, Callable[[Scope], Any]]  # a formula and its reference

NAMES = Names(
    {
        **{name: StaticType(ValueKind.NUMBER) for name in ("a", "b", "c")},
        **{name: StaticType(ValueKind.TRUTH) for name in ("p", "q", "r")},
        **{name: StaticType(ValueKind.DATE) for name in ("d", "e")},
    }
)


class Stop(Exception):
    """The reference cannot be computed."""


def bounded(value: Fraction) -> Fraction:
    if abs(value) >= LARGEST:
        raise Stop
    return value


def strict(operate: Callable[..., Any], *parts: Tree) -> Callable[[Scope], Any]:
    def reference(scope: Scope) -> Any:
        values = []
        for _, part in parts:
            values.append(part(scope))
            if len(parts) == 2 and values[-1] is None:
                return None
        return None if None in values else operate(*values)

    return reference


def divided(left: Fraction, right: Fraction) -> Fraction:
    if right == 0:
        raise Stop
    return bounded(left / right)


ARITHMETIC: dict[str, Callable[..., Any]] = {
    "+": lambda x, y: bounded(x + y),
    "-": lambda x, y: bounded(x - y),
    "*": lambda x, y: bounded(x * y),
    "/": divided,
}
COMPARISONS: dict[str, Callable[..., Any]] = {
    "==": lambda x, y: x == y, "!=": lambda x, y: x != y, "<": lambda x, y: x < y,
    "<=": lambda x, y: x <= y, ">": lambda x, y: x > y, ">=": lambda x, y: x >= y,
}  # fmt: skip


def binary(table: dict[str, Callable[..., Any]], inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.builds(
        lambda sign, x, y: (f"({x[0]} {sign} {y[0]})", strict(table[sign], x, y)),
        st.sampled_from(sorted(table)), inner, inner,
    )  # fmt: skip


def chosen(condition: Tree, x: Tree, y: Tree) -> Tree:
    def reference(scope: Scope) -> Any:
        taken = condition[1](scope)
        return None if taken is None else x[1](scope) if taken else y[1](scope)

    return f"({x[0]} if {condition[0]} else {y[0]})", reference


def filled(x: Tree, y: Tree) -> Tree:
    def reference(scope: Scope) -> Any:
        value = x[1](scope)
        return y[1](scope) if value is None else value

    return f"if_empty({x[0]}, {y[0]})", reference


def joined(word: str, parts: list[Tree]) -> Tree:
    decisive = word == "or"

    def reference(scope: Scope) -> Any:
        seen = []
        for _, part in parts:
            seen.append(part(scope))
            if seen[-1] is decisive:
                return decisive
        return None if None in seen else not decisive

    return "(" + f" {word} ".join(text for text, _ in parts) + ")", reference


def name(id: str) -> Tree:
    return id, lambda scope: Fraction(scope[id]) if isinstance(scope[id], Decimal) else scope[id]


def literal(text: str) -> Tree:
    return text, lambda scope: Fraction(text)


def rounded(x: Tree) -> Tree:
    return f"floor({x[0]})", strict(lambda value: Fraction(value.numerator // value.denominator), x)


Trees = st.SearchStrategy[Tree]


def trees(depth: int) -> tuple[Trees, Trees, Trees]:
    """Formulas for a number, a date and a truth, that many levels deep at most."""
    names = [st.sampled_from(letters).map(name) for letters in ("abc", "de", "pqr")]
    if depth == 0:
        return names[0] | st.decimals(0, 10**6, places=2).map(str).map(literal), names[1], names[2]
    numbers, dates, truths = trees(depth - 1)
    return (
        st.one_of(
            names[0],
            binary(ARITHMETIC, numbers),
            st.builds(lambda x: (f"-{x[0]}", strict(lambda value: -value, x)), numbers),
            st.builds(chosen, truths, numbers, numbers),
            st.builds(filled, numbers, numbers),
            st.builds(rounded, numbers),
            st.builds(lambda x, y: (f"max({x[0]}, {y[0]})", strict_all(max, x, y)), numbers, numbers),
        ),
        st.one_of(names[1], st.builds(chosen, truths, dates, dates)),
        st.one_of(
            names[2],
            binary(COMPARISONS, numbers),
            binary(COMPARISONS, dates),
            st.builds(lambda x: (f"(not {x[0]})", strict(lambda value: not value, x)), truths),
            st.builds(joined, st.sampled_from(["and", "or"]), st.lists(truths, min_size=2, max_size=4)),
        ),
    )


def strict_all(operate: Callable[..., Any], x: Tree, y: Tree) -> Callable[[Scope], Any]:
    def reference(scope: Scope) -> Any:
        values = [x[1](scope), y[1](scope)]
        return None if None in values else operate(*values)

    return reference


number = st.none() | st.decimals(-(10**12), 10**12, places=2)
truth = st.none() | st.booleans()
date = st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
scopes = st.fixed_dictionaries(
    {**dict.fromkeys("abc", number), **dict.fromkeys("pqr", truth), **dict.fromkeys("de", date)}
)


@settings(max_examples=200)
@given(st.one_of(trees(4)), scopes)
def test_a_formula_gives_what_the_reference_gives(tree: Tree, scope: Scope) -> None:
    source, reference = tree
    if len(source) > 2_000 or source.count("(") > 30:
        return  # refused for its length or depth, which test_expression tests
    formula = compile_expression(source, NAMES)
    try:
        expected = reference(scope)
    except Stop:
        expected = Stop
    try:
        got = formula.value(scope, {})
    except CalculationFault as fault:
        assert str(fault).endswith(".")
        got = Stop
    assert got == expected
    assert type(got) in (type(expected), Decimal, Fraction)
    assert formula.uses <= scope.keys()
