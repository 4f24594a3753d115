"""The rows of the bench for making documents: those of a dossier, dossiers in a batch, and Typst beside them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.documents.blocks import (
    Heading,
    ItemList,
    Paragraph,
    PrintedDocument,
    Runs,
    SignatureBlock,
    TableBlock,
)
from desktop_app.engine.documents.document import render
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Form
from desktop_app.pdf.document import build_pdf
from desktop_app.session.documents import DocumentSet
from desktop_app.session.dossier import Dossier
from desktop_app.system.paths import resources_folder
from tests.bench import TODAY, Row, bare_reportlab, official, side_by_side

BATCH = 30


def rows(form: Form, draft: Draft) -> Iterator[Row]:
    """A dossier's documents, in turn with the same words by reportlab alone; a batch of dossiers; Typst."""
    yield from whole_dossier(form, draft)
    yield from batch(form, draft)
    yield from typst_row(official(Dossier(form, draft, TODAY)))


def whole_dossier(form: Form, draft: Draft) -> Iterator[Row]:
    """All documents of a dossier that is new each time, and what reportlab alone needs for their words."""
    number, last = count(), [evaluate(form, draft, TODAY)]

    def ours() -> None:
        last[0] = evaluate(form, varied(form, draft, next(number)), TODAY)
        made(last[0])

    def bare() -> None:
        for document in DocumentSet(last[0]).applicable():
            bare_reportlab(render(document, last[0]))

    mine, theirs, ratio = side_by_side(ours, bare)
    documents = len(DocumentSet(last[0]).applicable())
    figure = f"{mine:.0f} ms / {theirs:.0f} ms = {ratio:.2f}"
    yield Row(f"{documents} documenti ÷ reportlab nudo", figure, "≤ 1,2", ratio <= 1.2)


def batch(form: Form, draft: Draft) -> Iterator[Row]:
    """Dossiers with other answers each, from answers to PDFs: how many one core makes in a second."""
    made(evaluate(form, draft, TODAY))
    start = time.process_time()
    for number in range(BATCH):
        made(evaluate(form, varied(form, draft, number), TODAY))
    rate = BATCH / (time.process_time() - start)
    yield Row(f"{BATCH} pratiche, una dopo l'altra", f"{rate:.1f} al secondo", "≥ 4", rate >= 4)


def made(state: FormState) -> list[bytes]:
    """The PDFs of a dossier."""
    documents = DocumentSet(state)
    return [documents.pdf(each) for each in documents.applicable()]


def varied(form: Form, draft: Draft, number: int) -> Draft:
    """The draft with other words in every answer that is text, also in lines."""
    more = " " + "abcdefghij"[number % 10] * (1 + number % 7) + str(number)

    def other(columns: Any, answers: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for id, value in answers.items():
            field = columns.get(id)
            if field is not None and isinstance(value, list):
                value = [other(field.columns, line) if isinstance(line, dict) else line for line in value]
            elif field is not None and field.spec.type == "text" and isinstance(value, str):
                value += more
            found[id] = value
        return found

    return replace(draft, answers=other(form.fields, dict(draft.answers)))


def typst_row(document: PrintedDocument) -> Iterator[Row]:
    """Typst's build of the official text."""
    peer = typst(document)
    if peer is None:
        yield Row("Typst ÷ export", "non installato", "–", True)
        return
    theirs, ours, ratio = side_by_side(peer, lambda: build_pdf(document, TODAY), 5)
    yield Row("Typst ÷ export", f"{theirs:.0f} ms / {ours:.0f} ms = {ratio:.2f}", "–", True)


def typst(document: PrintedDocument) -> Callable[[], object] | None:
    """Typst's build of the same words as PDF/A-2a and PDF/UA-1, where it is installed."""
    try:
        import typst as program
    except ImportError:
        return None
    fonts = [str(resources_folder() / "fonts")]
    page, number = as_typst(document), count()

    def build() -> object:
        source = f"// {next(number)}\n{page}".encode()  # else it would give what it remembers
        return program.compile(source, font_paths=fonts, pdf_standards=["a-2a", "ua-1"])

    return build


def as_typst(document: PrintedDocument) -> str:
    """The document as Typst's source, with its fonts, headings, lists, tables and page numbers."""
    head = (
        f"#set document(title: {_quoted(document.title)}, date: datetime(year: 2026, month: 1, day: 1))\n"
        '#set text(font: "Titillium Web", size: 10.5pt, lang: "it")\n'
        '#set page(paper: "a4", margin: 24mm, numbering: "1 di 1")\n'
    )
    return head + _source(document.blocks)


def _source(blocks: tuple[Any, ...]) -> str:
    parts = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append(f"#heading(level: {block.level})[{_runs(block.runs)}]")
        elif isinstance(block, Paragraph):
            parts.append(_runs(block.runs))
        elif isinstance(block, SignatureBlock):
            parts.append(f"#{_quoted(block.label)}")
        elif isinstance(block, ItemList):
            items = ", ".join(f"[{_source(item.blocks)}]" for item in block.items)
            parts.append(f"#list({items})")
        elif isinstance(block, TableBlock):
            cells = ", ".join(f"[{_runs(cell)}]" for row in block.rows for cell in row)
            head = ", ".join(f"[{_runs(cell)}]" for cell in block.head)
            parts.append(f"#table(columns: {len(block.head)}, table.header({head}), {cells})")
    return "\n\n".join(parts)


def _runs(runs: Runs) -> str:
    weights = ("bold" if run.bold else "semibold" if run.style == "value" else "regular" for run in runs)
    return "".join(
        f'#text(weight: "{weight}")[#{_quoted(run.text)}]' for weight, run in zip(weights, runs, strict=True)
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
