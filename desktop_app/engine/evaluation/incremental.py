"""What can be kept of the state before a change: most fields depend on nothing that changed, and keep their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.state import Cell, FormState, LineState, Problem
from desktop_app.engine.forms.definition import RuleDef
from desktop_app.engine.forms.form import Field
from desktop_app.engine.formula.lines import GroupValues


class IncrementalCache:
    """The state before, of the same form, today and address book; asked field by field in the order of evaluation.

    Without one (`before` None) nothing is kept. `before` is never written to: a line that changes is copied first.
    """

    def __init__(self, before: FormState | None, draft: Draft, rules: Mapping[str, RuleDef | None]) -> None:
        self._before, self._draft = before, draft
        # The rules in force, and the keys of the fields and columns, with another value than before.
        self._changed: set[str] = set()
        self._given: set[str] = set()  # the fields with another answer or value of the parties' own
        if before is not None:
            self._given = _given_otherwise(before.draft, draft)
            if before.rules is not rules:  # another day decides
                self._changed = {id for id, rule in rules.items() if rule is not before.rules[id]}
        self._rearranged: set[str] = set()  # groups with other lines than before, or in another order
        self._copied: dict[str, set[str]] = {}  # by group, the ids of the lines copied from `before`
        self._keeps_lines: dict[str, bool] = {}  # by group, whether problems of single lines may be kept
        self._changed_in: dict[str, set[str]] = {}  # by changed column, the ids of the lines where it did

    def note(self, node: Field, value: Any) -> None:
        """Records that a field was evaluated again, and whether its value changed."""
        if self._before is not None and not _is_same_value(self._before.scope.get(node.id), value):
            self._changed.add(node.key)

    def cell(self, node: Field) -> Cell | None:
        """The cell of a field whose answer and dependencies did not change, else None."""
        if self._before is None or node.id in self._given or not self._changed.isdisjoint(node.depends_on):
            return None
        return self._before.cells[node.id]

    def has_lines(self, group: str, count: int) -> bool:
        """Whether a group had so many lines before: of those given, only some may fit beside the other lists."""
        return self._before is not None and len(self._before.lines[group]) == count

    # --- lines -------------------------------------------------------------------------------------------

    def share_lines(self, group: str, state: FormState) -> None:
        """Puts the lines before into the state, for a group whose cell was kept; copied only if a column changes."""
        assert self._before is not None
        state.lines[group] = self._before.lines[group]
        state.scope[group] = self._before.scope[group]

    def lines(self, group: str, raws: Sequence[Any], ids: Sequence[str]) -> list[LineState | None]:
        """For each line a copy of the one before, None where its answers changed."""
        if self._before is None:
            return [None] * len(ids)
        answers = self._before.cells[group].raw
        old = zip(self._before.lines[group], answers if isinstance(answers, list) else (), strict=False)
        by_id = {line.id: (line, raw) for line, raw in old}
        found = [_copy(by_id[id][0]) if id in by_id and _is_same_line(by_id[id][1], raw) else None
                 for id, raw in zip(ids, raws, strict=True)]  # fmt: skip
        self._copied[group] = {line.id for line in found if line is not None}
        return found

    def note_lines(self, node: Field, state: FormState) -> None:
        """Records that the lines of a group were read again, and whether they or their order changed."""
        if self._before is None:
            return
        was, now = self._before.lines[node.id], state.lines[node.id]
        same_readable = (self._before.scope[node.id] is None) == (state.scope[node.id] is None)
        if not same_readable or [line.id for line in was] != [line.id for line in now]:
            self._changed.add(node.key)
            self._rearranged.add(node.id)

    def lines_to_evaluate(self, node: Field, state: FormState) -> list[tuple[int, LineState]]:
        """The lines, with their index from 0, in which a column must be evaluated."""
        group = node.group or ""
        lines = list(enumerate(state.lines[group]))
        if self._before is None:
            return lines
        unaffected = self._changed.isdisjoint(node.others)
        touched = set[str]().union(*(self._changed_in.get(key, ()) for key in node.own)) if unaffected else set()
        if group not in self._copied:
            if unaffected and not touched:
                return []
            state.lines[group] = [_copy(line) for line in state.lines[group]]
            if state.scope[group] is not None:
                state.scope[group] = GroupValues(line.values for line in state.lines[group])
            self._copied[group] = {line.id for line in state.lines[group]}
            lines = list(enumerate(state.lines[group]))
        copied = self._copied[group]
        if not unaffected:
            return lines
        return [(index, line) for index, line in lines if line.id not in copied or line.id in touched]

    def note_column(self, node: Field, evaluated: Sequence[tuple[int, LineState]]) -> None:
        """Records that a column was evaluated again in some lines, and whether a value changed."""
        if self._before is None or node.group is None:
            return
        old = self._before.lines[node.group]
        if node.group in self._rearranged:
            self._changed.add(node.key)
            self._changed_in[node.key] = {line.id for _, line in evaluated}
            return
        changed = {
            line.id
            for index, line in evaluated
            if not _is_same_value(old[index].values.get(node.id), line.values[node.id])
        }
        if changed:
            self._changed.add(node.key)
            self._changed_in[node.key] = changed

    # --- problems ----------------------------------------------------------------------------------------

    def problems(self, node: Field, state: FormState) -> tuple[Problem, ...] | None:
        """The problems of a field and of its lines, where nothing that they depend on changed, else None."""
        before = self._before
        if before is None or state.cells[node.id] is not before.cells[node.id]:
            return None
        same_lines = state.lines.get(node.id) is before.lines.get(node.id)
        same_aside = before.draft.set_aside == self._draft.set_aside
        if not (same_lines and same_aside and self._changed.isdisjoint(node.problems_depend_on)):
            return None
        return before.problems_by_field.get(node.id)

    def share_problems_of_lines(self, group: str, state: FormState) -> None:
        """Puts the problems of the lines before into the state, for a group whose problems were kept."""
        if self._before is not None and group in self._before.problems_by_line:
            state.problems_by_line[group] = self._before.problems_by_line[group]

    def problems_of_line(self, node: Field, number: int, line: LineState) -> tuple[Problem, ...] | None:
        """The problems of one line, where neither its cells nor what else they depend on changed, else None."""
        if not self._may_keep_lines(node):
            return None
        assert self._before is not None
        known, lines = self._before.problems_by_line.get(node.id, ()), self._before.lines[node.id]
        if number > len(known) or lines[number - 1].id != line.id:
            return None
        before = lines[number - 1]
        same = before.readable == line.readable and all(
            line.cells.get(id) is before.cells.get(id) for id in node.columns
        )
        return known[number - 1] if same else None

    def _may_keep_lines(self, node: Field) -> bool:
        if node.id not in self._keeps_lines:
            before = self._before
            self._keeps_lines[node.id] = (
                before is not None
                and before.draft.set_aside == self._draft.set_aside
                and self._changed.isdisjoint(node.problems_others)
            )
        return self._keeps_lines[node.id]


def _copy(line: LineState) -> LineState:
    return LineState(line.id, dict(line.cells), dict(line.values), line.readable)


def _given_otherwise(old: Draft, new: Draft) -> set[str]:
    """The fields with another answer, or another value of the parties' own. Found once: there are more fields."""
    ids = {**old.answers, **new.answers}
    answers = [id for id in ids if not _is_same_answer(old.answers.get(id), new.answers.get(id))]
    own = [id for id in {**old.overrides, **new.overrides} if old.overrides.get(id) is not new.overrides.get(id)]
    return {*answers, *own}


def _is_same_answer(old: Any, new: Any) -> bool:
    """Whether two answers are read alike; when in doubt they are not (to Python True is 1)."""
    return old is new or (type(old) is str and old == new)


def _is_same_line(old: Any, new: Any) -> bool:
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return old is new
    return old is new or (old.keys() == new.keys() and all(_is_same_answer(old[name], new[name]) for name in old))


def _is_same_value(old: Any, new: Any) -> bool:
    """Whether two values count, compare and are written alike: 1.50 is not 1.5."""
    return old is new or (type(old) is type(new) and old == new and str(old) == str(new))
