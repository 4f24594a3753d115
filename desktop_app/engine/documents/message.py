"""The message of a sending, as plain text: its template has the language of documents, its values are only text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.engine.documents.blocks import Block, Heading, ItemList, Paragraph, RuleBlock, Runs, TableBlock
from desktop_app.engine.documents.document import template_names
from desktop_app.engine.documents.markdown import blocks
from desktop_app.engine.documents.template import compiled
from desktop_app.engine.documents.values import AnswerText, Blank, Placeholder, Placeholders, TemplateValue
from desktop_app.engine.evaluation.sendings import SendingOccurrence
from desktop_app.engine.evaluation.state import NO_LINE, FormState, named_value
from desktop_app.engine.forms.braces import with_names_replaced

RULE = "-" * 40


@dataclass(frozen=True, slots=True)
class Message:
    """What is written in a message. The subject is one line; `blanks` tells how many values the text still lacks."""

    subject: str
    text: str
    blanks: int = 0


class _InlineAnswers(Placeholders):
    """A message has no annexes: long answers stand where the text has them."""

    def add(self, placeholder: Placeholder) -> str:
        if isinstance(placeholder, AnswerText):
            placeholder = replace(placeholder, long=False)
        elif isinstance(placeholder, Blank):
            placeholder = replace(placeholder, lines=1)
        return super().add(placeholder)


def message(occurrence: SendingOccurrence, state: FormState) -> Message:
    """Subject and text of a sending; both are empty for a portal."""
    placeholders = _InlineAnswers()
    names = template_names(state, placeholders, occurrence.sending.uses) | _own_names(occurrence, state, placeholders)
    filled = compiled(occurrence.sending.text).render(names)
    found = blocks(placeholders.with_articles(filled), placeholders.all, lambda _: None, [])
    text = "\n\n".join(text for each in found if (text := "\n".join(_lines(each)).strip()))
    blanks = sum(isinstance(each, Blank) for each in placeholders.all)
    return Message(_subject(occurrence, state), f"{text}\n" if text else "", blanks)


def _subject(occurrence: SendingOccurrence, state: FormState) -> str:
    """One line, whatever the answers: a line end in a header would begin another one."""
    columns, values = _own_columns(occurrence, state)

    def named(name: str) -> str:
        if name == "riga" and occurrence.line is not None:
            return str(occurrence.line)
        fields = columns if name in columns else state.form.fields
        return named_value(name, fields, values if name in columns else state.scope)

    return " ".join(with_names_replaced(occurrence.spec.subject or "", named).split())


def _own_columns(occurrence: SendingOccurrence, state: FormState) -> tuple[Any, Any]:
    group = occurrence.spec.lines
    if group is None or occurrence.line is None:
        return NO_LINE, NO_LINE
    return state.form.fields[group].columns, state.lines[group][occurrence.line - 1].values


def _own_names(occurrence: SendingOccurrence, state: FormState, placeholders: Placeholders) -> dict[str, Any]:
    columns, values = _own_columns(occurrence, state)
    names = {id: TemplateValue(values[id], column.spec, placeholders) for id, column in columns.items()}
    if occurrence.line is not None:
        names["riga"] = TemplateValue(str(occurrence.line), None, placeholders)
    return names


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield _text(block.runs)
    elif isinstance(block, TableBlock):
        for row in (block.head, *block.rows):
            yield "; ".join(_text(cell) for cell in row)
    elif isinstance(block, RuleBlock):
        yield RULE
    else:
        assert isinstance(block, ItemList), "nobody signs a message"
        for item in block.items:
            first, *others = [line for child in item.blocks for line in _lines(child)] or [""]
            yield f"{'-' if item.mark == '•' else item.mark} {first}"
            yield from (f"  {line}" for line in others)


def _text(runs: Runs) -> str:
    lines = "".join(run.text for run in runs).split("\n")
    return "\n".join(re.sub(r"\s+", " ", line).strip() for line in lines).strip()
