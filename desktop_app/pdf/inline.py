"""Parts within a line that have a tag of their own: blanks, tick boxes, formulas, notes' marks, foreign words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.textobject import PDFTextObject

from desktop_app.engine.documents.blocks import Run
from desktop_app.pdf.tags import Element, TaggedCanvas, TextField

BLANK: Final = "da compilare"
_ABOVE: Final = 10.0  # how far a text field reaches above its line, in points
_BELOW: Final = 2.5


def is_inline(run: Run) -> bool:
    """Whether a run has an element of its own."""
    return run.style == "blank" or run.raised or run.mark or bool(run.field or run.said or run.formula or run.lang)


def inline_element(run: Run) -> Element:
    """The element of a run that has one."""
    if run.field:
        return Element("Form", alt=run.said, fills=run.field)
    if run.style == "blank":
        return Element("Span", said=BLANK)
    if run.formula:
        return Element("Formula", alt=run.said)
    if run.said:
        return Element("Span", said=run.said)
    if run.raised or run.mark:
        mark = run.text.strip()  # "*(vedi nota)" leads to the note "*"
        return Element("Reference", note="*" * (len(mark) - len(mark.lstrip("*"))) or mark)
    return Element("Span", lang=run.lang)


def targets(broken: Any, inlines: Mapping[int, Element], whole: Element) -> list[Element]:
    """The element of each piece of text of a paragraph that is broken into lines, in the order of drawing."""
    if not inlines:
        return []
    if not broken.kind:
        return [_element(broken, inlines) or whole] * len(broken.lines)
    return [_element(piece, inlines) or whole for line in broken.lines for piece in line.words]


def _element(piece: Any, inlines: Mapping[int, Element]) -> Element | None:
    """The element of a piece, which knows the number of its run."""
    run = getattr(piece, "inline", None)
    return None if run is None else inlines.get(run)


class InlineText(PDFTextObject):
    """Draws the lines of a paragraph, each piece of text inside the marked content of its element."""

    def __init__(self, canvas: TaggedCanvas, x: float, y: float, whole: Element, targets: Iterable[Element]) -> None:
        super().__init__(canvas, x, y)
        self._whole = whole
        self._targets: Iterator[Element] = iter(targets)
        self._open: Element | None = None

    def _textOut(self, text: str, TStar: int = 0) -> None:
        target = next(self._targets)
        if target is not self._open and (text or self._open is None):
            self._switch(target)
        if target.said and text[-1:].isspace() and not target.said.endswith(" "):
            target.said += " "  # else the next word would follow without a space
        super()._textOut(text, TStar)

    def getCode(self) -> str:
        if self._open is not None:
            self._code.append("EMC")
        code: str = super().getCode()
        return code

    def _switch(self, target: Element) -> None:
        if self._open is not None:
            self._code.append("EMC")
        self._open = target
        if target is not self._whole and not target.placed:
            self._whole.kids.append(target)
            target.placed = True
        # The line of a field is drawn as an artifact: its element holds the field alone.
        self._code.append("/Artifact <</Type /Layout>> BDC" if target.fills else self._canvas.opening(target))


def place_fields(
    broken: Any, inlines: Mapping[int, Element], canvas: TaggedCanvas, start: tuple[float, float], leading: float
) -> None:
    """Puts text fields over the blanks that are some; `start` is where the first line begins, on its baseline."""
    if not any(element.fills for element in inlines.values()):
        return
    left, baseline = start
    for number, line in enumerate(broken.lines):
        x, y = left, baseline - number * leading
        for piece, text in [(each, each.text) for each in line.words] if broken.kind else [(broken, " ".join(line[1]))]:
            width = pdfmetrics.stringWidth(text, piece.fontName, piece.fontSize)
            target = _element(piece, inlines)
            if target is not None and target.fills and not target.kids:
                right, top = canvas.absolutePosition(x + width, y + _ABOVE)
                box = (*canvas.absolutePosition(x, y - _BELOW), right, top)
                target.kids.append(TextField(target.fills, target.alt, canvas.getPageNumber(), box))
            x += width
