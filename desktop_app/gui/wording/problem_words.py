"""A problem as the notice beside its field, with its remedies as links."""

from __future__ import annotations

import ast

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.state import FormState, Problem, fill
from desktop_app.engine.forms.form import Check, Field
from desktop_app.engine.italian import formatting
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.wording.sentences import split, tidy

GO = "go:"


WRITE = "write:"


ASIDE = "aside:"


RESUME = "resume:"


def notice(problem: Problem, field: Field, place: FieldRef, state: FormState) -> Notice:
    """A problem as it stands beside its field, with what can be done about it in one click."""
    fact, rest = split(problem.message)
    if problem.missing and field.spec.type != "lines":  # its name stands above: what to do is enough
        fact, rest = f"Manca: {rest[:1].lower()}{rest[1:]}" if rest else fact, ""
    source = f"({tidy(problem.source)})" if problem.source and not problem.missing else ""
    if problem.reason:
        everywhere = " per tutte le righe" if field.group else ""
        rest = f"{rest} Lasciato così{everywhere}: «{problem.reason}»".strip()
        links: tuple[tuple[str, str], ...] = ((RESUME + str(problem.check), "Riprendi l’avviso"),)
    elif problem.severity == "warning" and problem.check:
        links = ((ASIDE + problem.check, "Lascia così e spiega"), *_others(problem, field, place, state))
    else:
        links = _remedies(problem, field, place, state)
    return Notice(problem.severity, fact, f"{rest} {source}".strip(), links)


def limit_of(check: Check, field: Field) -> str | None:
    """The name that a check of the shape `field <= name` compares a field with."""
    tree = check.that.tree
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or not isinstance(tree.ops[0], ast.LtE):
        return None
    left, right = tree.left, tree.comparators[0]
    if isinstance(left, ast.Name) and left.id == field.id and isinstance(right, ast.Name):
        return right.id
    return None


def _check_of(problem: Problem, field: Field, state: FormState) -> Check | None:
    if field.group is not None:
        return next((c for c in field.checks if problem.check and c.spec.id == problem.check), None)
    fields = state.form.fields
    return next((c for c in field.checks if fill(c.spec.message, fields, state.scope) == problem.message), None)


def _remedies(problem: Problem, field: Field, place: FieldRef, state: FormState) -> tuple[tuple[str, str], ...]:
    """The greatest number that all limits admit, and the other answers that the check compares."""
    if problem.missing or not field.checks or field.formula is not None:
        return _others(problem, field, place, state)
    limits = [state.scope.get(name) for name in (limit_of(check, field) for check in field.checks) if name]
    known = [limit for limit in limits if limit is not None]
    check = _check_of(problem, field, state)
    if check is None or limit_of(check, field) is None or not known or field.spec.type != "integer":
        return _others(problem, field, place, state)
    least = min(known)
    if least < (field.spec.min or 0):
        return _others(problem, field, place, state)
    shown = formatting.plain_number(least)
    return ((WRITE + shown, f"Scrivi {shown}"), *_others(problem, field, place, state))


def _others(problem: Problem, field: Field, place: FieldRef, state: FormState) -> tuple[tuple[str, str], ...]:
    """Links to the answer that the check compares with this one, where there is just one."""
    check = _check_of(problem, field, state) if not problem.missing else None
    if check is None:
        return ()
    own = state.form.fields[place.field].columns
    names = [n for n in sorted(check.that.uses) if n in state.form.fields and n != field.id and n not in own]
    if len(names) != 1 or not state.cells[names[0]].visible:
        return ()
    return ((GO + names[0], f"Vai a «{state.form.fields[names[0]].spec.label}»"),)
