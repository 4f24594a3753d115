"""What must not be parted by the end of a page: a heading and its text, a signature and what it is under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable, PageBreak

from desktop_app.pdf import styles

_NEVER_FITS: Final = 0x7FFFFFFF  # asks the page to split it instead of drawing it
_LINE: Final = 1.0


class Keep(Flowable):
    """Parts between which no page may end; it may end inside one, where that part allows it."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__()
        self._parts = parts

    def getSpaceBefore(self) -> float:
        space: float = self._parts[0].getSpaceBefore()
        return space

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, _NEVER_FITS

    def split(self, width: float, height: float) -> list[Flowable]:
        tops = list(self._tops(width))
        fitting = sum(top + part.height <= height for top, part in zip(tops, self._parts, strict=True))
        if fitting == len(self._parts):
            return list(self._parts)
        for at in range(fitting, -1, -1):
            part = self._parts[at]
            room = height - tops[at] if at == fitting else part.height - _LINE
            halves = part.split(width, room) if room > 0 else []
            if len(halves) > 1:
                return [*self._parts[:at], halves[0], Keep([*halves[1:], *self._parts[at + 1 :]])]
        if height >= styles.TEXT_HEIGHT - _LINE:
            return list(self._parts)  # more than a page: there is nothing to keep
        return [PageBreak(), self]

    def _tops(self, width: float) -> Iterator[float]:
        """How far below the first part's top each part begins."""
        below = 0.0
        space = 0.0
        for at, part in enumerate(self._parts):
            if at:
                below += max(space, part.getSpaceBefore())
            yield below
            below += part.wrap(width, styles.TEXT_HEIGHT)[1]
            space = part.getSpaceAfter()
