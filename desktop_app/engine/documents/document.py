"""Renders a document of a dossier: from its template and the values to blocks."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from desktop_app.engine.documents.blocks import (
    Annex,
    Block,
    Heading,
    Letterhead,
    Paragraph,
    PrintedDocument,
    RuleBlock,
    Runs,
    SignatureBlock,
    TableBlock,
)
from desktop_app.engine.documents.markdown import blocks
from desktop_app.engine.documents.signing import Signers
from desktop_app.engine.documents.standard_lists import STANDARD_ROWS, Row, calculated
from desktop_app.engine.documents.template import compiled, tables_of_lines
from desktop_app.engine.documents.values import (
    FORMULA_COLUMNS,
    HAND_ROWS,
    FormulaText,
    LineView,
    LineViews,
    Placeholders,
    TemplateValue,
)
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Document, Field
from desktop_app.engine.italian import dates, formatting
from desktop_app.engine.italian.phrases import counted


def render(
    document: Document, state: FormState, letterhead: Letterhead | None = None, *, by_pen: bool = False
) -> PrintedDocument:
    """The document of a dossier; while there are errors it is a draft, without signature fields.

    The letterhead is printed only on documents that ask for one. `by_pen`: what has no answer is filled in by hand,
    and the document is no draft.
    """
    signers = Signers(document, state, by_pen)
    annexes: list[Annex] = []

    def made(text: str, official: bool) -> tuple[Block, ...]:
        placeholders = Placeholders(by_pen, signers.left)
        names = template_names(state, placeholders, document.uses, tables_of_lines(text) if by_pen else ())
        filled = compiled(text).render(names)
        if not official:
            filled = placeholders.with_articles(filled)
        return tuple(blocks(filled, placeholders.all, signers.block, annexes))

    subject = document.spec.source or state.form.spec.title
    preface = made(document.preface, official=False) if document.preface is not None else ()
    text = signers.dated(made(document.text, official=document.verbatim is not None))
    return PrintedDocument(
        document.spec.title, text, tuple(annexes), "" if by_pen else draft_sentence(state), subject, preface,
        letterhead if document.spec.letterhead else None, initials=signers.initials,
    )  # fmt: skip


def draft_sentence(state: FormState) -> str:
    """Why a document is a draft: what is missing or wrong in its dossier; empty where nothing is."""
    errors = [problem for problem in state.problems if problem.severity == "error"]
    lacking = sum(problem.missing for problem in errors)
    wrong = len(errors) - lacking
    reasons = [counted(lacking, "manca una risposta", "mancano {} risposte")] if lacking else []
    reasons += [counted(wrong, "c'è un problema da risolvere", "ci sono {} problemi da risolvere")] if wrong else []
    return f"BOZZA, da non firmare: {' e '.join(reasons)}." if reasons else ""


def template_names(
    state: FormState, placeholders: Placeholders, uses: Collection[str], by_hand: Collection[str] = ()
) -> dict[str, Any]:
    """What a text may name, with its value: fields, rules, today, and those of the standard lists that it uses.

    The groups `by_hand` have empty lines to write in.
    """
    names: dict[str, Any] = {
        id: TemplateValue(formatting.plain_number(rule.value), None, placeholders)
        for id, rule in state.rules.items()
        if rule is not None
    }
    names["oggi"] = TemplateValue(dates.date(state.today), None, placeholders)
    for field in state.form.fields.values():
        if field.spec.type == "lines":
            names[field.id] = _lines(field, state, placeholders, field.id in by_hand)
        elif field.spec.type != "heading":
            cell = state.cells[field.id]
            proposed = cell.origin == "default" and not state.complete
            value, ref = (cell.value, FieldRef(field.id)) if cell.visible else (None, None)
            names[field.id] = TemplateValue(value, field.spec, placeholders, proposed=proposed, ref=ref)
    return names | _standard_lists(state, placeholders, uses)


def _lines(field: Field, state: FormState, placeholders: Placeholders, by_hand: bool) -> LineViews:
    if not state.cells[field.id].visible:
        return LineViews([], answered=False)
    lines = [(line.id, line.values) for line in state.lines[field.id]]
    answered = bool(lines)
    if not answered:
        blank: dict[str, Any] = dict.fromkeys(field.columns)
        rows = 1 if field.spec.blank_lines is None else field.spec.blank_lines
        lines = [("", blank)] * (max(rows, HAND_ROWS) if by_hand and rows else rows)
    views = [
        LineView(
            {
                id: TemplateValue(value, field.columns[id].spec, placeholders, ref=_ref(field, id, line))
                for id, value in values.items()
            }
            | {"riga": TemplateValue(str(number), None, placeholders)}
        )
        for number, (line, values) in enumerate(lines, 1)
    ]
    return LineViews(views, answered)


def _standard_lists(state: FormState, placeholders: Placeholders, uses: Collection[str]) -> dict[str, list[LineView]]:
    def view(row: Row, of: FieldRef | None) -> LineView:
        return LineView(
            {
                name: (FormulaText if name in FORMULA_COLUMNS else TemplateValue)(
                    formatting.euro_first(words or ""), None, placeholders, ref=of if name == "risultato" else None
                )
                for name, words in row.items()
            }
        )

    def views(name: str) -> list[LineView]:
        rows = STANDARD_ROWS[name](state)
        fields = [FieldRef(field.id) for field in calculated(state)] if name == "calcoli" else [None] * len(rows)
        return [view(row, of) for row, of in zip(rows, fields, strict=True)]

    return {name: views(name) for name in STANDARD_ROWS if name in uses}


def _ref(field: Field, column: str, line: str) -> FieldRef:
    """A column of a line; of an empty line that is printed for the pen the whole group, for there is no such line."""
    return FieldRef(field.id, column, line) if line else FieldRef(field.id)


def plain_text(found: tuple[Block, ...]) -> str:
    """The blocks as plain text, one line for each, with the marks of lists: to compare with the official wording."""
    lines: list[str] = []
    for block in found:
        lines += _lines_of(block)
    return "\n".join(lines)


def _lines_of(block: Block) -> list[str]:
    if isinstance(block, Heading | Paragraph):
        return [_text(block.runs)]
    if isinstance(block, SignatureBlock):
        return [_text(block.printed), "_____"]
    if isinstance(block, TableBlock):
        return [_text(cell) for row in (block.head, *block.rows) for cell in row]
    lines: list[str] = []
    if isinstance(block, RuleBlock):
        return lines
    for item in block.items:
        first, *others = [line for child in item.blocks for line in _lines_of(child)] or [""]
        lines += [f"{item.mark} {first}", *others]
    return lines


def _text(runs: Runs) -> str:
    return re.sub(r"\s+", " ", "".join(run.text for run in runs)).strip()
