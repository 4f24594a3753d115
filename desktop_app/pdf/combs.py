"""Boxes for one sign each, over the line for a codice fiscale or a partita IVA that is written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas

from desktop_app.pdf import fonts, styles

HEIGHT: Final = 17.0  # points, of a box
BELOW: Final = 2.2  # of its bottom below the line of the text: the underscores lie there


def draw_combs(canvas: Any, broken: Any, style: ParagraphStyle, height: float) -> None:
    """Draws the boxes of a paragraph that was broken into lines, as an artifact."""
    places = list(_places(broken, style, height)) if _has_boxes(broken) else []
    if not places:
        return
    with canvas.artifact():
        canvas.setLineWidth(0.7)
        canvas.setStrokeColor(styles.BLANK_LINE)
        for left, baseline, width, boxes in places:
            _draw(canvas, left, baseline - BELOW, width, boxes)


def _draw(canvas: Canvas, left: float, bottom: float, width: float, boxes: int) -> None:
    canvas.rect(left, bottom, width, HEIGHT)
    step = width / boxes
    canvas.lines([(left + step * at, bottom, left + step * at, bottom + HEIGHT) for at in range(1, boxes)])


def _has_boxes(broken: Any) -> bool:
    pieces = [broken] if not broken.kind else [piece for line in broken.lines for piece in line.words]
    return any(getattr(piece, "boxes", 0) for piece in pieces)


def _places(broken: Any, style: ParagraphStyle, height: float) -> Iterator[tuple[float, float, float, int]]:
    """Left, baseline, width and number of boxes of each comb."""
    if not broken.kind:  # of one face throughout
        if getattr(broken, "boxes", 0) and broken.lines:
            width = _width("".join(broken.lines[0][1]), broken)
            yield style.leftIndent, height - broken.fontSize, width, broken.boxes
        return
    for number, line in enumerate(broken.lines):
        left = style.leftIndent
        for piece in line.words:
            width = _width(piece.text, piece)
            if getattr(piece, "boxes", 0):
                yield left, height - broken.lines[0].fontSize - number * style.leading, width, piece.boxes
            left += width


def _width(text: str, piece: Any) -> float:
    return fonts.text_width([(piece.fontName, text)], piece.fontSize)
