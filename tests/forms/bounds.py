"""What the checks of a form hold apart: which value stays below which other, and which two may not be the same.

It reads the conditions, not their results: `a <= b + c` says that a stays below b and below c. A computed name stands
for itself and for all that it is computed of. `if_empty(condition, False)` is the form's way to be silent where another
check has complained already, and says nothing here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desktop_app.engine.forms.definition import Severity
from desktop_app.engine.forms.form import Field, Form

UP, DOWN = 1, -1
RISING = ("add_days", "add_months", "min", "max", "sum", "first", "same", "floor", "ceil", "round_half_up",
          "round_half_down", "if_empty")  # fmt: skip
Grown = set[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Order:
    """A check at the field `where` complains unless `low` stays below `high`; a side without a name is empty."""

    low: str
    high: str
    where: str
    severity: Severity

    @property
    def turned(self) -> Order:
        return replace(self, low=self.high, high=self.low)


@dataclass(frozen=True, slots=True)
class Difference:
    """A check at the field `where` complains where the two values are the same."""

    both: frozenset[str]
    where: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class _Place:
    form: Form
    node: Field
    severity: Severity

    def key(self, name: str) -> str:
        """Of a name as the field's formulas mean it: a column of its own line before a field of the form."""
        columns = self.form.fields[self.node.group].columns if self.node.group else {}
        return columns[name].key if name in columns else name

    def at(self, key: str) -> _Place | None:
        """Where the formula of a computed value stands."""
        group, _, column = key.rpartition(".")
        fields = self.form.fields[group].columns if group else self.form.fields
        node = fields.get(column)
        return None if node is None or node.formula is None else replace(self, node=node)


def checked(form: Form) -> Iterator[tuple[Field, ast.expr, Severity]]:
    """Every condition of a form, with the field or column that it stands at."""
    for field in form.fields.values():
        for node in (field, *field.columns.values()):
            for check in node.checks:
                yield node, check.that.tree, check.spec.severity


def orders(form: Form) -> set[Order]:
    """All that the checks of a form keep in order."""
    found: set[Order] = set()
    for node, tree, severity in checked(form):
        found |= _of_condition(tree, _Place(form, node, severity))
    return found


def differences(form: Form) -> set[Difference]:
    """All pairs of names that a check wants different."""
    return {
        Difference(frozenset({ast.unparse(one.left), ast.unparse(one.comparators[0])}), node.key, severity)
        for node, tree, severity in checked(form)
        for one in ast.walk(tree)
        if isinstance(one, ast.Compare) and isinstance(one.ops[0], ast.NotEq)
    }


def _of_condition(node: ast.expr, place: _Place) -> set[Order]:
    if isinstance(node, ast.Compare):
        operands = [node.left, *node.comparators]
        pairs = zip(operands, node.ops, operands[1:], strict=False)
        return {order for left, operator, right in pairs for order in _of_pair(left, operator, right, place)}
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return {order.turned for order in _of_condition(node.operand, place)}
    if not isinstance(node, ast.BoolOp):
        return set()
    parts = [_of_condition(part, place) for part in node.values]
    if isinstance(node.op, ast.And):
        return set().union(*parts)
    # One of the two is enough: what the one keeps and the other turns round is kept by neither.
    every = set[Order]().union(*parts)
    return {order for order in every if order.turned not in every}


def _of_pair(left: ast.expr, operator: ast.cmpop, right: ast.expr, place: _Place) -> Iterator[Order]:
    if isinstance(operator, ast.LtE | ast.Lt | ast.Eq):
        yield from _below(left, right, place)
    if isinstance(operator, ast.GtE | ast.Gt | ast.Eq):
        yield from _below(right, left, place)


def _below(low: ast.expr, high: ast.expr, place: _Place) -> Iterator[Order]:
    below, above = _grown(low, UP, place), _grown(high, UP, place)
    lows = _names(below, UP) | _names(above, DOWN)
    highs = _names(above, UP) | _names(below, DOWN)
    for each in lows or {""}:
        for other in highs or {""}:
            yield Order(each, other, place.node.key, place.severity)


def _names(grown: Grown, way: int) -> set[str]:
    return {name for name, found in grown if found == way}


def _grown(node: ast.expr, way: int, place: _Place) -> Grown:
    """The names in a formula, each with whether the result grows with it or against it."""
    if isinstance(node, ast.Name):
        return _of_name(place.key(node.id), way, place)
    if isinstance(node, ast.Attribute):
        return _of_name(ast.unparse(node), way, place)
    if isinstance(node, ast.BinOp):
        turned = isinstance(node.op, ast.Sub | ast.Div)
        return _grown(node.left, way, place) | _grown(node.right, -way if turned else way, place)
    if isinstance(node, ast.IfExp):
        return _all((node.body, node.orelse), way, place)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "months_begun":
            return _grown(node.args[0], -way, place) | _grown(node.args[1], way, place)
        if node.func.id in RISING:
            return _all(node.args, way, place)
    return set()


def _all(nodes: Iterable[ast.expr], way: int, place: _Place) -> Grown:
    return set().union(*(_grown(node, way, place) for node in nodes))


def _of_name(key: str, way: int, place: _Place) -> Grown:
    there = place.at(key)
    if there is None:
        return {(key, way)}
    assert there.node.formula is not None
    return {(key, way)} | _grown(there.node.formula.tree, way, there)
