"""Parts within a line that have a tag of their own: blanks, tick boxes, formulas, notes' marks, foreign words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics

from desktop_app.engine.documents.blocks import Run
from desktop_app.pdf.tags import Element, TaggedCanvas, TextField

BLANK: Final = "da compilare"
_BLANK: Final = (("PrintField", "Role/tv"),)  # a form on paper has fields, too, says PDF/UA: here is one for text
_BOXES: Final = {"☐": "off", "☒": "on"}
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
        return Element("Form", _BLANK, said=BLANK)
    if run.formula:
        return Element("Formula", alt=run.said)
    if run.said:
        box = box_attributes(run.text)
        return Element("Form" if box else "Span", box, said=run.said)
    if run.raised or run.mark:
        mark = run.text.strip()  # "*(vedi nota)" leads to the note "*"
        return Element("Reference", note="*" * (len(mark) - len(mark.lstrip("*"))) or mark)
    return Element("Span", lang=run.lang)


def box_attributes(words: str) -> tuple[tuple[str, str], ...]:
    """What PDF/UA says of a box to tick on paper, and whether it is; nothing of other words."""
    state = _BOXES.get(words.strip())
    return (("PrintField", "Role/cb"), ("PrintField", f"checked/{state}")) if state else ()


def element_of(piece: Any, inlines: Mapping[int, Element]) -> Element | None:
    """The element of a piece of a line, which knows the number of its run; None where it has none of its own."""
    run = getattr(piece, "inline", None)
    return None if run is None else inlines.get(run)


def pieces_of(broken: Any, line: Any) -> list[tuple[Any, str]]:
    """The pieces of a line, each with its text: one where the whole paragraph is of one face."""
    return [(each, each.text) for each in line.words] if broken.kind else [(broken, " ".join(line[1]))]


def place_fields(
    broken: Any, inlines: Mapping[int, Element], canvas: TaggedCanvas, start: tuple[float, float], leading: float
) -> None:
    """Puts text fields over the blanks that are some; `start` is where the first line begins, on its baseline."""
    if not any(element.fills for element in inlines.values()):
        return
    left, baseline = start
    for number, line in enumerate(broken.lines):
        x, y = left, baseline - number * leading
        for piece, text in pieces_of(broken, line):
            width = pdfmetrics.stringWidth(text, piece.fontName, piece.fontSize)
            target = element_of(piece, inlines)
            if target is not None and target.fills and not target.kids:
                right, top = canvas.absolutePosition(x + width, y + _ABOVE)
                box = (*canvas.absolutePosition(x, y - _BELOW), right, top)
                target.kids.append(TextField(target.fills, target.alt, canvas.getPageNumber(), box))
            x += width
