"""Paragraphs look as reportlab would draw them: it is asked, and the pictures are compared."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from reportlab.platypus import Flowable, Paragraph

from desktop_app.engine.documents.blocks import Run, Runs
from desktop_app.pdf import styles
from desktop_app.pdf.flowables.drawing import _squeezed
from desktop_app.pdf.tags import Element, TaggedCanvas
from desktop_app.pdf.text import TaggedParagraph, tagged_paragraph

TEXT = "Le parti convengono (art. 14) che il datore affida la commessa alla cooperativa per € 1.000,00 \\ l'anno"
ONE: Runs = (Run(TEXT),)
SEVERAL: Runs = (
    Run("Il datore "), Run("Officine «Rossi» S.r.l.", style="value"), Run("2", raised=True), Run(" con sede in "),
    Run("_" * 30, style="blank"), Run(TEXT, bold=True), Run("\nA capo, ", italic=True), Run("☒ ≥ ", said="sì"),
)  # fmt: skip
CROWDED: Runs = (Run("".join(map(chr, range(0x100, 0x250))) + TEXT), Run(TEXT, bold=True), Run(" Ǻ"))
WIDTHS = range(90, 400, 11)


def picture(draw: Callable[[TaggedCanvas], None]) -> bytes:
    made = io.BytesIO()
    canvas = TaggedCanvas(made, footer=lambda *_: None, pageCompression=0)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    with pdfium.PdfDocument(made.getvalue()) as pdf:
        return bytes(pdf[0].render(scale=1.5, grayscale=True).buffer)


def drawn(made: Flowable) -> Callable[[TaggedCanvas], None]:
    return lambda canvas: made.drawOn(canvas, 60.5, 200)


def ours(runs: Runs, kind: str, width: float) -> TaggedParagraph:
    made = tagged_paragraph(runs, styles.paragraph_style(kind, 12), Element("P"))
    made.wrap(width, 0)
    return made


def theirs(of: TaggedParagraph, width: float) -> Paragraph:
    """The same lines, with the spaces at their ends."""
    made = Paragraph("", of.style, frags=list(of.pieces.fragments))
    made.wrap(width, 0)
    made.blPara = of.blPara
    return made


@pytest.mark.parametrize("kind", ["body", "centred", "numeric"])
@pytest.mark.parametrize("runs", [ONE, SEVERAL, CROWDED], ids=["one face", "several", "more signs than a font holds"])
def test_a_paragraph_looks_as_reportlab_draws_it(runs: Runs, kind: str) -> None:
    for width in WIDTHS:
        made = ours(runs, kind, width)
        found = picture(drawn(made))
        assert found == picture(drawn(theirs(made, width))), width
        assert len(set(found)) > 1  # something is drawn


def test_some_of_these_lines_have_less_room_than_they_need() -> None:
    for runs in (ONE, SEVERAL):
        paragraphs = [ours(runs, "body", width) for width in WIDTHS]
        lines = [(each.blPara, line) for each in paragraphs for line in each.blPara.lines]
        free = [(broken, line, line.extraSpace if broken.kind else line[0]) for broken, line in lines]
        assert any(_squeezed(*each) < 0 for each in free if each[2] < -1e-8)


def test_what_is_drawn_leaves_the_page_where_it_was() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        ours(SEVERAL, "body", 200).drawOn(canvas, 60, 300)
        assert canvas.absolutePosition(0, 0) == (0, 0)

    picture(draw)
