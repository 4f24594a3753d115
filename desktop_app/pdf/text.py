"""Runs as a paragraph of reportlab: fragments made by hand, so that no text is ever read as markup."""

from __future__ import annotations

import re
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag

from desktop_app.engine.documents.blocks import Run, Runs
from desktop_app.pdf import fonts, styles
from desktop_app.pdf.tags import Element, TaggedCanvas

# The space after it at the end of a run, before a value or a blank, is no place to break a line.
_BEFORE_VALUE: Final = re.compile(r"(?<!\S)(€|[nN][.°]) $")


class TextRun(Paragraph):
    """A tagged paragraph. Its parts on two pages stay one element; drawn again, it is an artifact."""

    element: Element | None = None
    mark: Mark | None = None
    canv: TaggedCanvas
    _wrapped: float | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Broken into lines once for each width: layout asks for the height again and again."""
        if self._wrapped != width or not hasattr(self, "blPara"):
            super().wrap(width, height)
            self._wrapped = width
        return self.width, self.height

    def split(self, width: float, height: float) -> list[TextRun]:
        parts: list[TextRun] = super().split(width, height)
        if len(parts) > 1:
            for part in parts:
                part.element = self.element
            parts[0].mark = self.mark
        return parts

    def draw(self) -> None:
        if self.mark is not None:
            self.mark.draw(self.canv, self.height - self.style.fontSize)
        _space_line_ends(self.blPara)
        if self.element is None:
            super().draw()
            return
        with self.canv.tagged(self.element):
            super().draw()


class Line(Flowable):
    """A hairline across the page, which says nothing."""

    canv: TaggedCanvas
    height = 1.0
    spaceBefore = 8.0
    spaceAfter = 4.0

    def __init__(self, indent: float) -> None:
        super().__init__()
        self._indent = indent

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self.height

    def draw(self) -> None:
        with self.canv.artifact():
            self.canv.setStrokeColor(styles.HAIRLINE)
            self.canv.setLineWidth(0.6)
            self.canv.line(self._indent, 0, self.width, 0)


class Mark:
    """The mark of a list's item, hanging to the left of its first line."""

    element: Element | None = None

    def __init__(self, words: str, left: float) -> None:
        self._pieces = fonts.pieces(fonts.clean(words), fonts.REGULAR)
        self._size = styles.style("item").fontSize
        self._left = left

    @property
    def width(self) -> float:
        return fonts.width(self._pieces, self._size)

    def draw(self, canvas: TaggedCanvas, baseline: float) -> None:
        if self.element:
            with canvas.tagged(self.element):
                canvas.setFillColor(styles.INK)
                line(canvas, self._left, baseline, self._pieces, self._size)


def text(runs: Runs, style: ParagraphStyle, element: Element, *, bold: bool = False) -> TextRun:
    made = TextRun("", style, frags=_fragments(runs, style, bold))
    made.element = element
    return made


def balanced(made: TextRun, width: float) -> TextRun:
    """Centred lines of about the same length, instead of a last one with a single word."""
    lines = made.wrap(width, 0)[1]
    if lines == made.style.leading:
        return made
    narrow, wide = width / 2, width
    while wide - narrow > 6:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if made.wrap(middle, 0)[1] <= lines else (middle, wide)
    side = (width - wide) / 2
    made.style = ParagraphStyle(made.style.name, made.style, leftIndent=side, rightIndent=side)
    return made


def empty(runs: Runs) -> bool:
    return not any(fonts.clean(run.text).strip() for run in runs)


def plain(words: str) -> Runs:
    return (Run(words),)


def line(canvas: TaggedCanvas, x: float, y: float, parts: list[fonts.Piece], size: float) -> None:
    """Draws pieces on one line, in the canvas's colour."""
    drawn = canvas.beginText(x, y)
    for face, words in parts:
        drawn.setFont(fonts.register(face), size)
        drawn.textOut(words)
    canvas.drawText(drawn)


def face(run: Run, bold: bool = False) -> str:
    """Values stand out a little, so that an office sees at once what was filled in."""
    if run.style == "blank":
        return fonts.SIGNS  # its underscores touch each other: a line for the pen
    if bold or run.bold:
        return fonts.BOLD_ITALIC if run.italic else fonts.BOLD
    if run.style == "value":
        return fonts.SEMIBOLD_ITALIC if run.italic else fonts.SEMIBOLD
    return fonts.ITALIC if run.italic else fonts.REGULAR


def _space_line_ends(broken: Any) -> None:
    """Puts back the spaces at which lines were broken: screen readers take the words as they are drawn."""
    for line in broken.lines[:-1]:
        if broken.kind:
            if line.words[-1].text and not line.words[-1].text.endswith(" "):
                line.words[-1].text += " "
        elif line[1] and type(line[1][-1]) is str:  # reportlab's own type marks a word cut in two
            line[1].append("")


def _fragments(runs: Runs, style: ParagraphStyle, bold: bool) -> list[ParaFrag]:
    fragments: list[ParaFrag] = []
    for run in runs:
        own = face(run, bold)
        whole = _BEFORE_VALUE.sub("\\1\N{NO-BREAK SPACE}", fonts.clean(run.text))
        for number, words in enumerate(whole.split("\n")):
            if number:
                fragments.append(_fragment("", own, run, style, lineBreak=True))
            fragments += [_fragment(part, name, run, style) for name, part in fonts.pieces(words, own)]
    return fragments


def _fragment(words: str, face: str, run: Run, style: ParagraphStyle, **more: Any) -> ParaFrag:
    return ParaFrag(
        text=words,
        fontName=fonts.register(face),
        fontSize=style.fontSize * (styles.RAISED_SIZE if run.raised else 1),
        textColor=styles.colour(run.style),
        rise=style.fontSize * styles.RAISED_BY if run.raised else 0,
        us_lines=[],
        link=[],
        **more,
    )
