"""What the window can offer where a check failed: a number that passes it, the other answer that it compares."""

from __future__ import annotations

from desktop_app.engine.evaluation.state import FormState, Problem
from desktop_app.engine.forms.form import Check, Field
from desktop_app.engine.formula.arithmetic import Number


def greatest_admitted(problem: Problem, field: Field, state: FormState) -> Number | None:
    """The greatest whole number that all known limits of an asked field admit, where one of them was exceeded.

    None too where that number is below the least that the field takes.
    """
    check = _useful_check(problem, state)
    if check is None or check.limit is None or field.formula is not None or not field.spec.traits.whole:
        return None
    limits = [state.scope.get(each.limit) for each in field.checks if each.limit is not None]
    known = [limit for limit in limits if limit is not None]
    least: Number | None = min(known, default=None)
    return None if least is None or least < (field.spec.min or 0) else least


def compared_answer(problem: Problem, state: FormState) -> Field | None:
    """The field that the failed check compares with its own, where there is just one and it is visible."""
    check = _useful_check(problem, state)
    if check is None or len(check.compared) != 1 or not state.cells[check.compared[0]].visible:
        return None
    return state.form.fields[check.compared[0]]


def _useful_check(problem: Problem, state: FormState) -> Check | None:
    """The check that failed, where something is offered for it.

    In a line that is a check with an id. Elsewhere it is any, but for a warning with a reason that cannot be read:
    the reason is to be mended first.
    """
    check = problem.check
    if check is None or (problem.line is not None and check.id is None):
        return None
    reason_first = problem.line is None and problem.severity == "warning" and check.id in state.draft.set_aside
    return None if reason_first else check
