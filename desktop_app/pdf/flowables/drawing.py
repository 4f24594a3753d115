"""Draws a paragraph that is broken into lines, each piece of text inside the marked content of its element.

As reportlab would, without what it looks for at each piece: links, images, underlines, justified lines, shaping.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from desktop_app.pdf import fonts
from desktop_app.pdf.inline import element_of, pieces_of
from desktop_app.pdf.tags import SKIPPED, Element, TaggedCanvas, number

_SHARES: Final = {TA_CENTER: 0.5, TA_RIGHT: 1.0}  # of what a line leaves free, at its left
_LEAST: Final = 1e-8  # points, as reportlab has it


def draw_lines(
    canvas: TaggedCanvas,
    broken: Any,
    style: ParagraphStyle,
    height: float,
    element: Element | None,
    inlines: Mapping[int, Element],
) -> None:
    """Draws the lines of a paragraph of a height. The text belongs to the element, or to those of its parts."""
    if not broken.lines:
        return
    text = _Text(canvas, element, inlines)
    baseline = height - (broken.lines[0] if broken.kind else broken).fontSize
    text.code.append(f"BT 1 0 0 1 {number(style.leftIndent)} {number(baseline)} Tm {number(style.leading)} TL")
    share = _SHARES.get(style.alignment, 0.0)
    for line in broken.lines:
        free = line.extraSpace if broken.kind else line[0]
        squeezed = _squeezed(broken, line, free) if free <= -_LEAST else 0.0
        shift = 0.0 if squeezed else share * free
        if squeezed:
            text.code.append(f"{number(squeezed)} Tw")
        if abs(shift) > _LEAST:
            text.code.append(f"{number(shift)} 0 Td")
        for piece, words in pieces_of(broken, line):
            text.add(piece, words)
        text.code.append("T*")
        if squeezed:
            text.code.append("0 Tw")
        if abs(shift) > _LEAST:
            text.code.append(f"{number(-shift)} 0 Td")
    text.close()
    canvas.write(text.code)


def draw_on_line(canvas: TaggedCanvas, x: float, y: float, parts: Sequence[fonts.FacePiece], size: float) -> None:
    """Draws pieces on one line, in the canvas's current colour."""
    code = [f"BT 1 0 0 1 {number(x)} {number(y)} Tm"]
    for face, words in parts:
        signs = canvas.signs(face)
        code.append(f"{signs.name} {number(size)} Tf {signs.drawn(words, number(size))}")
    canvas.write([*code, "ET"])


def _squeezed(broken: Any, line: Any, free: float) -> float:
    """How much wider, in points, each space of a line is that has a little less room than it needs: below zero."""
    words = line.wordCount if broken.kind else len(line[1])
    spaces = words - 1 + sum(text.count("\N{NO-BREAK SPACE}") for _, text in pieces_of(broken, line))
    return free / spaces if spaces > 0 else 0.0


class _Text:
    """The operators of a text object."""

    def __init__(self, canvas: TaggedCanvas, element: Element | None, inlines: Mapping[int, Element]) -> None:
        self.code: list[str] = []
        self._canvas, self._element, self._inlines = canvas, element, inlines
        self._open: Element | None = None
        self._face: tuple[str, float] | None = None
        self._colour: Color | None = None
        self._rise = 0.0

    def add(self, piece: Any, words: str) -> None:
        """A piece of a line."""
        if self._element is not None:
            self._mark(self._element, (element_of(piece, self._inlines) if self._inlines else None), words)
        if self._colour is not piece.textColor:
            self._colour = piece.textColor
            self.code.append(_filled(piece.textColor))
        rise = getattr(piece, "rise", 0.0)
        if rise != self._rise:
            self._rise = rise
            self.code.append(f"{number(rise)} Ts")
        signs = self._canvas.signs(piece.fontName)
        face = (piece.fontName, piece.fontSize)
        if face != self._face or signs.crowded:
            self._face = face
            self.code.append(f"{signs.name} {number(piece.fontSize)} Tf")
        self.code.append(signs.drawn(words, number(piece.fontSize)))

    def close(self) -> None:
        self.code.append("EMC ET" if self._open is not None else "ET")

    def _mark(self, whole: Element, part: Element | None, words: str) -> None:
        """Has the words inside the marked content of a part, or else of the whole paragraph."""
        target = part or whole
        if target is not self._open and (words or self._open is None):
            if self._open is not None:
                self.code.append("EMC")
            self._open = target
            if part is not None and not part.placed:
                whole.kids.append(part)
                part.placed = True
            # The line of a field is drawn as an artifact: its element holds the field alone.
            self.code.append(SKIPPED if target.fills else self._canvas.opening(target))
        if part is not None and part.said and words[-1:].isspace() and not part.said.endswith(" "):
            part.said += " "  # else the next word would follow without a space


@lru_cache(maxsize=32)
def _filled(colour: Color) -> str:
    return f"{number(colour.red)} {number(colour.green)} {number(colour.blue)} rg"
