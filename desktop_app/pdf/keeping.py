"""What must not be parted by the end of a page: a heading and its text, a signature and what it is under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable, PageBreak

from desktop_app.pdf import styles

_NEVER_FITS: Final = 0x7FFFFFFF  # asks the page to split it instead of drawing it
_LINE: Final = 1.0
_MOST: Final = 0.7  # of a page, that a section may leave empty


class _Together(Flowable):
    """Parts one below the other, which the page is asked to take or to part."""

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

    def tall(self, width: float) -> float:
        """How much room all parts take."""
        return list(self._tops(width))[-1] + _tall(self._parts[-1], width)

    def plain(self) -> Iterator[Flowable]:
        """All parts, with nothing that keeps them."""
        for part in self._parts:
            yield from part.plain() if isinstance(part, _Together) else [part]

    def _tops(self, width: float) -> Iterator[float]:
        """How far below the first part's top each part begins."""
        below = 0.0
        space = 0.0
        for at, part in enumerate(self._parts):
            if at:
                below += max(space, part.getSpaceBefore())
            yield below
            below += _tall(part, width)
            space = part.getSpaceAfter()


def _tall(part: Flowable, width: float) -> float:
    return part.tall(width) if isinstance(part, _Together) else part.wrap(width, styles.TEXT_HEIGHT)[1]


class KeptSection(_Together):
    """Parts that begin on a new page rather than being torn, unless they fill most of one."""

    def split(self, width: float, height: float) -> list[Flowable]:
        tall = self.tall(width)
        if tall <= height:
            return list(self.plain())
        if tall <= _MOST * styles.TEXT_HEIGHT:
            return [PageBreak(), self]
        first, *others = self._parts
        return [*(first.split(width, height) if isinstance(first, _Together) else [first]), *others]


class Keep(_Together):
    """Parts between which no page may end; it may end inside one, where that part allows it."""

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
