"""The terms of a dossier: each deadline with its date, its article and, where it has one, its line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.engine.arithmetic import CalculationFault
from desktop_app.engine.evaluation import NO_LINE, FormState
from desktop_app.engine.form import Deadline


@dataclass(frozen=True, slots=True)
class Term:
    """A day by which something is due; `line` counts from 1."""

    id: str
    title: str
    date: dt.date
    source: str
    line: int | None = None


def terms(state: FormState) -> list[Term]:
    """All terms whose date is known, the first one first."""
    found: list[Term] = []
    for deadline in state.form.deadlines:
        if deadline.spec.lines is None:
            found += _term(deadline, state, NO_LINE, None)
            continue
        for number, line in enumerate(state.lines[deadline.spec.lines], 1):
            found += _term(deadline, state, line.values, number)
    return sorted(found, key=lambda term: term.date)


def _term(deadline: Deadline, state: FormState, line: Mapping[str, Any], number: int | None) -> list[Term]:
    try:
        holds = deadline.condition is None or deadline.condition.value(state.scope, line) is True
        date = deadline.date.value(state.scope, line)
    except CalculationFault:
        return []
    spec = deadline.spec
    return [Term(spec.id, spec.title, date, spec.source, number)] if holds and date is not None else []
