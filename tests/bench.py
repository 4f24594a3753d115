"""Timings of design's budgets, as ratios measured side by side in one run: `python3 dev.py bench`."""

from __future__ import annotations

import datetime as dt
import html
import io
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.documents.blocks import (
    Heading,
    ItemList,
    Paragraph,
    PrintedDocument,
    Runs,
    SignatureBlock,
    TableBlock,
)
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.forms.form import Form
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.system.paths import forms_folder, resources_folder

TODAY = dt.date(2026, 11, 22)
MANY_LINES = 300
BARE_FACE = "Bare"
INSTALLED_BY = {"WeasyPrint": "pip install weasyprint", "LibreOffice": "apt install libreoffice-writer-nogui"}
OFFICE_FILTER = (
    'pdf:writer_web_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, the figure, the target, whether it is met."""

    what: str
    figure: str
    target: str
    met: bool


def median_ms(action: Callable[[], object], runs: int = 15, warmup: int = 2) -> float:
    """Milliseconds of the median run."""
    for _ in range(warmup):
        action()
    return statistics.median(elapsed_ms(action) for _ in range(runs))


def elapsed_ms(action: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def side_by_side(
    first: Callable[[], object], second: Callable[[], object], runs: int = 15
) -> tuple[float, float, float]:
    """Medians of both in ms, taken in turn, and the median of the ratios first / second."""
    for action in (first, second):
        action()
    pairs = [(elapsed_ms(first), elapsed_ms(second)) for _ in range(runs)]
    a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
    return a, b, statistics.median(x / y for x, y in pairs)


def largest(library: Library) -> tuple[Form, Draft]:
    """The form with most fields, and its example."""
    forms = list(library.forms())
    form = max(forms, key=lambda each: len(each.order))
    return form, cases.read_draft(library.folder(form.id), cases.EXAMPLE, form.id)[1]


def with_many_lines(form: Form, draft: Draft) -> Draft:
    """The same draft with 300 lines in its first group that has a line."""
    group = next(f.id for f in form.fields.values() if f.columns and draft.answers.get(f.id))
    line = draft.answers[group][0]
    return Draft(draft.form, {**draft.answers, group: [line] * MANY_LINES})


def evaluation(form: Form, draft: Draft) -> Iterator[Row]:
    """Evaluation of the largest form: 2 ms on its example, 20 ms with 300 lines."""
    for name, each, target in (
        ("esempio", draft, 2),
        (f"{MANY_LINES} righe", with_many_lines(form, draft), 20),
    ):
        figure = median_ms(partial(evaluate, form, each, TODAY), 50)
        yield Row(f"valutazione, {name}", f"{figure:.2f} ms", f"≤ {target} ms", figure <= target)


def official(dossier: Dossier) -> PrintedDocument:
    """The longest document that has an official wording."""
    from desktop_app.engine.documents.document import render

    documents = [d for d in dossier.documents.applicable() if d.verbatim]
    return render(max(documents, key=lambda d: len(d.text)), dossier.state)


def export(dossier: Dossier) -> Iterator[Row]:
    """Export of the official text against its peers, measured in the same run."""
    from desktop_app.pdf.document import build_pdf

    document = official(dossier)
    tagged, bare, ratio = side_by_side(lambda: build_pdf(document, TODAY), lambda: bare_reportlab(document))
    figure = f"{tagged:.0f} ms / {bare:.0f} ms = {ratio:.2f}"
    yield Row("export ÷ reportlab nudo", figure, "≤ 1,2", ratio <= 1.2)
    yield from without_its_start(document)
    for name, peer in (("WeasyPrint", weasyprint(document)), ("LibreOffice", libreoffice(document))):
        if peer is None:
            yield Row(f"{name} ÷ export", f"non installato ({INSTALLED_BY[name]})", "≥ 8", True)
            continue
        theirs, ours, ratio = side_by_side(peer, lambda: build_pdf(document, TODAY), 3)
        yield Row(f"{name} ÷ export", f"{theirs:.0f} ms / {ours:.0f} ms = {ratio:.1f}", "≥ 8", ratio >= 8)


def without_its_start(document: PrintedDocument) -> Iterator[Row]:
    """What LibreOffice needs for one document of ten, its start apart, which takes it most of the time for one."""
    from desktop_app.pdf.document import build_pdf

    one, ten = libreoffice(document), libreoffice(document, 10)
    if one is None or ten is None:
        return
    ours = median_ms(lambda: build_pdf(document, TODAY), 5)
    each = (median_ms(ten, 3, 1) - median_ms(one, 3, 1)) / 9
    yield Row("LibreOffice, dieci in un avvio", f"{each:.0f} ms / {ours:.0f} ms = {each / ours:.1f}", "–", True)


def bare_reportlab(document: PrintedDocument) -> bytes:
    """The same words with reportlab alone: no tags, no fields, no PDF/A."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph as Flowable
    from reportlab.platypus import SimpleDocTemplate, Spacer
    from reportlab.platypus import Table as FlowableTable

    from desktop_app.pdf import fonts

    if BARE_FACE not in pdfmetrics.getRegisteredFontNames():  # its own class of fonts, without what ours remember
        face = resources_folder() / "fonts" / f"{fonts.REGULAR}.ttf"
        pdfmetrics.registerFont(TTFont(BARE_FACE, str(face), asciiReadable=False))
    style = getSampleStyleSheet()["Normal"]
    style.fontName, style.fontSize, style.leading = BARE_FACE, 10.5, 14

    def flowable(text: str) -> Any:
        return Flowable(html.escape(text), style)

    story: list[Any] = []
    for each in flat(document):
        if isinstance(each, TableBlock):
            rows = [[flowable(words(cell)) for cell in row] for row in (each.head, *each.rows)]
            story.append(FlowableTable(rows))
        else:
            story += [flowable(each), Spacer(1, 4)]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, initialFontName=BARE_FACE).build(story)
    return buffer.getvalue()


def flat(document: PrintedDocument) -> Iterator[str | TableBlock]:
    """The texts and tables of a document, in order."""

    def texts(blocks: tuple[Any, ...]) -> Iterator[str | TableBlock]:
        for block in blocks:
            if isinstance(block, Heading | Paragraph):
                yield words(block.runs)
            elif isinstance(block, SignatureBlock):
                yield block.label
            elif isinstance(block, ItemList):
                for item in block.items:
                    yield from texts(item.blocks)
            else:
                yield block

    yield from texts(document.blocks)


def words(runs: Runs) -> str:
    """The text of some runs."""
    return "".join(run.text for run in runs)


def as_html(document: PrintedDocument) -> str:
    """The same document as a page with a style sheet: its fonts, headings, lists, tables and page numbers."""
    faces = "".join(
        f"@font-face {{font-family: T; font-weight: {weight}; src: url({path.as_uri()})}}"
        for weight, face in ((400, "Regular"), (600, "SemiBold"), (700, "Bold"))
        if (path := resources_folder() / "fonts" / f"TitilliumWeb-{face}.ttf").is_file()
    )
    page = "@page {size: A4; margin: 22mm 24mm; @bottom-right {content: 'Pagina ' counter(page) ' di ' counter(pages)}}"
    style = f"<style>{faces}{page} body {{font: 10.5pt/1.35 T}} td, th {{border: 1px solid; padding: 3px}}</style>"
    title = html.escape(document.title)
    return f"<html lang=it><head><title>{title}</title>{style}</head><body>{markup(document.blocks)}</body></html>"


def markup(blocks: tuple[Any, ...]) -> str:
    """Blocks as HTML."""
    parts = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append(f"<h{block.level}>{styled(block.runs)}</h{block.level}>")
        elif isinstance(block, Paragraph):
            parts.append(f"<p>{styled(block.runs)}</p>")
        elif isinstance(block, SignatureBlock):
            parts.append(f"<p>{html.escape(block.label)}</p>")
        elif isinstance(block, ItemList):
            parts.append("<ul>" + "".join(f"<li>{markup(item.blocks)}</li>" for item in block.items) + "</ul>")
        else:
            rows = [block.head, *block.rows]
            cells = ["".join(f"<td>{styled(cell)}</td>" for cell in row) for row in rows]
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
    return "".join(parts)


def styled(runs: Runs) -> str:
    """Runs as HTML, with what is bold, in italics or an answer."""
    tags = {"value": "b"}
    found = []
    for run in runs:
        tag = "b" if run.bold else "i" if run.italic else tags.get(run.style, "span")
        found.append(f"<{tag}>{html.escape(run.text)}</{tag}>")
    return "".join(found)


def weasyprint(document: PrintedDocument) -> Callable[[], object] | None:
    """WeasyPrint's build of the same words as PDF/A-2a, where it is installed."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        return None
    page = as_html(document)
    return lambda: HTML(string=page).write_pdf(pdf_variant="pdf/a-2a")


def libreoffice(document: PrintedDocument, copies: int = 1) -> Callable[[], object] | None:
    """LibreOffice's conversion of the same words to PDF/A-2 and PDF/UA, of some copies in one start."""
    program = shutil.which("soffice")
    if program is None:
        return None
    folder = Path(tempfile.mkdtemp())
    sources = [folder / f"page{number}.html" for number in range(copies)]
    for source in sources:
        source.write_text(as_html(document), encoding="utf-8")
    command = [program, "--headless", "--convert-to", OFFICE_FILTER, "--outdir", str(folder), *map(str, sources)]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def rows() -> Iterator[Row]:
    """Every budget that can be measured so far."""
    library = Library([forms_folder()])
    form, draft = largest(library)
    yield from evaluation(form, draft)
    yield from export(Dossier(form, draft, TODAY))
    from tests import bench_documents, bench_freezes, bench_mail, bench_page_view, bench_returned, bench_window

    yield from bench_documents.rows(form, draft)
    yield from (Row(*each) for each in bench_returned.rows())
    yield from bench_mail.rows(Row)
    yield from bench_window.rows(form, draft)
    yield from bench_page_view.rows(form, draft)
    yield from bench_freezes.rows()


def main() -> int:
    """Prints the table; exit 1 where a target is missed."""
    missed = 0
    for row in rows():
        missed += not row.met
        print(f"{'ok ' if row.met else 'NO '} {row.what:<32} {row.figure:<28} {row.target}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
