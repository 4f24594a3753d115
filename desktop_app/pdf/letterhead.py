"""Who helped with the dossier, at the top of the first page: the logo, the name beside it, a line below."""

from __future__ import annotations

from typing import Final

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from desktop_app.engine.documents.blocks import Letterhead, Picture, Run
from desktop_app.pdf import fonts, styles
from desktop_app.pdf.tags import Element, TaggedCanvas
from desktop_app.pdf.text import TextRun, text

_HIGH: Final = 16 * mm  # room for the logo
_WIDE: Final = 55 * mm
_PIXEL: Final = 0.75  # points at most: a small logo stays small, and sharp
_BESIDE: Final = 12.0
_ABOVE_LINE: Final = 8.0


class Head(Flowable):
    """Read as a figure with its words, then the name as a paragraph; the line says nothing."""

    canv: TaggedCanvas
    spaceAfter = 16.0

    def __init__(self, letterhead: Letterhead, root: Element) -> None:
        super().__init__()
        self._logo = letterhead.logo
        self._size = _fitted(self._logo) if self._logo else (0.0, 0.0)
        if self._logo:
            self._figure = root.add("Figure")
            self._figure.alt = fonts.one_line(f"Logo: {letterhead.name}")
        self._name: TextRun = text((Run(letterhead.name),), styles.style("letterhead"), root.add("P"), bold=True)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        beside = self._size[0] + _BESIDE if self._logo else 0.0
        self._named = self._name.wrap(width - beside, height)[1]
        self.height = max(self._size[1], self._named) + _ABOVE_LINE
        return width, self.height

    def draw(self) -> None:
        middle = _ABOVE_LINE + (self.height - _ABOVE_LINE) / 2
        left = 0.0
        if self._logo:
            wide, high = self._size
            self._draw_logo(self._logo, middle - high / 2)
            left = wide + _BESIDE
        self._name.drawOn(self.canv, left, middle - self._named / 2)
        with self.canv.artifact():
            self.canv.setStrokeColor(styles.HAIRLINE)
            self.canv.setLineWidth(0.6)
            self.canv.line(0, 0, self.width, 0)

    def _draw_logo(self, logo: Picture, bottom: float) -> None:
        from PIL import Image

        wide, high = self._size
        corner: tuple[float, float] = self.canv.absolutePosition(0, bottom)
        self._figure.box = (*corner, corner[0] + wide, corner[1] + high)
        image = ImageReader(Image.frombytes("RGB", (logo.width, logo.height), logo.pixels))
        with self.canv.tagged(self._figure):
            self.canv.drawImage(image, 0, bottom, wide, high)


def _fitted(logo: Picture) -> tuple[float, float]:
    """Width and height in points, in the logo's own proportions."""
    scale = min(_WIDE / logo.width, _HIGH / logo.height, _PIXEL)
    return logo.width * scale, logo.height * scale
