"""The entry point of the package: makes the PDF of a document, ready to be archived and signed."""

from __future__ import annotations

import datetime
import io
from functools import partial
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from desktop_app.engine.documents.blocks import Heading, PrintedDocument, Run
from desktop_app.pdf import fonts, layout, selfcheck, styles
from desktop_app.pdf.conformance import About, conform
from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.flowables.drawing import draw_on_line
from desktop_app.pdf.flowables.initials import draw_initials
from desktop_app.pdf.footer import Footer
from desktop_app.pdf.tags import Element, Place, TaggedCanvas

MAX_SIZE: Final = 1_000_000  # characters of a document, and _RUN for each piece: about 300 pages
_RUN: Final = 20
_WATERMARK: Final = "BOZZA"
_WATERMARK_SIZE: Final = 150.0


def build_pdf(document: PrintedDocument, made_on: datetime.date) -> bytes:
    """The document as PDF/A-2a and PDF/UA-1, checked. The same document and date give the same bytes.

    Raises PdfFault where a part does not fit on a page, or the result fails the check.
    """
    title, subject = fonts.one_line(document.title), fonts.one_line(document.subject)
    root = Element("Document")
    pages = _pages(document, title, root, None)
    named = f"{_WATERMARK}: {_name(document)}" if document.draft else _name(document)
    data = conform(pages, root, About(named, subject, title), made_on)
    if faults := selfcheck.conformity_faults(data, selfcheck.Promised(named, root)):
        raise PdfFault(_fault(title, faults[0]))
    return data


def draw_pages(document: PrintedDocument, places: list[Place] | None = None) -> bytes:
    """The same pages for the eye alone: a PDF without tags and fields to sign in, in about two thirds of the time.

    Where the answers stand on them is added to `places`. Raises PdfFault where a part does not fit on a page.
    """
    return _pages(document, fonts.one_line(document.title), Element("Document"), places)


def _pages(document: PrintedDocument, title: str, root: Element, places: list[Place] | None) -> bytes:
    if _size((document.blocks, document.preface, document.annexes)) > MAX_SIZE:
        raise PdfFault(_fault(title, "il testo da stampare è troppo lungo: accorcia le risposte o dividi la pratica"))
    try:
        return _draw(document, title, root, places)
    except LayoutError:
        raise PdfFault(_fault(title, "una parte del testo non entra nella pagina")) from None


def _name(document: PrintedDocument) -> str:
    """What the document calls itself: its first heading, unless an answer stands in it, for it would be told there."""
    everything = (*document.blocks, *document.preface)
    heading = next((block for block in everything if isinstance(block, Heading)), None)
    if heading is None or any(run.style != "plain" for run in heading.runs):
        return fonts.one_line(document.title)
    return fonts.one_line("".join(run.text for run in heading.runs)) or fonts.one_line(document.title)


def _size(part: object) -> int:
    """The characters of blocks, rows and runs, however they are nested."""
    if isinstance(part, str):
        return len(part)
    if isinstance(part, Run):  # most of all there is
        return _RUN + len(part.text)
    if isinstance(part, tuple):
        return sum(map(_size, part))
    names = getattr(part, "__match_args__", ())  # the fields of a dataclass
    return _RUN + sum(_size(getattr(part, name)) for name in names) if names else 0


def _draw(document: PrintedDocument, title: str, root: Element, places: list[Place] | None) -> bytes:
    pages = io.BytesIO()
    frame = Frame(styles.SIDE_MARGIN, styles.BOTTOM_MARGIN, styles.TEXT_WIDTH, styles.TEXT_HEIGHT, 0, 0, 0, 0)
    template = BaseDocTemplate(
        pages,
        pagesize=A4,
        invariant=1,
        pageCompression=0,  # compressed once, at the end
        initialFontName=fonts.register_face(fonts.REGULAR),
    )
    template.addPageTemplates(PageTemplate(frames=[frame], onPage=partial(_below_text, document)))
    template.build(
        layout.flowables(document, root),
        canvasmaker=partial(TaggedCanvas, footer=Footer(title, document.imprint), places=places),
    )
    return pages.getvalue()


def _below_text(document: PrintedDocument, canvas: TaggedCanvas, _template: BaseDocTemplate) -> None:
    """Draws what is on every page, first, so that it lies below the text."""
    if document.draft:
        _watermark(canvas)
    if document.initials:
        draw_initials(canvas, document.initials)


def _watermark(canvas: TaggedCanvas) -> None:
    parts = fonts.split_by_face(_WATERMARK, fonts.BOLD)
    with canvas.artifact("/Type /Pagination /Subtype /Watermark"):
        canvas.saveState()
        canvas.translate(styles.PAGE_WIDTH / 2, styles.PAGE_HEIGHT / 2)
        canvas.rotate(54)
        canvas.setFillColor(styles.WATERMARK)
        left = -fonts.text_width(parts, _WATERMARK_SIZE) / 2
        draw_on_line(canvas, left, -_WATERMARK_SIZE / 3, parts, _WATERMARK_SIZE)
        canvas.restoreState()


def _fault(title: str, reason: str) -> str:
    return f"Il PDF di «{title}» non è stato creato: {reason}. I dati inseriti sono salvi."
