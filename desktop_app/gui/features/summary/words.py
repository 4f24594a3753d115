"""Every answer of a dossier in words, step by step: compared before anything of it is drawn again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.state import Cell, FormState, Problem
from desktop_app.engine.forms.form import Field
from desktop_app.engine.italian import formatting
from desktop_app.engine.italian.phrases import capitalized
from desktop_app.gui.widgets.drawing.states import ORIGIN_LOOKS
from desktop_app.gui.widgets.lists.line_content import LineColumn, LineWords
from desktop_app.gui.wording.line_words import slots_of, words_of
from desktop_app.gui.wording.sentences import tidy
from desktop_app.session.dossier import Dossier
from desktop_app.session.steps import StepState, step_state, visible_fields

STEP_OF: Final[dict[StepState, str]] = {
    "not_started": "todo", "in_progress": "doing", "complete": "done", "problem": "problem", "not_needed": "unneeded",
}  # fmt: skip
FIRST_LINES: Final = 10
MISSING: Final = "Manca la risposta"


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence under an answer: `kind` is error, warning, note or missing."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """One answer: its words, where it is given, what there is to say of it; `link` are the words that lead there."""

    place: FieldRef
    label: str
    value: str
    said: tuple[Remark, ...] = ()
    link: str = "Modifica"

    @property
    def spoken(self) -> str:
        """The same for who listens."""
        return ". ".join(part.rstrip(".") for part in (f"{self.label}: {self.value}", *(s.words for s in self.said)))


@dataclass(frozen=True, slots=True)
class LineItem:
    """One line: the cells of the table, and below them all else that was answered in it."""

    place: FieldRef
    words: LineWords
    rest: str
    said: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class LinesItem:
    """A group of lines as a table, cut after the first ones unless all are wanted."""

    place: FieldRef
    label: str
    slots: tuple[LineColumn, ...]
    lines: tuple[LineItem, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TitleItem:
    """The heading of a block."""

    words: str


@dataclass(frozen=True, slots=True)
class BlanksItem:
    """What may stay empty and did."""

    words: str


SummaryItem = AnswerItem | LinesItem | TitleItem | BlanksItem


@dataclass(frozen=True, slots=True)
class Group:
    """A step with its answers; `state` is an id of the steps' states."""

    page: str
    title: str
    state: str
    items: tuple[SummaryItem, ...]


def groups_of(dossier: Dossier, whole: frozenset[str]) -> list[Group]:
    """All steps; `whole` are the groups of lines that are shown to the last one."""
    problems = _by_place(dossier.state)
    return [
        Group(page.id, page.title, _step_state(dossier, page.id), tuple(_items(page.id, dossier, problems, whole)))
        for page in dossier.form.pages
    ]


def _step_state(dossier: Dossier, page: str) -> str:
    return STEP_OF[step_state(dossier.state, page)]


ProblemsByKey = dict[tuple[str, int | None], list[Problem]]


def _by_place(state: FormState) -> ProblemsByKey:
    found: ProblemsByKey = {}
    for problem in state.problems:
        found.setdefault((problem.field, problem.line), []).append(problem)
    return found


def _items(page: str, dossier: Dossier, problems: ProblemsByKey, whole: frozenset[str]) -> Iterator[SummaryItem]:
    blanks: list[str] = []
    title: TitleItem | None = None
    for field in visible_fields(dossier.state, page):
        if field.spec.type == "heading":
            title = TitleItem(field.spec.label)
            continue
        item: SummaryItem | None
        if field.columns:
            item = _lines(field, dossier, problems, field.id in whole)
        else:
            item = _answer(field, dossier.state, problems.get((field.id, None), []))
        if item is None:
            blanks += [field.spec.label] if field.formula is None else []
            continue
        if title is not None:
            yield title
            title = None
        yield item
    if blanks:
        yield BlanksItem(f"Facoltative, senza risposta: {', '.join(blanks)}.")


