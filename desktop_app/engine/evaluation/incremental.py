"""What of the last state still holds after a change: most fields rest on nothing that changed, and keep their cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.state import Cell, FormState, LineState, Problem
from desktop_app.engine.forms.form import Field


class IncrementalCache:
    """A state of the same form, day and address book, asked node by node in the order they are worked out.

    Without one (`before` None) nothing holds. Nothing of `before` is written to: a line that changes is copied.
    """

    def __init__(self, before: FormState | None, draft: Draft) -> None:
        self._before, self._draft = before, draft
        self._changed: set[str] = set()  # keys whose value is another one now
        self._moved: set[str] = set()  # groups whose lines are others, or in another order
        self._own: dict[str, set[str]] = {}  # of the groups that are not shared with `before`: the lines that hold

    def _rests(self, node: Field) -> bool:
        return self._before is not None and self._changed.isdisjoint(node.rests_on)

    def note(self, node: Field, value: Any) -> None:
        """A field has been worked out again; what rests on it has to be, too, where its value is another one."""
        if self._before is not None and not _alike(self._before.scope.get(node.id), value):
            self._changed.add(node.key)

    def cell(self, node: Field) -> Cell | None:
        """The cell of a field whose answer and all it rests on are as they were."""
        if self._before is None or not self._rests(node):
            return None
        before, draft = self._before.draft, self._draft
        same = _same(before.answers.get(node.id), draft.answers.get(node.id))
        return self._before.cells[node.id] if same and _replaced_alike(node, before, draft) else None

    # --- lines -------------------------------------------------------------------------------------------

    def share_lines(self, group: str, state: FormState) -> None:
        """The lines of a group whose cell holds, as they were until a column has to be worked out again."""
        assert self._before is not None
        state.lines[group] = self._before.lines[group]
        state.scope[group] = self._before.scope[group]

    def lines(self, group: str, raws: Sequence[Any], ids: Sequence[str]) -> list[LineState | None]:
        """For each line a copy of what holds, None where its answers are others."""
        if self._before is None:
            return [None] * len(ids)
        answers = self._before.cells[group].raw
        old = zip(self._before.lines[group], answers if isinstance(answers, list) else (), strict=False)
        by_id = {line.id: (line, raw) for line, raw in old}
        found = [_copy(by_id[id][0]) if id in by_id and _same_line(by_id[id][1], raw) else None
                 for id, raw in zip(ids, raws, strict=True)]  # fmt: skip
        self._own[group] = {line.id for line in found if line is not None}
        return found

    def note_lines(self, node: Field, state: FormState) -> None:
        """The lines of a group have been read again."""
        if self._before is None:
            return
        was, now = self._before.lines[node.id], state.lines[node.id]
        readable = (self._before.scope[node.id] is None) == (state.scope[node.id] is None)
        if not readable or [line.id for line in was] != [line.id for line in now]:
            self._changed.add(node.key)
            self._moved.add(node.id)

    def lines_to_work_out(self, node: Field, state: FormState) -> list[tuple[int, LineState]]:
        """The lines, with their place from 0, in which a column has to be worked out."""
        group = node.group or ""
        lines = list(enumerate(state.lines[group]))
        if self._before is None:
            return lines
        holds = self._rests(node)
        if group not in self._own:
            if holds:
                return []
            state.lines[group] = [_copy(line) for line in state.lines[group]]
            if state.scope[group] is not None:
                state.scope[group] = [line.values for line in state.lines[group]]
            self._own[group] = {line.id for line in state.lines[group]}
            lines = list(enumerate(state.lines[group]))
        own = self._own[group]
        return [(place, line) for place, line in lines if line.id not in own] if holds else lines

    def note_column(self, node: Field, worked_out: Sequence[tuple[int, LineState]]) -> None:
        """A column has been worked out again in some lines."""
        if self._before is None or node.group is None:
            return
        old = self._before.lines[node.group]
        if node.group in self._moved or any(
            not _alike(old[place].values.get(node.id), line.values[node.id]) for place, line in worked_out
        ):
            self._changed.add(node.key)

    # --- problems ----------------------------------------------------------------------------------------

    def problems(self, node: Field, state: FormState) -> tuple[Problem, ...] | None:
        """What was said of a field and of its lines, where all that speaks of them is as it was."""
        before = self._before
        if before is None or node.id not in before.judged or state.cells[node.id] is not before.cells[node.id]:
            return None
        same_lines = state.lines.get(node.id) is before.lines.get(node.id)
        same_aside = before.draft.set_aside == self._draft.set_aside
        return (
            before.judged[node.id] if same_lines and same_aside and self._changed.isdisjoint(node.judged_by) else None
        )


def _copy(line: LineState) -> LineState:
    return LineState(line.id, dict(line.cells), dict(line.values), line.readable)


def _replaced_alike(node: Field, before: Draft, draft: Draft) -> bool:
    return before.overrides.get(node.id) is draft.overrides.get(node.id)


def _same(old: Any, new: Any) -> bool:
    """Whether two answers are read alike; when in doubt they are not (to Python True is 1)."""
    return old is new or (type(old) is str and old == new)


def _same_line(old: Any, new: Any) -> bool:
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return old is new
    return old is new or (old.keys() == new.keys() and all(_same(value, new[name]) for name, value in old.items()))


def _alike(old: Any, new: Any) -> bool:
    """Whether two values count, are compared and are written alike: 1.50 is no 1.5."""
    return old is new or (type(old) is type(new) and old == new and str(old) == str(new))
