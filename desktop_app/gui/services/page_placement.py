"""The rectangles of a document's pages in the scrolling view, at any zoom: arithmetic only."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QRectF

from desktop_app.gui.services.page_images import Size

Zoom = Literal["width", "page"] | float  # a factor of the paper's size, or fit to width or page

PIXELS_PER_POINT: Final = 96 / 72
ZOOM_STEPS: Final = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
MAX_FIT_ZOOM: Final = 1.5  # fit to width enlarges no further


@dataclass(frozen=True, slots=True)
class PagePlacement:
    """Pages one below the other: `sizes` in points, `scale` in px per point, `gap` and `width` of the view in px."""

    sizes: tuple[Size, ...]
    scale: float
    gap: int
    width: int

    @staticmethod
    def fit(sizes: tuple[Size, ...], zoom: Zoom, view: tuple[int, int], gap: int, side: int) -> PagePlacement:
        """The placement for a zoom in a view of that width and height in px; `side` is the margin at both sides."""
        width, height = view
        widest, highest = max(size[0] for size in sizes), max(size[1] for size in sizes)
        wide = max(60, width - 2 * side) / widest
        if zoom == "width":
            scale = min(wide, MAX_FIT_ZOOM * PIXELS_PER_POINT)
        elif zoom == "page":
            scale = min(wide, max(60, height - 2 * gap) / highest)
        else:
            scale = zoom * PIXELS_PER_POINT
        return PagePlacement(sizes, scale, gap, width)

    @property
    def zoom(self) -> float:
        """The scale as a factor of the paper's size at 96 dpi."""
        return self.scale / PIXELS_PER_POINT

    def page_tops(self) -> list[int]:
        """The top of each page, in px."""
        found, top = [], self.gap
        for size in self.sizes:
            found.append(top)
            top += round(size[1] * self.scale) + self.gap
        return found

    @property
    def height(self) -> int:
        """The total height, in px."""
        return self.page_tops()[-1] + round(self.sizes[-1][1] * self.scale) + self.gap

    @property
    def overflow(self) -> int:
        """By how many px the widest page is wider than the view; 0 if it fits."""
        widest = round(max(size[0] for size in self.sizes) * self.scale)
        return max(0, widest + 2 * self.gap - self.width)

    def page_rects(self) -> list[QRectF]:
        """The rectangle of each page, centred horizontally; in whole px, so that text stays sharp."""
        room = self.width + self.overflow
        found = []
        for top, size in zip(self.page_tops(), self.sizes, strict=True):
            wide, high = round(size[0] * self.scale), round(size[1] * self.scale)
            found.append(QRectF((room - wide) // 2, top, wide, high))
        return found

    def page_at(self, y: float) -> int:
        """The page at a vertical position; the gap above a page belongs to it."""
        return max(0, bisect_right(self.page_tops(), y + self.gap) - 1)


def next_zoom(now: float, up: bool) -> float:
    """The next larger or smaller of ZOOM_STEPS."""
    if up:
        return next((zoom for zoom in ZOOM_STEPS if zoom > now * 1.02), ZOOM_STEPS[-1])
    return next((zoom for zoom in reversed(ZOOM_STEPS) if zoom < now * 0.98), ZOOM_STEPS[0])
