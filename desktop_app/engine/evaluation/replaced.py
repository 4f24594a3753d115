"""Values that the parties wrote in place of computed ones: the remark on them, and on what is computed from them."""

from __future__ import annotations

from typing import Any

from desktop_app.engine.evaluation.state import NO_LINE, FormState, value_or_none
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.forms.form import Field
from desktop_app.engine.italian import formatting

LONGEST_REASON = 120  # characters of a reason beside a number; the documents print all of it elsewhere


def is_replaced(state: FormState, id: str) -> bool:
    """Whether the parties wrote a value of their own in place of the computed one."""
    cell = state.cells.get(id)
    return cell is not None and cell.visible and cell.origin == "overridden"


def computed_value(state: FormState, id: str) -> Any:
    """What the formula of a field gives, even if the parties replaced it; None while it cannot be computed."""
    formula = state.form.fields[id].formula
    if not is_replaced(state, id) or formula is None:
        return state.cells[id].value
    return value_or_none(formula, state.scope, NO_LINE)


def replaced_below(state: FormState, id: str) -> tuple[Field, ...]:
    """The replaced values that a computed one depends on, without its own, in the order of the form."""
    if not state.draft.overrides:
        return ()
    formulas = {node.key: node.formula.uses for node in state.form.order if node.formula is not None}
    found: set[str] = set()
    to_visit = {*formulas.get(id, ())}
    while to_visit:
        key = to_visit.pop()
        found.add(key)
        if not is_replaced(state, key):
            to_visit |= formulas.get(key, frozenset()) - found
    return tuple(field for field in state.form.fields.values() if field.id in found and is_replaced(state, field.id))


def remark(state: FormState, id: str) -> str:
    """The remark beside a computed value that the parties replaced, or that depends on such a one; empty for others.

    Never an equation: "il calcolo dà 11; le parti scrivono 9, perché …".
    """
    if is_replaced(state, id):
        return _replaced(state, id)
    below = replaced_below(state, id)
    if not below:
        return ""
    labels = ", ".join(f"«{field.spec.label}»" for field in below)
    return f"{'usa un valore scritto' if len(below) == 1 else 'usa valori scritti'} dalle parti: {labels}"


def _replaced(state: FormState, id: str) -> str:
    cell, computed = state.cells[id], computed_value(state, id)
    spec = state.form.fields[id].spec
    given = "il calcolo non dà ancora un valore" if computed is None else f"il calcolo dà {_shown(spec, computed)}"
    if cell.value is None:
        return given
    why = f", perché {_short(cell.reason)}" if cell.reason else ""
    return f"{given}; le parti scrivono {_shown(spec, cell.value)}{why}"


def _shown(spec: FieldDef, value: Any) -> str:
    return formatting.with_unit(formatting.value(spec, value), spec.unit)


def _short(reason: str) -> str:
    words = " ".join(reason.split()).rstrip(".")
    return words if len(words) <= LONGEST_REASON else words[: LONGEST_REASON - 1].rstrip() + "…"
