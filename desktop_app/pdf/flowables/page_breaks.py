"""Flowables that control page breaks: a heading stays with its text, a signature with what is signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable, PageBreak

from desktop_app.pdf import styles
from desktop_app.pdf.tags import TaggedCanvas

_NEVER_FITS: Final = 0x7FFFFFFF  # a height that makes reportlab call `split` instead of drawing
_TOLERANCE: Final = 1.0  # points
_MIN_BARRED: Final = 45.0  # points: less than three empty lines need no bar
_MAX_BARRED: Final = styles.TEXT_HEIGHT / 5  # more than this is filled with the first rows of signatures
_BAR_GAP: Final = 10.0  # from the text above


class Growing(Flowable):
    """What becomes taller where nothing comes after it and the page has room."""

    ends_document = False
    has_initials = False  # of all who sign, on its page: so it may stand there without words of the text

    @property
    def wanted(self) -> float:
        """How many points it would like to have more."""
        raise NotImplementedError

    def grow(self) -> None:
        raise NotImplementedError


class BarredSpace(Flowable):
    """The rest of a page before signatures, crossed out, so that nobody adds anything above them; an artifact."""

    canv: TaggedCanvas

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, height - _TOLERANCE
        return self.width, self.height

    def draw(self) -> None:
        top = self.height - _BAR_GAP
        with self.canv.artifact():
            self.canv.setStrokeColor(styles.SECONDARY)
            self.canv.setLineWidth(0.7)
            self.canv.lines([(0, top, self.width, top), (self.width, top, 0, 0), (0, 0, self.width, 0)])


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


class NoBreakBetween(_Stack):
    """No page break between its parts; inside a part only where that part allows it."""

    def split(self, width: float, height: float) -> list[Flowable]:
        tops = list(self._tops(width))
        fitting = sum(top + part.height <= height for top, part in zip(tops, self._parts, strict=True))
        if fitting == len(self._parts):
            self._fill(height - tops[-1] - self._parts[-1].height)
            return list(self._parts)
        if rows := self._rows_here(tops, fitting, height):
            return [*self._parts[:rows], PageBreak(), NoBreakBetween(self._parts[rows:])]
        for at in range(fitting, -1, -1):
            part = self._parts[at]
            room = height - tops[at] if at == fitting else part.height - _TOLERANCE
            halves = part.split(width, room) if room > 0 else []
            if len(halves) > 1:
                breaks = [half for half in halves[1:] if isinstance(half, PageBreak)]
                rest = [half for half in halves[1:] if not isinstance(half, PageBreak)]
                return [*self._parts[:at], halves[0], *breaks, NoBreakBetween([*rest, *self._parts[at + 1 :]])]
        if height >= styles.TEXT_HEIGHT - _TOLERANCE:
            return list(self._parts)  # does not fit on an empty page either
        signed = any(isinstance(part, Growing) for part in self._parts)
        return [*([BarredSpace()] if signed and height >= _MIN_BARRED else []), PageBreak(), self]

    def _rows_here(self, tops: Sequence[float], fitting: int, height: float) -> int:
        """How many parts stay where only some rows of signatures fit, and all of them elsewhere would leave a gap."""
        signed = [at for at, part in enumerate(self._parts) if isinstance(part, Growing) and part.has_initials]
        if not signed or height - tops[signed[0]] < _MAX_BARRED:
            return 0
        return max((at + 1 for at in signed if at < fitting), default=0)

    def _fill(self, room: float) -> None:
        """Lets what would like to be taller be so, where nothing comes after and all of it has room."""
        last = [part for part in self._parts if isinstance(part, Growing) and part.ends_document]
        if last and sum(part.wanted for part in last) <= room:
            for part in last:
                part.grow()
