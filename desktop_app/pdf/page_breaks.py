"""Flowables that control page breaks: a heading stays with its text, a signature with what is signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable, PageBreak

from desktop_app.pdf import styles

_NEVER_FITS: Final = 0x7FFFFFFF  # a height that makes reportlab call `split` instead of drawing
_TOLERANCE: Final = 1.0  # points
_MAX_EMPTY: Final = 0.7  # share of a page that a section may leave empty


class _Stack(Flowable):
    """Parts one below the other; never drawn itself, `split` hands the parts to the page."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__()
        self._parts = parts

    def getSpaceBefore(self) -> float:
        space: float = self._parts[0].getSpaceBefore()
        return space

    def getSpaceAfter(self) -> float:
        space: float = self._parts[-1].getSpaceAfter()
        return space

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, _NEVER_FITS

    def total_height(self, width: float) -> float:
        """The height of all parts with the space between them, in points."""
        return list(self._tops(width))[-1] + _height(self._parts[-1], width)

    def flattened(self) -> Iterator[Flowable]:
        """All parts, those of nested stacks included."""
        for part in self._parts:
            yield from part.flattened() if isinstance(part, _Stack) else [part]

    def _tops(self, width: float) -> Iterator[float]:
        """The distance in points of the top of each part from that of the first one."""
        below = 0.0
        space = 0.0
        for at, part in enumerate(self._parts):
            if at:
                below += max(space, part.getSpaceBefore())
            yield below
            below += _height(part, width)
            space = part.getSpaceAfter()


def _height(part: Flowable, width: float) -> float:
    return part.total_height(width) if isinstance(part, _Stack) else part.wrap(width, styles.TEXT_HEIGHT)[1]


class UnbrokenSection(_Stack):
    """Starts on a new page rather than being split over two, unless it fills most of a page."""

    def split(self, width: float, height: float) -> list[Flowable]:
        needed = self.total_height(width)
        if needed <= height:
            return list(self.flattened())
        if needed <= _MAX_EMPTY * styles.TEXT_HEIGHT:
            return [PageBreak(), self]
        first, *others = self._parts
        return [*(first.split(width, height) if isinstance(first, _Stack) else [first]), *others]


class NoBreakBetween(_Stack):
    """No page break between its parts; inside a part only where that part allows it."""

    def split(self, width: float, height: float) -> list[Flowable]:
        tops = list(self._tops(width))
        fitting = sum(top + part.height <= height for top, part in zip(tops, self._parts, strict=True))
        if fitting == len(self._parts):
            return list(self._parts)
        for at in range(fitting, -1, -1):
            part = self._parts[at]
            room = height - tops[at] if at == fitting else part.height - _TOLERANCE
            halves = part.split(width, room) if room > 0 else []
            if len(halves) > 1:
                return [*self._parts[:at], halves[0], NoBreakBetween([*halves[1:], *self._parts[at + 1 :]])]
        if height >= styles.TEXT_HEIGHT - _TOLERANCE:
            return list(self._parts)  # does not fit on an empty page either
        return [PageBreak(), self]
