"""Traces: how a value was computed, as the formula in the law's symbols, the same with numbers, and the result."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Any

from desktop_app.engine.evaluation.replaced import computed_value, remark
from desktop_app.engine.evaluation.state import NO_LINE, FormState
from desktop_app.engine.forms.definition import FieldDef, InterpretationDef
from desktop_app.engine.forms.form import Field
from desktop_app.engine.formula import operations
from desktop_app.engine.formula.arithmetic import CalculationFault, cut
from desktop_app.engine.formula.expression import Expression, is_nothing, written_day
from desktop_app.engine.italian import dates, formatting

_SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "/", ast.Eq: "=", ast.NotEq: "≠",
    ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥",
}  # fmt: skip
_WORDS = {
    "floor": "parte intera di", "ceil": "arrotondato per eccesso", "round_half_up": "arrotondato",
    "round_half_down": "arrotondato (oltre 0,50 per eccesso)", "min": "il minore tra", "max": "il maggiore tra",
    "sum": "somma di", "count": "numero di", "same": "valore comune di", "first": "il primo tra",
    "add_days": "giorni dopo", "add_months": "mesi dopo", "months_begun": "mesi tra",
    "any": "in almeno una riga", "all": "in ogni riga",
    "filled": "c’è", "mentions": "nomina", "names_only": "nomina solo",
    "is_free_mail": "è posta comune", "is_provisional": "è provvisorio", "name_agrees": "il nome va con",
    "joined": "insieme", "street": "via di", "house_number": "numero civico di",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trace:
    """How one value was computed. `exact` has up to 10 decimals, with "…" where there are more.

    `numbers` = `result` is an equation that holds, also where the parties replaced the value: then `result` is what the
    formula gives, and `remark` says what they wrote; it also tells of a replaced value that the result rests on.
    `unconfirmed` names what is still to be confirmed in it: rules, answers, other results.
    """

    id: str
    label: str
    formula: str
    numbers: str
    exact: str
    result: str
    source: str | None
    readings: tuple[InterpretationDef, ...]
    unconfirmed: tuple[str, ...] = ()
    remark: str = ""


def trace(state: FormState, id: str) -> Trace:
    """The trace of a computed field; `numbers` is empty where the result is. Raises KeyError for an asked field."""
    node = state.form.fields[id]
    if node.formula is None:
        raise KeyError(id)
    value, spec = computed_value(state, id), node.spec
    symbol = spec.symbol or spec.label
    writer = _Writer(state, node.formula)
    return Trace(
        id=id,
        label=spec.label,
        formula=f"{symbol} = {writer.write(node.formula.tree, writer.symbol)}",
        numbers="" if value is None else writer.write(node.formula.tree, writer.figure),
        exact=_exact(node, value),
        result="" if value is None else _result(node, value),
        source=spec.source,
        readings=state.readings_about({id}),
        unconfirmed=tuple(_unconfirmed(state, node, node.formula)),
        remark=remark(state, id),
    )


def equals(state: FormState, id: str) -> str:
    """The result of a computed field as it follows an equals sign, which never stands before a rounded number.

    `2,79… posti`; where the result is not just cut: `59.666,66…, arrotondato a 59.666,67 €`. Empty without a result.
    """
    node, value = state.form.fields[id], computed_value(state, id)
    if value is None:
        return ""
    exact, result = formatting.in_equation(node.spec, value), _result(node, value)
    if not exact.endswith("…") or not isinstance(value, Decimal | Fraction):
        return result
    if result.startswith(exact[:-1]):
        return result.replace(exact[:-1], exact, 1)
    return f"{exact}, arrotondato a {result}"


def _unconfirmed(state: FormState, node: Field, formula: Expression) -> Iterator[str]:
    if not node.spec.confirmed:
        yield node.spec.label
    yield from (_label(state, name) for name in sorted(state.unconfirmed & formula.uses))


def _label(state: FormState, key: str) -> str:
    rule = state.rules.get(key)
    if rule is not None:
        return rule.label or key
    id, _, column = key.partition(".")
    field = state.form.fields[id]
    return (field.columns[column] if column else field).spec.label


def _exact(node: Field, value: Any) -> str:
    if not isinstance(value, Decimal | Fraction):
        return ""
    if node.spec.traits.euro and cut(value, 2) == value:
        return formatting.value(node.spec, value, euro=False)
    return formatting.plain_number(value) + ("…" if cut(value, 10) != value else "")


def _result(node: Field, value: Any) -> str:
    return formatting.with_unit(formatting.value(node.spec, value), node.spec.unit)


Name = Callable[[ast.expr], str]


class _Writer:
    """Writes the tree of a formula; of an `if`, only the branch taken.

    `binding` is how strictly the surrounding operator binds (0: there is none; 1: +, −, e, o; 2: ×, /; 3: a word or a
    sign before one operand): what binds less strictly gets parentheses.
    """

    def __init__(self, state: FormState, expression: Expression) -> None:
        self.state, self.conditions = state, expression.conditions

    def write(self, node: ast.expr, name: Name, binding: int = 0) -> str:
        if isinstance(node, ast.Name | ast.Attribute):
            return name(node)
        if isinstance(node, ast.Constant):
            return self._constant(node.value)
        if isinstance(node, ast.BinOp):
            return self._binary(node, name, binding)
        if isinstance(node, ast.IfExp):
            return self.write(self._taken(node, node.body, node.orelse), name, binding)
        if isinstance(node, ast.Call):
            return self._call(node, name)
        if isinstance(node, ast.UnaryOp):
            sign = "non " if isinstance(node.op, ast.Not) else "−"
            return sign + self.write(node.operand, name, 3)
        if isinstance(node, ast.BoolOp):
            word = " e " if isinstance(node.op, ast.And) else " o "
            written = word.join(self.write(value, name, 1) for value in node.values)
        else:
            assert isinstance(node, ast.Compare)
            signs = (_SIGNS[type(operator)] for operator in node.ops)
            first, *others = self._compared([node.left, *node.comparators], name)
            written = " ".join([first, *chain(*zip(signs, others, strict=True))])
            binding = max(binding - 1, 0)  # `a > b e c` is clear without parentheses
        return f"({written})" if binding else written

    def _binary(self, node: ast.BinOp, name: Name, binding: int) -> str:
        level = 1 if isinstance(node.op, ast.Add | ast.Sub) else 2
        stricter = level + 1 if isinstance(node.op, ast.Sub | ast.Div) else level
        left, right = self.write(node.left, name, level), self.write(node.right, name, stricter)
        written = f"{left} {_SIGNS[type(node.op)]} {right}"
        return f"({written})" if level < binding else written

    def _compared(self, sides: list[ast.expr], name: Name) -> Iterator[str]:
        """The sides of a comparison; the code of a choice by the words that the user sees."""
        words = {code: words for side in sides for code, words in self._options(side).items()}
        for side in sides:
            code = side.value if isinstance(side, ast.Constant) else None
            yield f"«{words[code]}»" if code in words else self.write(side, name)

    def _options(self, node: ast.expr) -> Mapping[str, str]:
        field = self.state.form.fields.get(_name(node))
        return field.spec.options or {} if field is not None else {}

    def _taken(self, node: ast.expr, first: ast.expr, other: ast.expr) -> ast.expr:
        if is_nothing(other):
            return first
        try:
            value = self.conditions[node](self.state.scope, NO_LINE)
        except CalculationFault:
            return other
        if isinstance(node, ast.IfExp):
            return first if value else other
        return other if value is None else first

    def _call(self, node: ast.Call, name: Name) -> str:
        function = _name(node.func)
        if function == "if_empty":
            return self.write(self._taken(node, *node.args), name)
        if function == "date":
            return dates.date(written_day(node))
        if function == "filled" and name == self.figure:
            return self._constant(self.state.scope.get(_name(node.args[0])) is not None)
        if function in operations.AGGREGATES and len(node.args) == 1:
            if name == self.figure:
                return self._aggregated(function, node.args[0])
            return f"{_WORDS[function]} {name(node.args[0])}"
        if len(node.args) == 1:
            return f"{_WORDS[function]} {self.write(node.args[0], name, 3)}"
        written = "; ".join(self.write(argument, name) for argument in node.args)
        return f"{_WORDS[function]} ({written})"

    def _aggregated(self, function: str, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return str(len(self.state.lines[node.id]))
        group, column = _column(node)
        values = [line.values[column] for line in self.state.lines[group]]
        spec = self.state.form.fields[group].columns[column].spec
        try:
            result = operations.AGGREGATES[function](values)
        except CalculationFault:  # possible in a part of the formula that the result does not use
            result = None
        if result is None:
            return "…"
        return formatting.plain_number(result) if function == "count" else self._value(spec, result)

    def symbol(self, node: ast.expr) -> str:
        if isinstance(node, ast.Attribute):
            group, column = _column(node)
            spec = self.state.form.fields[group].columns[column].spec
            return spec.symbol or f"«{spec.label}»"
        id = _name(node)
        field = self.state.form.fields.get(id)
        if field is not None:
            return field.spec.symbol or f"«{field.spec.label}»"
        rule = self.state.rules.get(id)
        if rule is not None:
            return formatting.of_rule(rule)
        return id

    def figure(self, node: ast.expr) -> str:
        id = _name(node)
        value = self.state.scope.get(id)
        if value is None:
            return "…"
        field = self.state.form.fields.get(id)
        if field is not None:
            return self._value(field.spec, value)
        rule = self.state.rules.get(id)
        return self._constant(value) if rule is None else formatting.of_rule(rule)

    def _value(self, spec: FieldDef, value: Any) -> str:
        shown = formatting.in_equation(spec, value)
        return f"«{shown}»" if isinstance(value, str) else shown

    def _constant(self, value: Any) -> str:
        if isinstance(value, bool):
            return "sì" if value else "no"
        if isinstance(value, dt.date):
            return dates.date(value)
        if isinstance(value, str):
            return f"«{value}»"
        return formatting.plain_number(Decimal(str(value)))  # of a rule or a literal: exactly as written


def _column(node: ast.expr) -> tuple[str, str]:
    assert isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    return node.value.id, node.attr


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