def _answer(field: Field, state: FormState, problems: list[Problem]) -> AnswerItem | None:
    """None where nothing was answered and nothing is missing."""
    cell = state.cells[field.id]
    said = tuple(_said(cell, problems, field.id in state.unconfirmed))
    value = shown_answer(field, cell)
    if not value:
        if not problems:
            return None
        value = MISSING if any(problem.missing for problem in problems) else "—"
    link = "Vedi" if field.formula is not None and cell.origin != "overridden" else "Modifica"
    if value == MISSING:
        link = "Rispondi"
    return AnswerItem(FieldRef(field.id), tidy(field.spec.label), value, said, link)


def shown_answer(field: Field, cell: Cell) -> str:
    """A value as the window shows it; what cannot be read as it was typed."""
    if cell.value is None:
        return "" if cell.raw in (None, "") or isinstance(cell.raw, list) else str(cell.raw)[:200]
    words = formatting.value(field.spec, cell.value)
    if field.spec.unit:
        words += f"\u00a0{field.spec.unit}"
    return capitalized(words) if field.spec.traits.picked else words


def _said(cell: Cell, problems: list[Problem], unconfirmed: bool) -> Iterator[Remark]:
    if cell.origin == "computed":
        yield Remark("computed", "calcolato")
    elif cell.origin == "default":
        yield Remark("computed", "proposto da Commessa")
    elif cell.origin == "book":
        yield Remark("book", "da Anagrafiche")
    elif cell.origin == "overridden" and cell.reason:
        yield Remark("overridden", f"sostituito: «{cell.reason}»")
    if unconfirmed and cell.value is not None and cell.origin != "overridden":
        yield Remark("unconfirmed", ORIGIN_LOOKS["unconfirmed"].words)
    yield from _problems(problems)


def _problems(problems: list[Problem]) -> Iterator[Remark]:
    for problem in problems:
        if problem.missing:
            continue
        yield Remark(problem.severity, tidy(problem.message))
        if problem.reason:
            yield Remark("note", f"Lasciato così: «{problem.reason}»")


# --- lines -----------------------------------------------------------------------------------------------


def _lines(field: Field, dossier: Dossier, problems: ProblemsByKey, whole: bool) -> SummaryItem | None:
    lines, own = dossier.state.lines[field.id], problems.get((field.id, None), [])
    cell = dossier.state.cells[field.id]
    if not lines:
        missing = any(problem.missing for problem in own)
        if not own and cell.raw in (None, []):
            return None
        said = tuple(_problems(own))
        return AnswerItem(
            FieldRef(field.id),
            field.spec.label,
            MISSING if missing else "—",
            said,
            "Rispondi" if missing else "Modifica",
        )
    slots = slots_of(field)
    taken = {id for slot in slots for id in (slot.main, slot.sub) if id}
    by_line: dict[int, list[Problem]] = {}
    for problem in dossier.state.problems:
        if problem.line is not None and problem.root == field.id:
            by_line.setdefault(problem.line, []).append(problem)
    count = len(lines) if whole else min(len(lines), FIRST_LINES)
    made = tuple(
        _line(field, dossier.state, number, slots, taken, by_line.get(number, [])) for number in range(1, count + 1)
    )
    return LinesItem(FieldRef(field.id), field.spec.label, slots, made, len(lines))


def _line(
    field: Field, state: FormState, number: int, slots: tuple[LineColumn, ...], taken: set[str], problems: list[Problem]
) -> LineItem:
    line = state.lines[field.id][number - 1]
    words = words_of(
        field, slots, line, number, [each for each in problems if not each.missing], any(p.missing for p in problems)
    )
    rest = [
        f"{column.spec.label}: {value}"
        for column in field.columns.values()
        if column.id not in taken and column.id in line.cells and line.cells[column.id].visible
        for value in (shown_answer(column, line.cells[column.id]),)
        if value and f"{column.spec.label} {value}" != words.words
    ]
    missing = [
        column.spec.label
        for column in field.columns.values()
        if any(p.missing and p.field == column.key for p in problems)
    ]
    said = [Remark("missing", f"Manca: {', '.join(missing)}.")] if missing else []
    return LineItem(FieldRef(field.id, None, line.id), words, tidy(" · ".join(rest)), (*said, *_problems(problems)))
