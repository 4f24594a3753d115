"""The content of the calculation panel: traces, the bar of how the total is spent, limits, inverse questions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from desktop_app.engine.evaluation.replaced import is_replaced, remark, replaced_below
from desktop_app.engine.evaluation.state import NO_LINE, FormState, named_value
from desktop_app.engine.evaluation.trace import Trace, trace
from desktop_app.engine.forms.braces import with_names_replaced
from desktop_app.engine.forms.definition import InterpretationDef
from desktop_app.engine.forms.form import Panel, Question
from desktop_app.engine.formula import arithmetic
from desktop_app.engine.formula.arithmetic import CalculationFault, Number
from desktop_app.engine.italian import formatting


@dataclass(frozen=True, slots=True)
class PanelPart:
    """A part of the bar: its field and symbol, its amount, how many times it is there."""

    id: str
    symbol: str
    label: str
    each: Number
    times: int | None


@dataclass(frozen=True, slots=True)
class PanelLimit:
    """One of the limits. The smallest is binding, or several that are equally small, once all are known."""

    id: str
    label: str
    source: str | None
    value: Number | None
    binding: bool
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class PanelView:
    """A panel with the values of a dossier; `total` is None and `parts` empty while an answer is missing.

    `unconfirmed` names the rules and answers behind it that nobody confirmed yet; `replaced` has a sentence for each
    value of the parties' own that it shows or rests on.
    """

    panel: Panel
    traces: tuple[Trace, ...]
    total: Number | None
    parts: tuple[PanelPart, ...]
    limits: tuple[PanelLimit, ...]
    readings: tuple[InterpretationDef, ...]
    unconfirmed: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


def for_page(state: FormState, page: str) -> PanelView | None:
    """The panel of a page, None where the page has none or all its traces are hidden."""
    panel = next((panel for panel in state.form.panels if page in panel.spec.pages), None)
    if panel is None:
        return None
    spec = panel.spec
    traces = tuple(trace(state, id) for id in spec.trace if state.cells[id].visible)
    if not traces:
        return None
    about = {*spec.trace, *spec.limit_ids}
    return PanelView(
        panel=panel,
        traces=traces,
        total=state.scope.get(spec.total) if spec.total else None,
        parts=_parts(panel, state),
        limits=_limits(panel, state),
        readings=state.readings_about(about),
        unconfirmed=_unconfirmed(about, state),
        replaced=_replaced(about, state),
    )


def _replaced(about: Collection[str], state: FormState) -> tuple[str, ...]:
    if not state.draft.overrides:
        return ()
    shown = {id for id in about if is_replaced(state, id)} | {
        each.id for id in about for each in replaced_below(state, id)
    }
    fields = (field for field in state.form.fields.values() if field.id in shown)
    return tuple(f"«{field.spec.label}»: {remark(state, field.id)}." for field in fields)


def _unconfirmed(about: Collection[str], state: FormState) -> tuple[str, ...]:
    """The labels of what is itself unconfirmed, in the order of evaluation; results computed from it are not named."""
    if state.unconfirmed.isdisjoint(about):  # `unconfirmed` has all that is computed from something unconfirmed
        return ()
    found: set[str] = set()
    uses = {node.key: node.formula.uses for node in state.form.order if node.formula is not None}
    to_visit = [id for id in about if state.cells[id].visible]
    while to_visit:
        id = to_visit.pop()
        if id in state.unconfirmed and id not in found:
            found.add(id)
            to_visit += uses.get(id, ())
    nodes = (node for node in state.form.order if node.key in found and not node.spec.confirmed)
    fields = [node.spec.label for node in nodes if node.group or state.cells[node.id].visible]
    return (*fields, *(rule.label or id for id, rule in state.rules.items() if id in found and rule is not None))


def _parts(panel: Panel, state: FormState) -> tuple[PanelPart, ...]:
    found: list[PanelPart] = []
    for part in panel.spec.parts:
        each: Any = state.scope.get(part.value)
        times: Any = state.scope.get(part.times) if part.times else None
        if each is None or (part.times and times is None):
            return ()
        spec = state.form.fields[part.value].spec
        count = int(times) if part.times else None
        found.append(PanelPart(part.value, spec.symbol or spec.label, part.label or spec.label, each, count))
    return tuple(found)


def _limits(panel: Panel, state: FormState) -> tuple[PanelLimit, ...]:
    visible = [limit for limit in panel.spec.limits if state.cells[limit.value].visible]
    known = [value for limit in visible if (value := state.scope.get(limit.value)) is not None]
    smallest = min(known) if known and len(known) == len(visible) else None
    found: list[PanelLimit] = []
    for limit in visible:
        spec, value = state.form.fields[limit.value].spec, state.scope.get(limit.value)
        bites = smallest is not None and value == smallest
        doubtful = limit.value in state.unconfirmed
        found.append(PanelLimit(limit.value, limit.label or spec.label, spec.source, value, bites, doubtful))
    return tuple(found)


def answer_question(question: Question, given: int, state: FormState) -> str | None:
    """The sentence that answers an inverse question for a whole number, None while it cannot be computed."""
    scope = {**state.scope, question.spec.input: Decimal(given)}
    try:
        result = question.formula.value(scope, NO_LINE)
    except CalculationFault:
        return None
    if result is None:
        return None
    own = {
        "result": formatting.number(result, question.spec.decimals, question.spec.rounding),
        question.spec.input: str(given),
    }
    return with_names_replaced(
        question.spec.text, lambda name: own[name] if name in own else named_value(name, state.form.fields, state.scope)
    )


def share(part: Number, total: Number) -> float:
    """The share of the bar that a part takes, from 0 to 1."""
    return float(arithmetic.divide(part, total)) if total > 0 else 0.0
