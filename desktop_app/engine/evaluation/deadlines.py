"""The deadlines of a dossier: each with its date, its article and, where it has one, its line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.engine.evaluation.state import NO_LINE, FormState
from desktop_app.engine.forms.form import Deadline
from desktop_app.engine.formula.arithmetic import CalculationFault
from desktop_app.engine.italian.holidays import remark


@dataclass(frozen=True, slots=True)
class DeadlineOccurrence:
    """A day by which something is due; `line` counts from 1, `item` is what the form calls a line.

    `key` is unique in the dossier, and stays the same when its day or the order of lines changes.
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
        """The remark on a Sunday or holiday (`cade di domenica`), else empty; the day itself is never moved."""
        return remark(self.date)


def occurrences(state: FormState) -> list[DeadlineOccurrence]:
    """All deadlines whose date is known, the earliest first."""
    found: list[DeadlineOccurrence] = []
    for deadline in state.form.deadlines:
        spec = deadline.spec
        if spec.lines is None:
            day = _day(deadline, state, NO_LINE)
            found += [DeadlineOccurrence(spec.id, spec.title, day, spec.source, key=spec.id)] if day else []
            continue
        item = state.form.fields[spec.lines].spec.item or "riga"
        for number, line in enumerate(state.lines[spec.lines], 1):
            day = _day(deadline, state, line.values)
            if day is not None:
                found.append(
                    DeadlineOccurrence(spec.id, spec.title, day, spec.source, number, f"{spec.id}.{line.id}", item)
                )
    return sorted(found, key=lambda each: each.date)


def _day(deadline: Deadline, state: FormState, line: Mapping[str, Any]) -> dt.date | None:
    """The day of a deadline, None where its condition does not hold or the day cannot be computed."""
    try:
        holds = deadline.condition is None or deadline.condition.value(state.scope, line) is True
        date: dt.date | None = deadline.date.value(state.scope, line)
    except CalculationFault:
        return None
    return date if holds else None
