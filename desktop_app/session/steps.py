"""The steps of a dossier, one for each page of its form: what is seen of each, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from desktop_app.engine.evaluation.state import FormState, Problem
from desktop_app.engine.forms.form import Field, Form

# Of a step that nobody has touched and that lacks nothing: `optional` where nothing needs to be written there,
# `proposed` where what the program proposes or calculates is enough.
StepState = Literal["not_started", "in_progress", "complete", "problem", "not_needed", "optional", "proposed"]
NOT_COUNTED: Final[tuple[StepState, ...]] = ("not_needed", "optional", "proposed")


def page_of(form: Form, key: str) -> str:
    """The page of a field or of a column (`lines.column`)."""
    return form.fields[key.partition(".")[0]].page


def problems_of_page(state: FormState, page: str) -> list[Problem]:
    """The problems of the fields of a page, in the order of the form."""
    return [each for each in state.problems if page_of(state.form, each.field) == page]


def visible_fields(state: FormState, page: str) -> list[Field]:
    """The fields of a page that are seen now, headings and computed ones included."""
    return [field for field in state.form.fields.values() if field.page == page and _is_visible(state, field)]


def _is_visible(state: FormState, field: Field) -> bool:
    cell = state.cells.get(field.id)
    if cell is None:  # a heading has no value, only conditions
        return all(state.holds(condition) for condition in field.conditions)
    return cell.visible


def step_state(state: FormState, page: str) -> StepState:
    """How far a step is; a wrong answer is a problem, a missing one is not. None is complete that nobody touched."""
    visible = [field for field in visible_fields(state, page) if field.spec.type != "heading"]
    if not visible:
        return "not_needed"
    errors = [each for each in problems_of_page(state, page) if each.severity == "error"]
    if any(not error.missing for error in errors):
        return "problem"
    origins = {state.cells[field.id].origin for field in visible}
    touched = not origins.isdisjoint(("typed", "book", "overridden"))
    if errors:
        return "in_progress" if touched else "not_started"
    if touched:
        return "complete"
    return "optional" if origins == {"empty"} else "proposed"


def progress(states: Iterable[StepState]) -> tuple[int, int]:
    """How many steps are complete, of those that somebody has to go through."""
    counted = [each for each in states if each not in NOT_COUNTED]
    return counted.count("complete"), len(counted)
