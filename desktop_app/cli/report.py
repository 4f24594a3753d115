"""What `check --json` prints: the answers and the problems of a draft, for other programs."""

from __future__ import annotations

from typing import Any

from desktop_app.engine.evaluation.state import FormState, Problem
from desktop_app.engine.forms.form import Field, Form
from desktop_app.engine.italian.formatting import notation


def report(state: FormState) -> dict[str, Any]:
    """All that is known of a draft, with the values that are seen and the names of those that are hidden."""
    form = state.form
    return {
        "form": form.id,
        "complete": state.complete,
        "values": {f.id: _value(f, state) for f in _valued(form) if state.cells[f.id].visible},
        "hidden": [f.id for f in _valued(form) if not state.cells[f.id].visible],
        "problems": [_problem(problem) for problem in state.problems],
    }


def _valued(form: Form) -> list[Field]:
    return [field for field in form.fields.values() if field.spec.type != "heading"]


def _value(field: Field, state: FormState) -> Any:
    if field.spec.type != "lines":
        return _written(state.cells[field.id].raw, state.cells[field.id].value)
    return [
        {"id": line.id}
        | {c.id: _written(line.cells[c.id].raw, line.cells[c.id].value)
           for c in field.columns.values() if line.cells[c.id].visible}
        for line in state.lines[field.id]
    ]  # fmt: skip


def _written(raw: Any, value: Any) -> Any:
    # An amount is echoed as it was given: 60000.00 stays 60000.00.
    return raw if isinstance(raw, str) and value is not None and not isinstance(value, str) else notation(value)


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "field": problem.field,
        "line": problem.line,
        "severity": problem.severity,
        "message": problem.message,
        "source": problem.source,
    }
