"""The terms of a dossier: each deadline with its date, its article and, where it has one, its line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.engine.arithmetic import CalculationFault
from desktop_app.engine.form import Deadline
from desktop_app.engine.holidays import remark
from desktop_app.engine.state import NO_LINE, FormState


@dataclass(frozen=True, slots=True)
class Term:
    """A day by which something is due; `line` counts from 1.

    `key` tells it from the others of its dossier, and stays the same when its day or the order of lines changes.
    """

    id: str
    title: str
    date: dt.date
    source: str
    line: int | None = None
    key: str = ""

    @property
    def name(self) -> str:
        """The title, with the number of its line."""
        return f"{self.title} (riga {self.line})" if self.line else self.title

    @property
    def remark(self) -> str:
        """What to know of its day, which is not moved: `cade di domenica`; empty on a working day."""
        return remark(self.date)


def terms(state: FormState) -> list[Term]:
    """All terms whose date is known, the first one first."""
    found: list[Term] = []
    for deadline in state.form.deadlines:
        if deadline.spec.lines is None:
            found += _term(deadline, state, NO_LINE)
            continue
        for number, line in enumerate(state.lines[deadline.spec.lines], 1):
            found += _term(deadline, state, line.values, number, line.id)
    return sorted(found, key=lambda term: term.date)


def _term(
    deadline: Deadline, state: FormState, line: Mapping[str, Any], number: int | None = None, line_id: str = ""
) -> list[Term]:
    try:
        holds = deadline.condition is None or deadline.condition.value(state.scope, line) is True
        date = deadline.date.value(state.scope, line)
    except CalculationFault:
        return []
    if not holds or date is None:
        return []
    spec = deadline.spec
    return [Term(spec.id, spec.title, date, spec.source, number, f"{spec.id}.{line_id}" if line_id else spec.id)]
