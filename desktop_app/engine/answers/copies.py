"""What a copy of a draft takes along: all but the answers that belong to one dossier alone, as its form says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.forms.form import Field, Form


def copy_of(draft: Draft, form: Form) -> Draft:
    """The draft of another dossier: without answers and columns that are `once`, and without warnings set aside.

    Why a warning was set aside was said of the first dossier, and would be printed in the second. A line of which
    nothing is left is no line.
    """
    answers = {id: _copied(form.fields.get(id), value) for id, value in draft.answers.items()}
    kept = {id: value for id, value in answers.items() if value is not None}
    return replace(draft, answers=kept, set_aside={}, dossier="")


def _copied(field: Field | None, value: Any) -> Any:
    """The answer to a field; None where the copy has none."""
    if field is None or not isinstance(value, list):
        return None if field is not None and field.spec.once else value
    if field.spec.once:
        return None
    once = {id for id, column in field.columns.items() if column.spec.once}
    lines = [_line(each, once) for each in value]
    return [each for each in lines if each is not None] or None


def _line(line: Any, once: set[str]) -> Any:
    if not isinstance(line, dict) or not once:
        return line
    kept = {id: value for id, value in line.items() if id not in once}
    return kept if kept.keys() - {"id"} else None
