"""What a document prints of a dossier, as data: two states that give the same content give the same pages,
but for the line above a draft that says what its whole dossier lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_app.engine.documents.signing import left_to, who_signs
from desktop_app.engine.documents.standard_lists import STANDARD_ROWS
from desktop_app.engine.evaluation.sendings import signed_by_pen
from desktop_app.engine.evaluation.state import NO_LINE, FormState, value_or_none
from desktop_app.engine.forms.form import Document, Field
from desktop_app.engine.italian import formatting

Content = Mapping[str, Any]


def content(document: Document, state: FormState) -> Content:
    """All that its text uses, by name, its signers, and whether it is needed. Today's date is no part of it."""
    found: dict[str, Any] = {name: _printed(name, document, state) for name in document.uses}
    found["#needed"] = state.holds(document.condition)
    found["#signers"] = [
        (each.condition is None or value_or_none(each.condition, state.scope, NO_LINE), who_signs(each, state))
        for each in document.signers
    ]
    found["#left"] = [
        field.id for each in document.signers if state.holds(each.condition) for field in left_to(each, document, state)
    ]
    found["#pen"] = bool(document.signers) and signed_by_pen(state) is True
    return found


def _printed(name: str, document: Document, state: FormState) -> Any:
    if name in STANDARD_ROWS:
        return STANDARD_ROWS[name](state)
    field = state.form.fields.get(name)
    if field is None:  # a rule; the day; a column, which is printed with its lines
        rule = state.rules.get(name)
        return None if rule is None else formatting.plain_number(rule.value)
    cell = state.cells[name]
    if not cell.visible:
        return None
    if not field.columns:
        return _written(field, cell.value)
    columns = [column for column in field.columns.values() if column.key in document.uses]
    return [[_written(column, line.values.get(column.id)) for column in columns] for line in state.lines[name]]


def _written(field: Field, value: Any) -> Any:
    """The value as it is printed; of a choice its id, for a text may ask for it."""
    return value if value is None or field.spec.options else formatting.value(field.spec, value)
