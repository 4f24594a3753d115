"""Where the parties sign: a label over a box that takes a digital signature, or over a line for the pen."""

from __future__ import annotations

from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from desktop_app.engine.documents.blocks import SignatureBlock
from desktop_app.pdf import fonts, styles
from desktop_app.pdf.tags import Element, TaggedCanvas, Widget
from desktop_app.pdf.text import TextRun, empty, text

GAP: Final = 8 * mm
WIDTH: Final = (styles.TEXT_WIDTH - GAP) / 2
HEIGHT: Final = 20 * mm
LABEL_GAP: Final = 4.0
LONG_LABEL: Final = 300  # characters; a longer one stands above as a paragraph that may be torn


def long_label(signature: SignatureBlock) -> bool:
    return sum(len(run.text) for run in signature.printed) > LONG_LABEL


class SignaturePlace:
    """One party's label and box."""

    def __init__(self, signature: SignatureBlock, parent: Element, draft: bool) -> None:
        self.signature = signature
        self.label: TextRun | None = None
        if not empty(signature.printed) and not long_label(signature):
            self.label = text(signature.printed, styles.style("label"), parent.add("P"), bold=True)
        self.form = parent.add("Form") if signature.field and not draft else None

    @property
    def label_height(self) -> float:
        return self.label.wrap(WIDTH, styles.TEXT_HEIGHT)[1] if self.label else 0.0

    def draw(self, canvas: TaggedCanvas, x: float) -> None:
        if self.label:
            self.label.drawOn(canvas, x, HEIGHT + LABEL_GAP)
        with canvas.artifact():
            canvas.setLineWidth(0.7)
            canvas.setStrokeColor(styles.PEN)
            if self.signature.field:
                canvas.rect(x, 0, WIDTH, HEIGHT)
            else:
                canvas.line(x, 6, x + WIDTH, 6)
        if self.form and self.signature.field:
            left, bottom = canvas.absolutePosition(x, 0)
            box = (left, bottom, left + WIDTH, bottom + HEIGHT)
            label = fonts.one_line(self.signature.label)
            self.form.kids.append(Widget(self.signature.field, label, canvas.getPageNumber(), box))


class Signatures(Flowable):
    """Two places at most, side by side, never torn."""

    canv: TaggedCanvas
    spaceBefore = 10.0
    spaceAfter = 12.0

    def __init__(self, places: list[SignaturePlace]) -> None:
        super().__init__()
        self._places = places

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.height = max(place.label_height for place in self._places) + LABEL_GAP + HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        for at, place in enumerate(self._places):
            place.draw(self.canv, at * (WIDTH + GAP))
