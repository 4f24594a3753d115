"""Whether what is said of a dossier may change by the day alone, with the same answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from desktop_app.engine.evaluation.state import NO_LINE, Cell, FormState, value_or_none
from desktop_app.engine.forms.form import Field, Form
from desktop_app.engine.formula.expression import Expression

TODAY = "oggi"  # its name in formulas


def depends_on_day(state: FormState) -> bool:
    """Whether another day may give other values, problems or deadlines. That deadlines come nearer does not count."""
    if not _is_dated(state) and _has_periods(state.form):
        return True
    form = state.form
    if _use_today(part for each in form.deadlines for part in (each.condition, each.date, each.met)):
        return True
    if _use_today(part for each in form.sendings for part in each.conditions):
        return True
    return any(_use_today(node.conditions) for node in form.order) or any(
        _ages(node, cell, line, state) for node, cell, line in _cells(state) if cell.visible
    )


def _is_dated(state: FormState) -> bool:
    """Whether an answer says which day's rules are in force."""
    date = state.form.spec.date
    if date is None:
        return False
    cell = state.cells[date]
    return isinstance(cell.value, dt.date) and cell.origin != "default"


def _has_periods(form: Form) -> bool:
    return any(rule.from_ or rule.to for rules in form.rules.values() for rule in rules)


def _cells(state: FormState) -> Iterator[tuple[Field, Cell, Mapping[str, Any]]]:
    for id, cell in state.cells.items():
        field = state.form.fields[id]
        yield field, cell, NO_LINE
        for line in state.lines.get(id, ()):
            yield from ((column, line.cells[column.id], line.values) for column in field.columns.values())


def _ages(node: Field, cell: Cell, line: Mapping[str, Any], state: FormState) -> bool:
    if _use_today((node.formula, node.required)) or (cell.origin == "default" and _use_today((node.default,))):
        return True
    checks = (check.that for check in node.checks if _use_today((check.that,)))
    return any(value_or_none(each, state.scope, line) is not None for each in checks)


def _use_today(expressions: Iterable[Expression | bool | None]) -> bool:
    return any(TODAY in each.uses for each in expressions if isinstance(each, Expression))
