"""Evaluates a whole form: a pure function from the answers and a day to values, visibility and problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.answers.reader import read, reason
from desktop_app.engine.evaluation.incremental import IncrementalCache
from desktop_app.engine.evaluation.state import (
    NO_LINE,
    Cell,
    FormState,
    LineState,
    Origin,
    Problem,
    named_value,
    value_or_none,
)
from desktop_app.engine.forms.braces import with_names_replaced
from desktop_app.engine.forms.cost import lines_in_all, most_lines
from desktop_app.engine.forms.definition import DEFAULT_MAX_LINES, Severity
from desktop_app.engine.forms.form import Check, Field, Form
from desktop_app.engine.formula.arithmetic import CalculationFault
from desktop_app.engine.formula.expression import Expression
from desktop_app.engine.formula.lines import GroupValues
from desktop_app.engine.italian import formatting, messages


def evaluate(
    form: Form, draft: Draft, today: dt.date, book: Mapping[str, Any] = NO_LINE, before: FormState | None = None
) -> FormState:
    """Values, visibility, origins and problems of every field. Never raises, whatever the answers.

    `book` has the answers of the address book for fields of this dossier, by id: an answer that is the same there
    comes from it. `before` is an earlier state of the same dossier; it saves work and changes nothing in the result.
    """
    day = _day(form, draft, today)
    if before is not None and (before.form is not form or (before.today, before.book) != (today, book)):
        before = None
    state = _initial_state(form, draft, today, day, book, before)
    cache = IncrementalCache(before, draft, state.rules)
    for node in form.order:
        if node.group is not None:
            _evaluate_column(node, state, cache)
        elif node.spec.type == "lines":
            _evaluate_lines(node, state, cache)
        else:
            _evaluate_field(node, state, cache)
    _find_problems(state, cache)
    return state


def _initial_state(
    form: Form, draft: Draft, today: dt.date, day: dt.date, book: Mapping[str, Any], before: FormState | None
) -> FormState:
    if before is not None and before.day == day:  # the same rules are in force
        rules, unconfirmed = before.rules, before.unconfirmed
    else:
        rules = {id: form.rule(id, day) for id in form.rules}
        doubtful = [id for id, rule in rules.items() if rule is not None and not rule.confirmed]
        unconfirmed = form.unconfirmed_results(doubtful)
    scope: dict[str, Any] = {id: rule.value if rule else None for id, rule in rules.items()}
    scope["oggi"] = today
    return FormState(form, draft, today, day, rules, scope, unconfirmed, book)


def _day(form: Form, draft: Draft, today: dt.date) -> dt.date:
    if form.spec.date is None:
        return today
    value, _ = read(form.fields[form.spec.date].spec, draft.answers.get(form.spec.date))
    return value if isinstance(value, dt.date) else today


def _is_visible(node: Field, scope: Mapping[str, Any], line: Mapping[str, Any]) -> bool:
    # Called for every field at each key pressed; most have no condition, which is checked first.
    return not node.conditions or all(value_or_none(each, scope, line) is True for each in node.conditions)


def _evaluate_field(node: Field, state: FormState, cache: IncrementalCache) -> None:
    cell = cache.cell(node)
    if cell is not None:
        state.cells[node.id] = cell
        state.scope[node.id] = cell.value if cell.visible else None
        return
    visible = _is_visible(node, state.scope, NO_LINE)
    override = state.draft.overrides.get(node.id) if node.spec.override else None
    if override is not None and visible:
        value, wrong = read(node.spec, override.value)
        why, unreadable = reason(override.reason)
        wrong = wrong or unreadable or (None if why else messages.REASON)
        cell = Cell(value, True, "overridden", override.value, wrong, why)
    else:
        cell = _cell(node, state.draft.answers.get(node.id), visible, state.scope, NO_LINE)
        if cell.origin == "typed" and state.book.get(node.id) == cell.raw:
            cell.origin = "book"
    state.cells[node.id] = cell
    state.scope[node.id] = cell.value if visible else None
    cache.note(node, state.scope[node.id])


def _evaluate_column(node: Field, state: FormState, cache: IncrementalCache) -> None:
    lines = cache.lines_to_evaluate(node, state)
    for _, line in lines:
        _evaluate_in_line(node, line, state)
    cache.note_column(node, lines)


def _evaluate_in_line(node: Field, line: LineState, state: FormState) -> None:
    visible = _is_visible(node, state.scope, line.values)
    raw = line.cells[node.id].raw if node.id in line.cells else None
    cell = _cell(node, raw, visible, state.scope, line.values)
    line.cells[node.id] = cell
    line.values[node.id] = cell.value if visible else None


def _cell(node: Field, raw: Any, visible: bool, scope: Mapping[str, Any], line: Mapping[str, Any]) -> Cell:
    if node.formula is not None:
        return _computed(node.formula, visible, scope, line, "computed")
    if raw is None or raw == "":
        if node.default is None:
            return Cell(visible=visible)
        cell = _computed(node.default, visible, scope, line, "default")
        if cell.value is not None:
            cell.value, cell.wrong = read(node.spec, formatting.notation(cell.value))
        return cell
    value, wrong = read(node.spec, raw)
    return Cell(value, visible, "typed", raw, wrong)


def _computed(
    expression: Expression, visible: bool, scope: Mapping[str, Any], line: Mapping[str, Any], origin: Origin
) -> Cell:
    if not visible:
        return Cell(visible=False)
    try:
        value = expression.value(scope, line)
    except CalculationFault as fault:
        return Cell(None, True, origin, None, str(fault))
    return Cell(value, True, "empty" if value is None else origin)


def _evaluate_lines(node: Field, state: FormState, cache: IncrementalCache) -> None:
    raw = state.draft.answers.get(node.id)
    given = raw if isinstance(raw, list) else []
    most = most_lines(state.form, node.id)
    count = min(len(given), most, _room_for(len(given), state))
    cell = cache.cell(node)
    if cell is not None and cache.has_lines(node.id, count if cell.visible else 0):
        state.cells[node.id] = cell
        cache.share_lines(node.id, state)
        return
    visible = _is_visible(node, state.scope, NO_LINE)
    wrong = None
    if raw is not None and not isinstance(raw, list):
        wrong = messages.NOT_LINES
    elif len(given) > most:
        wrong = messages.too_many_lines(len(given), most)
    elif len(given) > count:
        wrong = messages.too_many_lines_in_all(lines_in_all(state.form))
    state.cells[node.id] = Cell(None, visible, "typed" if raw else "empty", raw, wrong)
    state.lines[node.id] = _lines(node.id, given[:count] if visible else [], cache)
    state.scope[node.id] = None if wrong else GroupValues(line.values for line in state.lines[node.id])
    cache.note_lines(node, state)


def _room_for(count: int, state: FormState) -> int:
    """How many of so many lines may be worked out beside those of the lists before."""
    others = sum(len(lines) for lines in state.lines.values())
    return count if others + count <= DEFAULT_MAX_LINES else max(0, lines_in_all(state.form) - others)


def _lines(group: str, raws: Sequence[Any], cache: IncrementalCache) -> list[LineState]:
    ids = line_ids(raws)
    cached = cache.lines(group, raws, ids)
    return [line or _line(raw, id) for line, raw, id in zip(cached, raws, ids, strict=True)]


def line_ids(lines: Sequence[Any]) -> list[str]:
    """The ids of lines: their own, or their number from 1 where they have none or an earlier line has the same.

    A number that is taken gets an apostrophe.
    """
    given = [line.get("id") if isinstance(line, dict) else None for line in lines]
    ids: dict[str, None] = {}
    taken = {id for id in given if isinstance(id, str)}
    for number, own in enumerate(given, 1):
        id = own if isinstance(own, str) and own and own not in ids else str(number)
        while id in ids or (id != own and id in taken):
            id += "'"
        ids[id] = None
    return list(ids)


def _line(raw: Any, id: str) -> LineState:
    if not isinstance(raw, dict):
        return LineState(id, readable=False)
    return LineState(id, {name: Cell(raw=value) for name, value in raw.items() if name != "id"})


def _find_problems(state: FormState, cache: IncrementalCache) -> None:
    for node in state.form.fields.values():
        if node.spec.type != "heading" and state.cells[node.id].visible:
            problems = cache.problems(node, state)
            if problems is None:
                problems = tuple(_problems_of_field(node, state, cache))
            else:
                cache.share_problems_of_lines(node.id, state)
            state.problems_by_field[node.id] = problems
    state.problems = (*_problems_of_rules(state), *chain.from_iterable(state.problems_by_field.values()))


def _problems_of_field(node: Field, state: FormState, cache: IncrementalCache) -> Iterator[Problem]:
    yield from _problems_of_cell(node, state.cells[node.id], None, NO_LINE, state)
    if node.columns:
        lines = state.problems_by_line[node.id] = []
        for number, line in enumerate(state.lines[node.id], 1):
            problems = cache.problems_of_line(node, number, line)
            lines.append(tuple(_problems_of_line(node, number, line, state)) if problems is None else problems)
            yield from lines[-1]


def _problems_of_line(node: Field, number: int, line: LineState, state: FormState) -> Iterator[Problem]:
    if not line.readable:
        yield Problem(node.id, number, "error", messages.NOT_A_LINE)
        return
    for column in node.columns.values():
        if line.cells[column.id].visible:
            yield from _problems_of_cell(column, line.cells[column.id], number, line.values, state)


def _problems_of_rules(state: FormState) -> Iterator[Problem]:
    for id, rule in state.rules.items():
        if rule is None and state.form.spec.date is not None:
            yield Problem(state.form.spec.date, None, "error", messages.NO_RULE.format(rule=id))


def _problems_of_cell(
    node: Field, cell: Cell, number: int | None, line: Mapping[str, Any], state: FormState
) -> Iterator[Problem]:
    if cell.wrong is not None:
        yield Problem(node.key, number, "error", cell.wrong, node.spec.source)
    elif cell.value is None and node.formula is None and _is_required(node, line, state):
        if node.spec.type != "lines":
            sentence = messages.missing(node.spec.label, node.spec.traits.asked, state.form.parts.get(node.key))
            yield Problem(node.key, number, "error", sentence, node.spec.source, missing=True)
        elif not state.lines[node.id]:
            sentence = messages.missing_lines(node.spec.label, node.spec.item or "riga")
            yield Problem(node.key, number, "error", sentence, node.spec.source, missing=True)
    for check in node.checks:
        if value_or_none(check.that, state.scope, line) is False:
            yield _failed_check(node, check, number, line, state)


def _is_required(node: Field, line: Mapping[str, Any], state: FormState) -> bool:
    if isinstance(node.required, bool):
        return node.required
    return value_or_none(node.required, state.scope, line) is True


def _failed_check(node: Field, check: Check, number: int | None, line: Mapping[str, Any], state: FormState) -> Problem:
    spec, fields, scope = check.spec, state.form.fields, state.scope  # not the state, which would be kept with it
    severity: Severity = spec.severity
    why = unreadable = None
    if severity == "warning" and (given := state.draft.set_aside.get(spec.id or "")):
        why, unreadable = reason(given)
        severity = "note" if why else severity

    def message() -> str:
        columns = fields[node.group].columns if node.group else NO_LINE

        def named(name: str) -> str:
            return named_value(name, columns if name in columns else fields, line if name in line else scope)

        words = with_names_replaced(spec.message, named)
        return f"{words} {unreadable}" if unreadable else words

    return Problem(node.key, number, severity, message, spec.source or node.spec.source, check, why)
