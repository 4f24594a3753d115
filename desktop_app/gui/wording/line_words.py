"""The words of a closed line: the answers of a few of its columns, and its state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.state import LineState, Problem
from desktop_app.engine.forms.form import Field
from desktop_app.engine.italian import formatting
from desktop_app.engine.italian.phrases import capitalized
from desktop_app.gui.widgets.drawing.states import SEVERITY_LOOKS, STEP_LOOKS, StateLook
from desktop_app.gui.widgets.lists.line_content import LineColumn, LineWords

MOST_SLOTS = 4  # columns of the table of lines, without the amount


def slots_of(group: Field) -> tuple[LineColumn, ...]:
    """The columns of the table of lines: the first asked ones, then the amount.

    A text after the title, and a column that is not always asked, stand in the same cell below the one before.
    """
    asked = [column for column in group.columns.values() if column.formula is None and _is_telling(column)]
    lead = asked[0] if asked and asked[0].spec.traits.textual else None
    rows: list[list[Field]] = [[lead] if lead else []]
    for column in asked[1:] if lead else asked:
        if column.spec.traits.euro:
            continue
        below = column.spec.visible_when is not None and len(rows) > 1 and len(rows[-1]) == 1
        if below or (len(rows) == 1 and len(rows[0]) == 1 and column.spec.traits.textual):
            rows[-1].append(column)
        else:
            rows.append([column])
    title = _slot(capitalized(group.spec.item or "riga"), rows[0])
    shown = [_slot(row[0].spec.label, row) for row in rows[1:MOST_SLOTS]]
    return (title, *shown, *_amount(group))


def _is_telling(column: Field) -> bool:
    """Whether its answer is of use on a closed line: a sì or no without its question is not, nor a long text."""
    traits = column.spec.traits
    return traits.family != "yes_no" and not traits.several_lines


def _slot(caption: str, columns: Sequence[Field]) -> LineColumn:
    ids = [column.id for column in columns]
    return LineColumn(caption, ids[0] if ids else "", ids[1] if len(ids) > 1 else None)


def _amount(group: Field) -> list[LineColumn]:
    """The amount that is asked, as the calculation uses it: with what stands in for it where it is not answered."""
    amounts = [column for column in group.columns.values() if column.spec.traits.euro]
    if not amounts:
        return []
    asked = next((column for column in amounts if column.formula is None), amounts[-1])
    used = (each for each in amounts if each.formula is not None and asked.key in each.formula.uses)
    return [LineColumn(asked.spec.label, next(used, asked).id, right=True)]


def _count(group: Field, line: LineState) -> str:
    """The words of a complete line: its last computed count, where it has one."""
    counts = [c for c in group.columns.values() if c.formula is not None and c.spec.traits.whole]
    value = line.values.get(counts[-1].id) if counts else None
    return f"{counts[-1].spec.label} {formatting.plain_number(value)}" if value is not None else "Completa"


def words_of(
    group: Field,
    slots: Sequence[LineColumn],
    line: LineState,
    number: int,
    problems: Sequence[Problem],
    unfinished: bool,
) -> LineWords:
    """The words of one line. `problems` are those that may be named; `unfinished` tells of errors, named or not."""
    cells = [(_shown(group, slot.main, line), _shown(group, slot.sub, line)) for slot in slots]
    if not cells[0][0]:
        cells[0] = (f"{capitalized(group.spec.item or 'riga')} {number}", cells[0][1])
    return LineWords(number, tuple(cells), *_state(problems, unfinished, _count(group, line)))


def _shown(group: Field, id: str | None, line: LineState) -> str:
    cell = line.cells.get(id or "")
    if cell is None or not cell.visible:
        return ""
    if cell.value is None:
        return f"«{str(cell.raw)[:30]}»" if cell.raw not in (None, "") else ""
    spec = group.columns[id or ""].spec
    shown = formatting.with_unit(formatting.value(spec, cell.value), spec.unit)
    return capitalized(shown) if spec.options is not None else shown


def _state(problems: Sequence[Problem], unfinished: bool, complete: str) -> tuple[StateLook, str]:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = sum(problem.severity == "warning" for problem in problems)
    if errors:
        return SEVERITY_LOOKS["error"], "1 problema" if errors == 1 else f"{errors} problemi"
    if unfinished:
        return STEP_LOOKS["doing"], "Da finire"
    if warnings:
        return SEVERITY_LOOKS["warning"], "1 avviso" if warnings == 1 else f"{warnings} avvisi"
    return STEP_LOOKS["done"], complete


def unfinished_lines(problems: Sequence[Problem], group: str) -> set[int]:
    """The numbers of the lines of a group that have an error, named or not."""
    return {
        problem.line
        for problem in problems
        if problem.line is not None and problem.severity == "error" and problem.column and problem.root == group
    }


def by_line(visible: Mapping[FieldRef, tuple[Problem, ...]], group: str) -> dict[int, list[Problem]]:
    """The problems that may be named, by the number of their line."""
    found: dict[int, list[Problem]] = {}
    for problems in visible.values():
        for problem in problems:
            if problem.line is not None and problem.root == group:
                found.setdefault(problem.line, []).append(problem)
    return found
