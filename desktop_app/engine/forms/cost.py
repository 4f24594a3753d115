"""What one key costs at most in a form with as many lines as it allows, in steps, counted while the form loads.

A step is what a name or a comparison of a formula takes. Counted is what the evaluation does again after a change
(evaluation/incremental.py): what rests on it, in one line or in all.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from desktop_app.engine.faults import Report
from desktop_app.engine.forms.definition import DEFAULT_MAX_LINES
from desktop_app.engine.forms.form import Field, Form
from desktop_app.engine.forms.limits import MAX_CELLS, MAX_STEPS
from desktop_app.engine.formula.expression import Expression
from desktop_app.engine.formula.operations import AGGREGATES

_VALUE: Final = 14  # to work out a cell beside its formula
_DEFAULT: Final = 35  # to read a proposed value as an answer
_PROBLEM: Final = 6  # to look at a cell for problems beside its checks
_MISSING: Final = 20  # to say that an answer is missing
_CHECK: Final = 50  # to judge a check beside its condition; its sentence is made later
_LINE: Final = 8  # to copy a line, and to compare it
_OPERATION: Final = 4  # of decimal numbers
_DIVISION: Final = 45  # of fractions
_FUNCTION: Final = 20
_SIGNS: Final = 20  # of a text that is searched
_OCCURRENCE: Final = 150  # to make a deadline or a sending beside its conditions


def most_lines(form: Form, id: str) -> int:
    """The number of lines that a field may have; 0 if it is no list."""
    field = form.fields[id].spec
    return (field.max_lines or DEFAULT_MAX_LINES) if field.column else 0


def lines_in_all(form: Form) -> int:
    """The number of lines that all lists of a dossier may have together: as many as one list may have alone."""
    return max([DEFAULT_MAX_LINES, *(most_lines(form, id) for id in form.fields)])


def inspect_work(form: Form, report: Report) -> None:
    """Reports a form with too many cells, or with a field in which a key may cost too much."""
    if sum(most_lines(form, field.id) * len(field.columns) for field in form.fields.values()) > MAX_CELLS:
        report("form.toml", f"gli elenchi hanno insieme più di {MAX_CELLS} celle: abbassa «max_lines».")
        return
    steps, key = dearest_key(form)
    if steps > MAX_STEPS:
        report(
            "form.toml",
            f"con tutte le righe ammesse una risposta in «{key}» farebbe ricalcolare troppo: abbassa «max_lines», "
            "o usa meno formule che ne dipendono.",
        )
    if _Work(form).beside_the_answers() > MAX_STEPS:
        report(
            "form.toml",
            "con tutte le righe ammesse scadenze e invii farebbero calcolare troppo: abbassa «max_lines», o usa meno "
            "condizioni.",
        )


def dearest_key(form: Form) -> tuple[int, str]:
    """The answer whose change costs most, and how many steps; an empty key where nothing is asked."""
    work = _Work(form)
    asked = (node for node in work.nodes.values() if node.formula is None and not node.columns)
    return max(((work.after(node), node.key) for node in asked), default=(0, ""))


def _formulas(node: Field) -> Iterator[Expression]:
    """What is worked out for a cell."""
    yield from (each for each in (node.formula, node.default, *node.conditions) if each is not None)


class _Work:
    """The costs of a form, and what rests on what."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.nodes: dict[str, Field] = {node.key: node for node in form.order}
        self.most = {field.id: most_lines(form, field.id) for field in form.fields.values() if field.columns}
        self.lines = self.most
        self.users: dict[str, list[Field]] = {}
        self.judged: dict[str, list[Field]] = {}
        for node in form.order:
            for name in node.depends_on:
                self.users.setdefault(name, []).append(node)
        for field in form.fields.values():
            for name in field.problems_depend_on:
                self.judged.setdefault(name, []).append(field)
        self.inexact: set[str] = set()  # what may be a fraction
        for node in form.order:
            if any(map(self._divides, _formulas(node))):
                self.inexact.add(node.key)
        self.values = {key: self._cell(node) for key, node in self.nodes.items()}
        self.aggregates = {key: self._aggregates(node) for key, node in self.nodes.items()}
        self.checks = {key: self._conditions(node) for key, node in self.nodes.items()}

    def after(self, asked: Field) -> int:
        """The steps after a change of one answer.

        Twice as many are allowed where it does not come with each key: a choice is clicked, and of a date only the
        last key makes a day.
        """
        several = (id for id, rules in self.form.rules.items() if len(rules) > 1)
        names = {asked.key, *(several if asked.key == self.form.spec.date else ())}
        self.lines = self.most
        steps = self._after(names)
        if steps > MAX_STEPS:  # with all lists full, which no dossier may have
            steps = self._after_at_most(names)
        return steps // 2 if asked.spec.traits.family in ("choice", "yes_no", "date") else steps

    def beside_the_answers(self) -> int:
        """The steps of all deadlines and sendings, with the dearest lines that a dossier may have."""
        steps: dict[str | None, int] = {None: 0}  # by group, of one line
        for deadline in self.form.deadlines:
            given = (deadline.condition, deadline.date, deadline.met)
            formulas = sum(self._steps(each) for each in given if each is not None)
            steps[deadline.spec.lines] = steps.get(deadline.spec.lines, 0) + _OCCURRENCE + formulas
        for sending in self.form.sendings:
            spec = sending.spec
            parts = sum(map(len, (spec.documents, spec.signed, spec.from_, spec.to, spec.cc)))
            formulas = sum(map(self._steps, sending.conditions))
            steps[spec.lines] = steps.get(spec.lines, 0) + _OCCURRENCE + _VALUE * parts + formulas
        whole = steps.pop(None)
        for id, lines in self._dearest_lines({id: each for id, each in steps.items() if id is not None}):
            whole += lines * steps[id]
        return whole

    def _dearest_lines(self, for_a_line: Mapping[str, int]) -> Iterator[tuple[str, int]]:
        """How many lines of each list a dossier may have, if it has as many as it may of the dearest."""
        left = lines_in_all(self.form)
        for id in sorted(for_a_line, key=lambda id: for_a_line[id], reverse=True):
            yield id, min(self.most[id], left)
            left -= min(self.most[id], left)

    def _after_at_most(self, names: set[str]) -> int:
        """The same with the dearest lines that a dossier may have: steps grow evenly with the lines of each list."""
        one = dict.fromkeys(self.most, 1)
        self.lines = one
        steps = base = self._after(names)
        for_a_line = {}
        for id in self.most:
            self.lines = {**one, id: 2}
            for_a_line[id] = self._after(names) - base
        return steps + sum(for_a_line[id] * max(lines - 1, 0) for id, lines in self._dearest_lines(for_a_line))

    def _after(self, names: set[str]) -> int:
        times = self._times(names)
        steps = sum(count * self.values[each] for each, count in times.items())
        aggregates = set[tuple[str, str, str]]().union(*(self.aggregates[each] for each in times))
        steps += sum(self.lines[group] for _, group, _ in aggregates)
        changed = {group for each in times if (group := self.nodes[each].group)}
        steps += sum(self.lines[group] * (_LINE + len(self.form.fields[group].columns)) for group in changed)
        return steps + self._problems({*names, *times}, times, changed)

    def _times(self, names: set[str]) -> dict[str, int]:
        """In how many lines each node is worked out again; 1 outside lines."""
        found = {name: 1 for name in names if name in self.nodes}
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            for node in self.users.get(name, ()):
                all_lines = self.lines[node.group] if node.group else 1
                times = found[name] if name in node.own else all_lines
                if times > found.get(node.key, 0):
                    found[node.key] = times
                    waiting.append(node.key)
            if name in self.lines:  # the group is shown or hidden: all its lines are read again
                for column in self.form.fields[name].columns.values():
                    if found.get(column.key, 0) < self.lines[name]:
                        found[column.key] = self.lines[name]
                        waiting.append(column.key)
        return found

    def _problems(self, names: Iterable[str], times: Mapping[str, int], changed: Iterable[str]) -> int:
        """Those of lines are found again in the lines that changed, or in all where something else did."""
        known = set(names)
        asked = {field.id for name in known for field in self.judged.get(name, ())}
        steps = 0
        for id in {*asked, *changed, *(each for each in known if each in self.form.fields)}:
            field = self.form.fields[id]
            steps += self.checks.get(id, 0)
            everywhere = not known.isdisjoint(field.problems_others)
            most = max((times.get(column.key, 0) for column in field.columns.values()), default=0)
            lines = self.lines.get(id, 0) if everywhere else most
            steps += lines * sum(self.checks[column.key] for column in field.columns.values())
        return steps

    def _cell(self, node: Field) -> int:
        default = 0 if node.default is None else _DEFAULT
        return _VALUE + default + sum(map(self._steps, _formulas(node)))

    def _divides(self, expression: Expression) -> bool:
        divides = any(isinstance(node, ast.Div) for node in ast.walk(expression.tree))
        return divides or not self.inexact.isdisjoint(expression.uses)

    def _conditions(self, node: Field) -> int:
        required = self._steps(node.required) if isinstance(node.required, Expression) else 0
        missing = _MISSING if node.required and node.formula is None else 0
        return _PROBLEM + missing + required + sum(_CHECK + self._steps(check.that) for check in node.checks)

    def _steps(self, expression: Expression) -> int:
        operation = _DIVISION if self._divides(expression) else _OPERATION
        return sum(self._weight(node, expression, operation) for node in ast.walk(expression.tree))

    def _weight(self, node: ast.AST, expression: Expression, operation: int) -> int:
        if isinstance(node, ast.BinOp):
            return operation
        if not isinstance(node, ast.Call):
            return 0 if isinstance(node, ast.expr_context | ast.operator | ast.cmpop | ast.boolop | ast.unaryop) else 1
        texts = (self._length(each, expression) for each in node.args)
        return _FUNCTION + sum(texts) // _SIGNS

    def _length(self, argument: ast.expr, expression: Expression) -> int:
        """The longest text that a name stands for; 0 for all else."""
        if not isinstance(argument, ast.Name):
            return 0
        own = (key for key in expression.own if key.endswith(f".{argument.id}"))
        field = self.nodes.get(next(own, argument.id))
        texts = field is not None and field.spec.traits.family == "text"
        return (field.spec.max_length or field.spec.traits.max_length) if field is not None and texts else 0

    def _aggregates(self, node: Field) -> frozenset[tuple[str, str, str]]:
        """Each aggregate over lines is worked out once, however often it is asked for."""
        found = [node.formula, node.default, node.required, *node.conditions, *(each.that for each in node.checks)]
        calls = (
            call
            for each in found
            if isinstance(each, Expression)
            for call in ast.walk(each.tree)
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in AGGREGATES
        )
        return frozenset(
            (name, column.value.id, column.attr)
            for call in calls
            for name in (getattr(call.func, "id", ""),)
            for column in call.args
            if isinstance(column, ast.Attribute) and isinstance(column.value, ast.Name)
        )
