"""The terms of a dossier: each deadline with its date, its article and, where it has one, its line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.engine.arithmetic import CalculationFault
from desktop_app.engine.form import Deadline
from desktop_app.engine.holidays import remark
from desktop_app.engine.state import NO_LINE, FormState


@dataclass(frozen=True, slots=True)
class Term:
    """A day by which something is due; `line` counts from 1, `item` is what the form calls a line.

    `key` tells it from the others of its dossier, and stays the same when its day or the order of lines changes.
    """

    id: str
    title: str
    date: dt.date
    source: str
    line: int | None = None
    key: str = ""
    item: str = "riga"

    @property
    def name(self) -> str:
        """The title, with the number of its line."""
        return f"{self.title} ({self.item} {self.line})" if self.line else self.title

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
        item = state.form.fields[deadline.spec.lines].spec.item or "riga"
        for number, line in enumerate(state.lines[deadline.spec.lines], 1):
            found += [replace(term, line=number, key=f"{term.id}.{line.id}", item=item)
                      for term in _term(deadline, state, line.values)]  # fmt: skip
    return sorted(found, key=lambda term: term.date)


def _term(deadline: Deadline, state: FormState, line: Mapping[str, Any]) -> list[Term]:
    try:
        holds = deadline.condition is None or deadline.condition.value(state.scope, line) is True
        date = deadline.date.value(state.scope, line)
    except CalculationFault:
        return []
    if not holds or date is None:
        return []
    spec = deadline.spec
    return [Term(spec.id, spec.title, date, spec.source, key=spec.id)]
