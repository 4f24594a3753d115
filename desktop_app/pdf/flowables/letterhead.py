"""The letterhead at the top of the first page: the association's logo, its name beside it, a line below."""

from __future__ import annotations

from typing import Final

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from desktop_app.engine.documents.blocks import Letterhead, Picture, Run
from desktop_app.pdf import styles
from desktop_app.pdf.tags import Element, TaggedCanvas
from desktop_app.pdf.text import TaggedParagraph, tagged_paragraph

_MAX_HEIGHT: Final = 16 * mm  # of the logo
_MAX_WIDTH: Final = 55 * mm
_MAX_POINTS_PER_PIXEL: Final = 0.75  # a small logo is not enlarged beyond this
_NAME_GAP: Final = 12.0
_LINE_GAP: Final = 8.0


class LetterheadFlowable(Flowable):
    """The name is a paragraph; the line is an artifact, and so is the logo: it would only say the name again."""

    canv: TaggedCanvas
    spaceAfter = 16.0

    def __init__(self, letterhead: Letterhead, root: Element) -> None:
        super().__init__()
        self._logo = letterhead.logo
        self._size = _fitted(self._logo) if self._logo else (0.0, 0.0)
        self._name: TaggedParagraph = tagged_paragraph(
            (Run(letterhead.name),), styles.paragraph_style("letterhead"), root.add("P"), bold=True
        )

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        beside = self._size[0] + _NAME_GAP if self._logo else 0.0
        self._named = self._name.wrap(width - beside, height)[1]
        self.height = max(self._size[1], self._named) + _LINE_GAP
        return width, self.height

    def draw(self) -> None:
        middle = _LINE_GAP + (self.height - _LINE_GAP) / 2
        left = 0.0
        if self._logo:
            wide, high = self._size
            self._draw_logo(self._logo, middle - high / 2)
            left = wide + _NAME_GAP
        self._name.drawOn(self.canv, left, middle - self._named / 2)
        with self.canv.artifact():
            self.canv.setStrokeColor(styles.HAIRLINE)
            self.canv.setLineWidth(0.6)
            self.canv.line(0, 0, self.width, 0)

    def _draw_logo(self, logo: Picture, bottom: float) -> None:
        from PIL import Image

        wide, high = self._size
        image = ImageReader(Image.frombytes("RGB", (logo.width, logo.height), logo.pixels))
        with self.canv.artifact():
            self.canv.drawImage(image, 0, bottom, wide, high)


def _fitted(logo: Picture) -> tuple[float, float]:
    """Width and height of the logo in points, keeping its proportions."""
    scale = min(_MAX_WIDTH / logo.width, _MAX_HEIGHT / logo.height, _MAX_POINTS_PER_PIXEL)
    return logo.width * scale, logo.height * scale
