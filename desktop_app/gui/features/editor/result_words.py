"""What the panel's numbers mean together: its result, the user's answer beside it, which answers are missing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from desktop_app.engine.evaluation.panel import PanelView
from desktop_app.engine.evaluation.state import NO_LINE, FormState
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.forms.form import Field, Form, Question
from desktop_app.engine.formula.arithmetic import CalculationFault, Number
from desktop_app.engine.italian import formatting
from desktop_app.gui.widgets.calculation.value_bar import BarPart, Tone

MOST_CELLS = 12  # of a part that counts; more are drawn as one cell with their number


@dataclass(frozen=True, slots=True)
class Result:
    """The number that answers the panel's question and what it counts; how the user's own number compares with it."""

    id: str
    number: str
    words: str
    severity: str = ""
    sentence: str = ""

    @property
    def spoken(self) -> str:
        return f"{self.words}: {self.number}. {self.sentence}".strip()


def result_of(view: PanelView, state: FormState) -> Result | None:
    """The field that the form names as the answer, else the smallest limit, else the last count of the trace.

    None while it is not known.
    """
    id, value = _result_field(view, state)
    if value is None:
        return None
    spec = state.form.fields[id].spec
    shown = formatting.with_unit(formatting.value(spec, value), None if spec.traits.euro else spec.unit)
    wrote = _limited_answer(state, view)
    if wrote is None:
        return Result(id, shown, spec.label)
    if wrote > value:
        more = formatting.plain_number(Fraction(wrote) - Fraction(value))
        severity = "warning" if id in state.unconfirmed else "error"
        return Result(id, shown, spec.label, severity, f"Hai scritto {formatting.plain_number(wrote)}: {more} in più.")
    return Result(id, shown, spec.label, "ok", f"Hai scritto {formatting.plain_number(wrote)}: va bene.")


def _result_field(view: PanelView, state: FormState) -> tuple[str, Number | None]:
    chosen = view.panel.spec.answer
    if chosen is not None:
        return chosen, state.scope.get(chosen)
    counts = [
        trace.id
        for trace in view.traces
        if state.form.fields[trace.id].spec.traits.whole and trace.id not in view.panel.spec.limit_ids
    ]
    if not view.limits:
        id = (counts or [view.traces[-1].id])[-1]
        return id, state.scope.get(id)
    biting = next((limit for limit in view.limits if limit.binding), None)
    if biting is None:
        return view.limits[0].id, None
    named = next((id for id in reversed(counts) if state.scope.get(id) == biting.value), biting.id)
    return named, biting.value


def _limited_answer(state: FormState, view: PanelView) -> Any:
    """The user's answer that must not pass the panel's limits."""
    limits = view.panel.spec.limit_ids
    for field in state.form.fields.values():
        if field.checks and field.formula is None and any(check.limit in limits for check in field.checks):
            return state.scope.get(field.id)
    return None


def missing_answers(view: PanelView, state: FormState) -> list[Field]:
    """The answers that the result waits for, in the order of the form."""
    open_ids = {
        problem.root
        for problem in state.problems
        if problem.severity == "error" or (problem.severity == "warning" and state.scope.get(problem.field) is None)
    }
    needed = _inputs_of(state.form, [*view.panel.spec.trace, *view.panel.spec.limit_ids])
    return [f for id, f in state.form.fields.items() if id in needed & open_ids and f.formula is None]


def _inputs_of(form: Form, ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    coming = list(ids)
    while coming:
        id = coming.pop().partition(".")[0]
        field = form.fields.get(id)
        if field is not None and id not in found:
            found.add(id)
            coming += field.formula.uses if field.formula is not None else ()
    return found


def bar_parts(view: PanelView, total: FieldDef) -> tuple[BarPart, ...]:
    """The parts of the bar: what is deducted, one cell for each unit, and what is left of the total or is missing."""
    if view.total is None or not view.parts:
        return ()
    found: list[BarPart] = []
    rest = Fraction(view.total)
    tones: Iterator[Tone] = iter(("first", "second"))
    for part in view.parts:
        times = part.times if part.times is not None else 1
        amount = Fraction(part.each) * times
        rest -= amount
        tone: Tone = "unit" if part.times is not None else next(tones, "second")
        if times:
            found.append(BarPart(tone, _bar_part_name(part.symbol, part.label, part.times), amount_of(total, amount),
                              float(amount), _cell_labels(part.symbol, part.times)))  # fmt: skip
    if rest > 0:
        found.append(BarPart("rest", "Resto", amount_of(total, rest), float(rest)))
    elif rest < 0:
        missing = "Manca" if rest == -1 else "Mancano"
        found.append(BarPart("over", missing if total.traits.euro else "In più", amount_of(total, -rest), float(-rest)))
    return tuple(found)


def _bar_part_name(symbol: str, label: str, times: int | None) -> str:
    return label if times is None else f"{times} × {symbol}"


def _cell_labels(symbol: str, times: int | None) -> tuple[str, ...]:
    if times is None:
        return (symbol,)
    if times > MOST_CELLS:
        return (f"{times} × {symbol}",)
    return tuple(f"{number}º" for number in range(1, times + 1))


def amount_of(spec: FieldDef, amount: Number) -> str:
    """An amount of the bar, in the unit of its total: euro, months, places."""
    if spec.traits.euro:
        return f"{formatting.number(amount, 2)}\u00a0€"
    return formatting.with_unit(formatting.plain_number(amount), spec.unit)


def result_of_question(question: Question, given: int, state: FormState) -> int | None:
    """The result of an inverse question, rounded up to a whole number: where the next question starts."""
    scope = {**state.scope, question.spec.input: Decimal(given)}
    try:
        result = question.formula.value(scope, NO_LINE)
    except CalculationFault:
        return None
    return None if result is None else math.ceil(result)


def first_question(view: PanelView, state: FormState) -> int:
    """The number that the first question starts with: one more than what is possible now."""
    counts = [part.times for part in view.parts if part.times is not None]
    if counts:
        return counts[-1] + 1
    _, value = _result_field(view, state)
    return int(value) + 1 if value is not None else 1
