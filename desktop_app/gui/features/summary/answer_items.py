"""The answers of a dossier in words, step by step, as data: compared before anything is drawn again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.replaced import remark
from desktop_app.engine.evaluation.state import Cell, FormState, Problem
from desktop_app.engine.forms.form import Field
from desktop_app.engine.italian import formatting
from desktop_app.engine.italian.phrases import capitalized
from desktop_app.gui.widgets.drawing.states import ORIGIN_LOOKS
from desktop_app.gui.widgets.lists.line_content import LineColumn, LineWords
from desktop_app.gui.wording.line_words import slots_of, words_of
from desktop_app.gui.wording.sentences import tidy
from desktop_app.gui.wording.step_words import STEP_LOOK_IDS
from desktop_app.session.dossier import Dossier
from desktop_app.session.labels import question_label
from desktop_app.session.steps import step_state, visible_fields

LINES_SHOWN: Final = 10  # of a group, before "Mostra tutte"
MISSING_ANSWER: Final = "Manca la risposta"


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence under an answer: `kind` is error, warning, note or missing."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """One answer: where it is, label, value, remarks; `link` are the words of the link to it.

    `question` is said aloud instead of the label: it is told apart from others of that name.
    """

    place: FieldRef
    label: str
    value: str
    remarks: tuple[Remark, ...] = ()
    link: str = "Modifica"
    question: str = ""

    @property
    def spoken(self) -> str:
        """What screen readers say of the answer."""
        question = f"{self.question or self.label}: {self.value}"
        return ". ".join(part.rstrip(".") for part in (question, *(each.words for each in self.remarks)))


@dataclass(frozen=True, slots=True)
class LineItem:
    """One line: the cells of its table row, the answers that have no column, and remarks."""

    place: FieldRef
    words: LineWords
    further_answers: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class LinesItem:
    """A group of lines as a table; `lines` are the first of `total`, or all."""

    place: FieldRef
    label: str
    columns: tuple[LineColumn, ...]
    lines: tuple[LineItem, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TitleItem:
    """The heading of a block."""

    words: str


@dataclass(frozen=True, slots=True)
class BlanksItem:
    """Optional answers that were left empty."""

    words: str


SummaryItem = AnswerItem | LinesItem | TitleItem | BlanksItem


@dataclass(frozen=True, slots=True)
class StepAnswers:
    """A step with its answers; `state` is an id of STEP_LOOKS."""

    page: str
    title: str
    state: str
    items: tuple[SummaryItem, ...]


def step_answers(dossier: Dossier, expanded: frozenset[str]) -> Iterator[StepAnswers]:
    """The answers of all steps, one after the other; `expanded` are the groups of which all lines are shown."""
    problems = _by_place(dossier.state)
    for page in dossier.form.pages:
        items = tuple(_items(page.id, dossier, problems, expanded))
        yield StepAnswers(page.id, page.title, _step_state(dossier, page.id), items)


def _step_state(dossier: Dossier, page: str) -> str:
    return STEP_LOOK_IDS[step_state(dossier.state, page)]


ProblemsByKey = dict[tuple[str, int | None], list[Problem]]


def _by_place(state: FormState) -> ProblemsByKey:
    found: ProblemsByKey = {}
    for problem in state.problems:
        found.setdefault((problem.field, problem.line), []).append(problem)
    return found


def _items(page: str, dossier: Dossier, problems: ProblemsByKey, expanded: frozenset[str]) -> Iterator[SummaryItem]:
    blanks: list[str] = []
    title: TitleItem | None = None
    for field in visible_fields(dossier.state, page):
        if field.spec.type == "heading":
            title = TitleItem(field.spec.label)
            continue
        item: SummaryItem | None
        if field.columns:
            item = _lines(field, dossier, problems, field.id in expanded)
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
    """None where nothing was answered and there is no problem."""
    cell = state.cells[field.id]
    said = remark(state, field.id) if field.formula is not None else ""
    remarks = tuple(_remarks(cell, problems, said, field.id in state.unconfirmed))
    value = shown_answer(field, cell)
    if not value:
        if not problems:
            return None
        value = MISSING_ANSWER if any(problem.missing for problem in problems) else "—"
    link = "Vedi" if field.formula is not None and cell.origin != "overridden" else "Modifica"
    if value == MISSING_ANSWER:
        link = "Rispondi"
    question = tidy(question_label(state.form, field))
    return AnswerItem(FieldRef(field.id), tidy(field.spec.label), value, remarks, link, question)


def shown_answer(field: Field, cell: Cell) -> str:
    """An answer's value in words; one that cannot be read, as it was typed."""
    if cell.value is None:
        return "" if cell.raw in (None, "") or isinstance(cell.raw, list) else str(cell.raw)[:200]
    words = formatting.with_unit(formatting.value(field.spec, cell.value), field.spec.unit)
    return capitalized(words) if field.spec.traits.picked else words


def _remarks(cell: Cell, problems: list[Problem], said: str, unconfirmed: bool) -> Iterator[Remark]:
    if cell.origin == "computed":
        yield Remark("computed", "calcolato")
    elif cell.origin == "default":
        yield Remark("computed", "proposto da Commessa")
    elif cell.origin == "book":
        yield Remark("book", "da Anagrafiche")
    if said:
        yield Remark("overridden", tidy(said))
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


def _lines(field: Field, dossier: Dossier, problems: ProblemsByKey, expanded: bool) -> SummaryItem | None:
    lines, own = dossier.state.lines[field.id], problems.get((field.id, None), [])
    cell = dossier.state.cells[field.id]
    if not lines:
        missing = any(problem.missing for problem in own)
        if not own and cell.raw in (None, []):
            return None
        remarks = tuple(_problems(own))
        return AnswerItem(
            FieldRef(field.id),
            field.spec.label,
            MISSING_ANSWER if missing else "—",
            remarks,
            "Rispondi" if missing else "Modifica",
        )
    columns = slots_of(field)
    in_table = {id for slot in columns for id in (slot.main, slot.sub) if id}
    by_line: dict[int, list[Problem]] = {}
    for problem in dossier.state.problems:
        if problem.line is not None and problem.root == field.id:
            by_line.setdefault(problem.line, []).append(problem)
    count = len(lines) if expanded else min(len(lines), LINES_SHOWN)
    made = tuple(
        _line(field, dossier.state, number, columns, in_table, by_line.get(number, []))
        for number in range(1, count + 1)
    )
    return LinesItem(FieldRef(field.id), field.spec.label, columns, made, len(lines))


def _line(
    field: Field,
    state: FormState,
    number: int,
    columns: tuple[LineColumn, ...],
    in_table: set[str],
    problems: list[Problem],
) -> LineItem:
    line = state.lines[field.id][number - 1]
    words = words_of(
        field, columns, line, number, [each for each in problems if not each.missing], any(p.missing for p in problems)
    )
    rest = [
        f"{column.spec.label}: {value}"
        for column in field.columns.values()
        if column.id not in in_table and column.id in line.cells and line.cells[column.id].visible
        for value in (shown_answer(column, line.cells[column.id]),)
        if value and f"{column.spec.label} {value}" != words.words
    ]
    missing = [
        column.spec.label
        for column in field.columns.values()
        if any(p.missing and p.field == column.key for p in problems)
    ]
    remarks = [Remark("missing", f"Manca: {', '.join(missing)}.")] if missing else []
    return LineItem(FieldRef(field.id, None, line.id), words, tidy(" · ".join(rest)), (*remarks, *_problems(problems)))
