"""Where each page lies on the long sheet that scrolls, and how large: arithmetic only."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QRectF

from desktop_app.gui.services.page_images import Size

Zoom = Literal["width", "page"] | float  # 1.0 is the paper's own size

PIXELS_PER_POINT: Final = 96 / 72
ZOOMS: Final = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
WIDEST: Final = 1.5  # fit to width does not blow a page up beyond this


@dataclass(frozen=True, slots=True)
class PagePlacement:
    """Pages one below the other in a view of some size; `scale` is pixels of the window for each point."""

    sizes: tuple[Size, ...]
    scale: float
    gap: int
    width: int

    @staticmethod
    def fit(sizes: tuple[Size, ...], zoom: Zoom, view: tuple[int, int], gap: int, side: int) -> PagePlacement:
        """The layout for a zoom in a view of that width and height."""
        width, height = view
        widest, highest = max(size[0] for size in sizes), max(size[1] for size in sizes)
        wide = max(60, width - 2 * side) / widest
        if zoom == "width":
            scale = min(wide, WIDEST * PIXELS_PER_POINT)
        elif zoom == "page":
            scale = min(wide, max(60, height - 2 * gap) / highest)
        else:
            scale = zoom * PIXELS_PER_POINT
        return PagePlacement(sizes, scale, gap, width)

    @property
    def zoom(self) -> float:
        """The scale as people say it: 1.0 is the paper's own size."""
        return self.scale / PIXELS_PER_POINT

    def tops(self) -> list[int]:
        """The upper edge of each page."""
        found, top = [], self.gap
        for size in self.sizes:
            found.append(top)
            top += round(size[1] * self.scale) + self.gap
        return found

    @property
    def height(self) -> int:
        """Of the whole sheet."""
        return self.tops()[-1] + round(self.sizes[-1][1] * self.scale) + self.gap

    @property
    def overflow(self) -> int:
        """By how much the widest page is wider than the view."""
        widest = round(max(size[0] for size in self.sizes) * self.scale)
        return max(0, widest + 2 * self.gap - self.width)

    def places(self) -> list[QRectF]:
        """Each page on the sheet, in the middle of the view; whole pixels, so that text stays sharp."""
        room = self.width + self.overflow
        found = []
        for top, size in zip(self.tops(), self.sizes, strict=True):
            wide, high = round(size[0] * self.scale), round(size[1] * self.scale)
            found.append(QRectF((room - wide) // 2, top, wide, high))
        return found

    def page_at(self, y: float) -> int:
        """The page at a height of the sheet, with the space above it."""
        return max(0, bisect_right(self.tops(), y + self.gap) - 1)


def next_zoom(now: float, up: bool) -> float:
    """The step above or below."""
    if up:
        return next((zoom for zoom in ZOOMS if zoom > now * 1.02), ZOOMS[-1])
    return next((zoom for zoom in reversed(ZOOMS) if zoom < now * 0.98), ZOOMS[0])
