"""What a form offers to write into a field that is empty: the same address again, what dates imply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_app.engine.evaluation.state import NO_LINE, FormState, value_or_none
from desktop_app.engine.forms.form import Field


def offered(state: FormState, field: Field) -> Mapping[str, Any]:
    """The values offered beside a field, by the ids of the fields that they are for; empty where there is no offer.

    Fields that follow each other with the same words are one offer, beside the first of them that is empty.
    """
    if field.offer is None or not _is_open(state, field):
        return {}
    ids = list(state.form.fields)
    at = ids.index(field.id)
    before = state.form.fields[ids[at - 1]] if at else None
    if before is not None and _same(before, field) and _is_open(state, before):
        return {}
    found: dict[str, Any] = {}
    for id in ids[at:]:
        each = state.form.fields[id]
        if each is not field and not _same(each, field):
            break
        value = value_or_none(each.offer, state.scope, NO_LINE) if each.offer is not None else None
        if value not in (None, "") and _is_open(state, each):
            found[id] = value
    return found if field.id in found else {}


def _same(one: Field, other: Field) -> bool:
    words = one.spec.offer_words
    return one.offer is not None and bool(words) and words == other.spec.offer_words and one.page == other.page


def _is_open(state: FormState, field: Field) -> bool:
    cell = state.cells[field.id]
    return cell.visible and cell.raw in (None, "") and cell.value is None
