"""A reference to a place in a dossier. Its own module: lists store references and open no dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop_app.engine.evaluation.state import FormState, Problem


class FieldRef(NamedTuple):
    """A field, or (with `column` and `line`) a column of the line with that id."""

    field: str
    column: str | None = None
    line: str | None = None


def field_ref_of(problem: Problem, state: FormState) -> FieldRef:
    """Where a problem is; the whole group where its line no longer exists."""
    lines = state.lines.get(problem.root, [])
    if problem.line is None or not 0 < problem.line <= len(lines):
        return FieldRef(problem.root)
    return FieldRef(problem.root, problem.column, lines[problem.line - 1].id)
