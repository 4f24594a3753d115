"""The highest cost of one evaluation of a form: with as many lines as it allows."""

from __future__ import annotations

import ast

from desktop_app.engine.faults import Report
from desktop_app.engine.forms.definition import DEFAULT_MAX_LINES
from desktop_app.engine.forms.form import Form
from desktop_app.engine.forms.limits import MAX_STEPS


def most_lines(form: Form, id: str) -> int:
    """The number of lines that a field may have; 0 if it is no list."""
    field = form.fields[id].spec
    return (field.max_lines or DEFAULT_MAX_LINES) if field.column else 0


def inspect_work(form: Form, report: Report) -> None:
    """Reports a form whose evaluation may cost too much."""
    steps = 0
    for field in form.fields.values():
        for node in (field, *field.columns.values()):
            times = most_lines(form, field.id) if node.group else 1
            found = [node.formula, node.default, node.required, *node.conditions, *(each.that for each in node.checks)]
            trees = [each.tree for each in found if each is not None and not isinstance(each, bool)]
            steps += times * sum(_steps(tree, form) for tree in trees)
    if steps > MAX_STEPS:
        report("form.toml", "le formule con tutte le righe ammesse costano troppo: abbassa «max_lines».")


def _steps(tree: ast.expr, form: Form) -> int:
    nodes = list(ast.walk(tree))
    names = (node.id for node in nodes if isinstance(node, ast.Name) and node.id in form.fields)
    return len(nodes) + sum(most_lines(form, name) for name in names)
