"""The deadlines of a dossier: each with its date, its article and, where it has one, its line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.engine.evaluation.standing import OPEN, Standing, standing
from desktop_app.engine.evaluation.state import NO_LINE, FormState, value_or_none
from desktop_app.engine.forms.form import Deadline
from desktop_app.engine.italian.holidays import remark


@dataclass(frozen=True, slots=True)
class DeadlineOccurrence:
    """A day by which something is due; `line` counts from 1, `item` is what the form calls a line.

    `key` is unique in the dossier, and stays the same when its day or the order of lines changes. `met` is the day on
    which it was met, if an answer or an act tells; of an `event` nothing is due.
    """

    id: str
    title: str
    date: dt.date
    source: str
    line: int | None = None
    key: str = ""
    item: str = "riga"
    met: dt.date | None = None
    event: bool = False

    @property
    def name(self) -> str:
        """The title, with the number of its line."""
        return f"{self.title} ({self.item} {self.line})" if self.line else self.title

    @property
    def remark(self) -> str:
        """The remark on a Sunday or holiday (`cade di domenica`), else empty; the day itself is never moved."""
        return remark(self.date)

    def standing(self, today: dt.date) -> Standing:
        """Whether it is met, still to come or overdue on a day."""
        return standing(self.date, self.met, self.event, today)


MetDays = Mapping[str, dt.date]  # by the keys of deadlines, the days on which they were met
NONE_MET: MetDays = {}


def occurrences(state: FormState, met: MetDays = NONE_MET) -> list[DeadlineOccurrence]:
    """All deadlines whose date is known, the earliest first; `met` are those that are met whatever the answers say."""
    found = (_with(each, met) for deadline in state.form.deadlines for each in _of(deadline, state))
    return sorted(found, key=lambda each: each.date)


def open_deadlines(state: FormState, met: MetDays = NONE_MET) -> list[DeadlineOccurrence]:
    """What is still to be done on the dossier's day: the overdue ones first, then those to come, each by day."""
    return [each for each in occurrences(state, met) if each.standing(state.today) in OPEN]


def _with(occurrence: DeadlineOccurrence, met: MetDays) -> DeadlineOccurrence:
    """Met on the first of the days that are told."""
    day = met.get(occurrence.key)
    if day is None or (occurrence.met is not None and occurrence.met <= day):
        return occurrence
    return replace(occurrence, met=day)


def _of(deadline: Deadline, state: FormState) -> Iterator[DeadlineOccurrence]:
    spec = deadline.spec
    if spec.lines is None:
        places: list[tuple[int | None, str, Mapping[str, Any]]] = [(None, spec.id, NO_LINE)]
        item = "riga"
    else:
        lines = enumerate(state.lines[spec.lines], 1)
        places = [(number, f"{spec.id}.{line.id}", line.values) for number, line in lines]
        item = state.form.fields[spec.lines].spec.item or "riga"
    for number, key, values in places:
        holds = deadline.condition is None or value_or_none(deadline.condition, state.scope, values) is True
        day = value_or_none(deadline.date, state.scope, values)
        if holds and day is not None:
            met = None if deadline.met is None else value_or_none(deadline.met, state.scope, values)
            yield DeadlineOccurrence(spec.id, spec.title, day, spec.source, number, key, item, met, spec.event)
