"""Where the answers stand on the pages of a document that is being drawn; collected only for who asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from desktop_app.engine.documents.blocks import Runs
from desktop_app.pdf import fonts
from desktop_app.pdf.inline import pieces_of
from desktop_app.pdf.tags import Place, TaggedCanvas

_SHARES: Final = {TA_CENTER: 0.5, TA_RIGHT: 1.0}  # of what a line leaves free, at its left


def signs_in(broken: Any, lines: int) -> int:
    """How many signs, spaces apart, are in the first lines of a paragraph that was broken into lines."""
    return sum(_signs(text) for line in broken.lines[:lines] for _, text in pieces_of(broken, line))


def places_of(
    runs: Runs, before: int, broken: Any, style: ParagraphStyle, height: float, canvas: TaggedCanvas
) -> Iterator[Place]:
    """The places of the answers in a paragraph, or in what of it is on this page: `before` are its signs elsewhere.

    Lines have the same signs as runs, in the same order, whatever reportlab joined or took apart; only spaces differ.
    """
    if all(run.ref is None for run in runs):
        return
    owners = _Owners(runs, before)
    size = style.fontSize
    for number, line in enumerate(broken.lines):
        free = line.extraSpace if broken.kind else line[0]
        left = style.leftIndent + free * _SHARES.get(style.alignment, 0.0)
        baseline = height - size - number * style.leading
        spans: list[tuple[int, float, float]] = []  # the number of a run, and from where to where it goes
        for piece, text in pieces_of(broken, line):
            for run, begin, end in owners.of(text):
                start, stop = (left + _width(text[:at], piece) for at in (begin, end))
                if spans and spans[-1][0] == run:
                    start = spans.pop()[1]
                spans.append((run, start, stop))
            left += _width(text, piece)
        for run, start, stop in spans:
            ref = runs[run].ref
            if ref is not None:
                yield canvas.placed(ref, start, baseline, stop - start, size)


class _Owners:
    """Whose each sign of the lines is, asked for in their order."""

    def __init__(self, runs: Runs, before: int) -> None:
        self._left = [(number, _signs(fonts.printable(run.text))) for number, run in enumerate(runs)]
        self._left = [each for each in self._left if each[1]]
        while before and self._left:
            number, signs = self._left.pop(0)
            used = min(signs, before)
            before -= used
            if signs > used:
                self._left.insert(0, (number, signs - used))

    def of(self, text: str) -> Iterator[tuple[int, int, int]]:
        """The runs that the signs of a text belong to, each with its first character and the one after its last."""
        begin, end, owner = 0, 0, -1
        for at, sign in enumerate(text):
            if sign.isspace() or not self._left:
                continue
            number, signs = self._left[0]
            self._left[0:1] = [(number, signs - 1)] if signs > 1 else []
            if number != owner:
                if owner >= 0:
                    yield owner, begin, end
                begin, owner = at, number
            end = at + 1
        if owner >= 0:
            yield owner, begin, end


def _width(text: str, piece: Any) -> float:
    return fonts.text_width([(piece.fontName, text)], piece.fontSize)


def _signs(text: str) -> int:
    return sum(not sign.isspace() for sign in text)
