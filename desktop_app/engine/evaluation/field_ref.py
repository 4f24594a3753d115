"""Where something is in a dossier; apart, because lists know places without opening anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop_app.engine.evaluation.state import FormState, Problem


class Place(NamedTuple):
    """A field, or a column of the line with that id."""

    field: str
    column: str | None = None
    line: str | None = None


def place_of(problem: Problem, state: FormState) -> Place:
    """Where a problem is; the whole group where its line is not there any more."""
    group, _, column = problem.field.partition(".")
    lines = state.lines.get(group, [])
    if problem.line is None or not 0 < problem.line <= len(lines):
        return Place(group)
    return Place(group, column or None, lines[problem.line - 1].id)
