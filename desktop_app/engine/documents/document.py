"""Renders a document of a dossier: from its template and the values to blocks."""

from __future__ import annotations

import re
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
from desktop_app.engine.documents.template import environment, in_calculations, prepared
from desktop_app.engine.documents.values import LineView, LineViews, Placeholders, TemplateValue
from desktop_app.engine.evaluation.deadlines import occurrences
from desktop_app.engine.evaluation.replaced import is_replaced
from desktop_app.engine.evaluation.state import NO_LINE, FormState, value_or_none
from desktop_app.engine.evaluation.trace import Trace, trace
from desktop_app.engine.forms.form import Document, Field
from desktop_app.engine.italian import formatting
from desktop_app.engine.italian.phrases import TO_VERIFY

TO_CONFIRM = "da confermare con l'ufficio"  # the same words as in the forms


def render(document: Document, state: FormState, letterhead: Letterhead | None = None) -> PrintedDocument:
    """The document of a dossier; while there are errors it is a draft, without signature fields.

    The letterhead is printed only on documents that ask for one.
    """
    draft = not state.complete
    conditions = {signer.spec.id: signer for signer in document.signers}

    def sign(id: str) -> SignatureBlock | None:
        signer = conditions[id]
        signs = signer.condition is None or value_or_none(signer.condition, state.scope, NO_LINE)
        if signs is False:
            return None
        return SignatureBlock(signer.spec.label, id if signs and not draft else None)

    annexes: list[Annex] = []

    def made(text: str) -> tuple[Block, ...]:
        placeholders = Placeholders()
        filled = environment().from_string(prepared(text)).render(_names(state, placeholders))
        return tuple(blocks(filled, placeholders.all, sign, annexes))

    subject = document.spec.source or state.form.spec.title
    preface = made(document.preface) if document.preface is not None else ()
    return PrintedDocument(
        document.spec.title, made(document.text), tuple(annexes), draft, subject, preface,
        letterhead if document.spec.letterhead else None,
    )  # fmt: skip


def _names(state: FormState, placeholders: Placeholders) -> dict[str, Any]:
    names: dict[str, Any] = {
        id: TemplateValue(formatting.plain_number(rule.value), None, placeholders)
        for id, rule in state.rules.items()
        if rule is not None
    }
    names["oggi"] = TemplateValue(formatting.date(state.today), None, placeholders)
    for field in state.form.fields.values():
        if field.spec.type == "lines":
            names[field.id] = _lines(field, state, placeholders)
        elif field.spec.type != "heading":
            cell = state.cells[field.id]
            names[field.id] = TemplateValue(cell.value if cell.visible else None, field.spec, placeholders)
    return names | _standard_lists(state, placeholders)


def _lines(field: Field, state: FormState, placeholders: Placeholders) -> LineViews:
    if not state.cells[field.id].visible:
        return LineViews([], answered=False)
    lines = [line.values for line in state.lines[field.id]]
    answered = bool(lines)
    if not answered:
        blank: dict[str, Any] = dict.fromkeys(field.columns)
        lines = [blank] * (1 if field.spec.blank_lines is None else field.spec.blank_lines)
    views = [
        LineView(
            {id: TemplateValue(value, field.columns[id].spec, placeholders) for id, value in line.items()}
            | {"riga": TemplateValue(str(number), None, placeholders)}
        )
        for number, line in enumerate(lines, 1)
    ]
    return LineViews(views, answered)


def _standard_lists(state: FormState, placeholders: Placeholders) -> dict[str, list[LineView]]:
    def views(rows: list[dict[str, str | None]]) -> list[LineView]:
        return [LineView({k: TemplateValue(v or "", None, placeholders) for k, v in row.items()}) for row in rows]

    return {
        "calcoli": views(_calculations(state)),
        "letture": views(
            [
                {"dubbio": reading.doubt, "lettura": reading.reading, "fonte": reading.source}
                for reading in state.readings
            ]
        ),
        "novita": views(_notices(state)),
        "regole": views(_rules(state)),
        "scadenze": views(
            [
                {
                    "titolo": term.title,
                    "data": formatting.date(term.date),
                    "fonte": term.source,
                    "riga": str(term.line or ""),
                    "nota": term.remark,
                }
                for term in occurrences(state)
            ]
        ),
        "avvisi": views(
            [
                {"messaggio": problem.message, "fonte": problem.source, "motivo": problem.reason}
                for problem in state.problems
                if problem.severity != "error"
            ]
        ),
        "sostituzioni": views(_overrides(state)),
    }


def _calculations(state: FormState) -> list[dict[str, str | None]]:
    rows: list[dict[str, str | None]] = []
    for field in state.form.fields.values():
        if in_calculations(field.spec) and state.cells[field.id].visible:
            found = trace(state, field.id)
            rows.append(
                {
                    "etichetta": found.label,
                    "formula": found.formula,
                    "numeri": found.numbers,
                    "risultato": found.remark if is_replaced(state, field.id) else _with_remark(found),
                    "fonte": found.source,
                    "confermato": TO_CONFIRM if field.id in state.unconfirmed else "",
                }
            )
    return rows


def _with_remark(told: Trace) -> str:
    return f"{told.result} ({told.remark})" if told.result and told.remark else told.result


def _rules(state: FormState) -> list[dict[str, str | None]]:
    shown = [f for f in state.form.fields.values() if f.spec.printed and f.id in state.cells]
    used = {name for field in shown if state.cells[field.id].visible for name in _uses(field)}
    return [
        {
            "etichetta": rule.label or id,
            "valore": formatting.with_unit(formatting.of_rule(rule), rule.value, rule.unit),
            "fonte": rule.source,
            "confermata": "" if rule.confirmed else TO_CONFIRM,
        }
        for id, rule in state.rules.items()
        if rule is not None and id in used
    ]


def _notices(state: FormState) -> list[dict[str, str | None]]:
    read = state.draft.notices_read
    return [
        {
            "testo": notice.text,
            "dal": formatting.date(notice.from_),
            "fonte": notice.source,
            "confermata": "" if notice.confirmed else TO_VERIFY,
            "letta": formatting.date(read[notice.id]) if notice.id in read else "",
        }
        for notice in state.notices
    ]


def _uses(field: Field) -> set[str]:
    """The rules and fields that the value and the checks of a field use."""
    parts = [field, *field.columns.values()]
    expressions = [each.formula for each in parts] + [check.that for each in parts for check in each.checks]
    return {name for expression in expressions if expression for name in expression.uses}


def _overrides(state: FormState) -> list[dict[str, str | None]]:
    rows: list[dict[str, str | None]] = []
    for id in state.draft.overrides:
        cell, spec = state.cells[id], state.form.fields[id].spec
        if cell.value is not None:  # it is None while the field is hidden: a computed one then has no value
            rows.append(
                {
                    "etichetta": spec.label,
                    "valore": formatting.value(spec, cell.value),
                    "motivo": cell.reason,
                }
            )
    return rows


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
