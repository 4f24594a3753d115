"""What a form offers to write into a field that is empty: the same address again, what dates imply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_app.engine.evaluation.state import NO_LINE, Cell, FormState, value_or_none
from desktop_app.engine.forms.form import Field


def offered(state: FormState, field: Field, line: str | None = None) -> Mapping[str, Any]:
    """The values offered beside a field, by the ids of the fields that they are for; empty where there is no offer.

    Fields that follow each other with the same words are one offer, beside the first of them that is empty. `line` is
    the id of the line where the field is a column; then the others are columns, too.
    """
    fields, cells, values = _around(state, field, line)
    if field.offer is None or not _is_open(cells, field):
        return {}
    ids = list(fields)
    at = ids.index(field.id)
    before = fields[ids[at - 1]] if at else None
    if before is not None and _same(before, field) and _is_open(cells, before):
        return {}
    found: dict[str, Any] = {}
    for id in ids[at:]:
        each = fields[id]
        if each is not field and not _same(each, field):
            break
        value = value_or_none(each.offer, state.scope, values) if each.offer is not None else None
        if value not in (None, "") and _is_open(cells, each):
            found[id] = value
    return found if field.id in found else {}


def _around(
    state: FormState, field: Field, line: str | None
) -> tuple[Mapping[str, Field], Mapping[str, Cell], Mapping[str, Any]]:
    """The fields among which a field stands, their cells, and the values of their line."""
    if field.group is None:
        return state.form.fields, state.cells, NO_LINE
    shown = next((each for each in state.lines[field.group] if each.id == line), None)
    columns = state.form.fields[field.group].columns
    return (columns, shown.cells, shown.values) if shown is not None else (columns, {}, NO_LINE)


def _same(one: Field, other: Field) -> bool:
    words = one.spec.offer_words
    return one.offer is not None and bool(words) and words == other.spec.offer_words and one.page == other.page


def _is_open(cells: Mapping[str, Cell], field: Field) -> bool:
    cell = cells.get(field.id)
    return cell is not None and cell.visible and cell.raw in (None, "") and cell.value is None
