"""Places for the initials of all who sign by pen, in the right margin of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.lib.units import mm

from desktop_app.pdf import fonts, styles
from desktop_app.pdf.flowables.drawing import draw_on_line
from desktop_app.pdf.tags import TaggedCanvas

_LEFT: Final = styles.PAGE_WIDTH - styles.SIDE_MARGIN + 3 * mm
_WIDTH: Final = 16 * mm
_ROOM: Final = 11 * mm  # above each line, to write in
_SIZE: Final = 6.0
_LEADING: Final = 7.0
_PARTY: Final = re.compile(r"^[Pp]er (?:il |lo |la |l'|i |gli |le )?")


def draw_initials(canvas: TaggedCanvas, signers: Sequence[str]) -> None:
    """Lines down to the bottom of the text, each with its party below; an artifact, as it is on every page."""
    parties = [list(_lines(_PARTY.sub("", fonts.one_line(signer)).removesuffix(":"))) for signer in signers]
    y = styles.BOTTOM_MARGIN + sum(_ROOM + len(lines) * _LEADING for lines in parties)
    with canvas.artifact("/Type /Pagination"):
        canvas.setFillColor(styles.SECONDARY)
        canvas.setStrokeColor(styles.BLANK_LINE)
        canvas.setLineWidth(0.6)
        _draw_words(canvas, "Sigle", y)
        for lines in parties:
            y -= _ROOM
            canvas.line(_LEFT, y, _LEFT + _WIDTH, y)
            for line in lines:
                y -= _LEADING
                _draw_words(canvas, line, y)


def _draw_words(canvas: TaggedCanvas, words: str, y: float) -> None:
    draw_on_line(canvas, _LEFT, y, fonts.split_by_face(words, fonts.REGULAR), _SIZE)


def _lines(words: str) -> Iterator[str]:
    """The party in at most two lines, as far as it fits; it is named in full where it signs."""
    first, *others = words.split() or [""]
    lines = [first[:1].upper() + first[1:]]
    for word in others:
        if _fits(f"{lines[-1]} {word}"):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    for line in lines[:2]:
        while not _fits(line):
            line = line[:-1]
        yield line


def _fits(line: str) -> bool:
    return bool(fonts.text_width(fonts.split_by_face(line, fonts.REGULAR), _SIZE) <= _WIDTH)
