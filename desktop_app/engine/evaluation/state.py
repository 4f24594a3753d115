"""The state of a dossier: its cells, its lines, its problems, and the values that formulas use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, Literal

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.forms.braces import with_names_replaced
from desktop_app.engine.forms.definition import InterpretationDef, NoticeDef, RuleDef, Severity
from desktop_app.engine.forms.form import Check, Field, Form
from desktop_app.engine.formula.arithmetic import CalculationFault
from desktop_app.engine.formula.expression import Expression
from desktop_app.engine.italian import dates, formatting
from desktop_app.engine.italian.sentences import fact_and_remedy

Origin = Literal["empty", "typed", "book", "default", "computed", "overridden"]
NO_LINE: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Problem:
    """Something missing or wrong. `field` is the key of the field that it is shown beside; `line` counts from 1.

    `message` is the whole sentence, `fact` and `remedy` are its two parts. `sentence` may be what makes it: of
    thousands of problems that a key may find, only those that are shown need one. `check` is the check that failed,
    None where an answer is missing or cannot be read; `reason` is why a warning was set aside; `missing` tells an
    answer not given yet from one that is wrong.
    """

    field: str
    line: int | None
    severity: Severity
    sentence: str | Callable[[], str]
    source: str | None = None
    check: Check | None = None
    reason: str | None = None
    missing: bool = False

    @property
    def message(self) -> str:
        """What is missing or wrong, and what to do about it."""
        made = self.sentence
        if not isinstance(made, str):
            made = made()
            object.__setattr__(self, "sentence", made)
        return made

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Problem):
            return NotImplemented
        return self is other or (self._which() == other._which() and self.message == other.message)

    def __hash__(self) -> int:
        return hash((self.field, self.line, self.severity))

    def __repr__(self) -> str:
        return f"Problem({self._which()}, {self.message!r})"

    def _which(self) -> tuple[object, ...]:
        """All of it but its sentence, which may have to be made."""
        return self.field, self.line, self.severity, self.source, self.check, self.reason, self.missing

    @property
    def fact(self) -> str:
        """What does not hold, as a sentence."""
        return fact_and_remedy(self.message)[0]

    @property
    def remedy(self) -> str:
        """What to do about it, as a sentence; empty where the message does not say."""
        return fact_and_remedy(self.message)[1]

    @property
    def root(self) -> str:
        """The id of the form's field; of a column, that of its group."""
        return self.field.partition(".")[0]

    @property
    def column(self) -> str | None:
        """The id of the column, None outside lines."""
        return self.field.partition(".")[2] or None


@dataclass(slots=True)
class Cell:
    """One field, or one column of a line: its value (None: empty), whether it is visible, where it comes from.

    `raw` is the answer as it was given. `wrong` says why it cannot be read, or the value not be computed; `reason` is
    the user's, for replacing a computed value.
    """

    value: Any = None
    visible: bool = True
    origin: Origin = "empty"
    raw: Any = None
    wrong: str | None = None
    reason: str | None = None


@dataclass(slots=True)
class LineState:
    """One line: its stable id, its cells and their values (None where hidden) by column.

    It is not `readable` where its answers are no table; then it has no cells with answers.
    """

    id: str
    cells: dict[str, Cell] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    readable: bool = True


@dataclass(slots=True)
class FormState:
    """All that is known of a dossier with certain answers, on `today`; `day` is that whose rules are in force.

    `scope` has the values that formulas use, None where empty or hidden. `rules` has for each id the one in force.
    `unconfirmed` are the keys of unconfirmed rules in force and of what is computed from them. `book` has the answers
    of the address book for linked fields. `problems_by_field` has those of a group's lines under the group,
    `problems_by_line` those of each of its lines.
    """

    form: Form
    draft: Draft
    today: dt.date
    day: dt.date
    rules: dict[str, RuleDef | None]
    scope: dict[str, Any]
    unconfirmed: frozenset[str] = frozenset()
    book: Mapping[str, Any] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    lines: dict[str, list[LineState]] = field(default_factory=dict)
    problems_by_field: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    problems_by_line: dict[str, list[tuple[Problem, ...]]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the dossier is ready: it has no error."""
        return not any(problem.severity == "error" for problem in self.problems)

    @property
    def readings(self) -> tuple[InterpretationDef, ...]:
        """The doubtful points that touch this dossier, with the readings chosen."""
        return tuple(reading.spec for reading in self.form.readings if self.holds(reading.condition))

    def readings_about(self, ids: Set[str]) -> tuple[InterpretationDef, ...]:
        """Those that are about some of these fields: no condition of the others is worked out."""
        about = (reading for reading in self.form.readings if not ids.isdisjoint(reading.spec.about))
        return tuple(reading.spec for reading in about if self.holds(reading.condition))

    @property
    def notices(self) -> tuple[NoticeDef, ...]:
        """The changes of the law up to today that touch this dossier."""
        return tuple(
            notice.spec
            for notice in self.form.notices
            if notice.spec.from_ <= self.today and self.holds(notice.condition)
        )

    def holds(self, condition: Expression | None) -> bool:
        """Whether a condition of the whole form holds; no condition does, an empty result does not."""
        return condition is None or value_or_none(condition, self.scope, NO_LINE) is True

    @property
    def title(self) -> str:
        """The name of the dossier in lists."""
        return fill(self.form.spec.name, self.form.fields, self.scope)


def value_or_none(expression: Expression, scope: Mapping[str, Any], line: Mapping[str, Any]) -> Any:
    """The value of an expression, None also where it cannot be computed."""
    try:
        return expression.value(scope, line)
    except CalculationFault:
        return None


def fill(text: str, fields: Mapping[str, Field], values: Mapping[str, Any]) -> str:
    """A sentence with its {names} replaced by their values as `named_value` gives them."""
    return with_names_replaced(text, lambda name: named_value(name, fields, values))


def named_value(name: str, fields: Mapping[str, Field], values: Mapping[str, Any]) -> str:
    """The value of a field or of a rule as a sentence shows it, "…" where empty."""
    value, field = values.get(name), fields.get(name)
    if value is None:
        return "…"
    if field is not None:
        return formatting.value(field.spec, value)
    return dates.date(value) if isinstance(value, dt.date) else formatting.plain_number(value)
