"""Where the parties sign: a label above a box with a digital signature field, or above a line to sign by hand."""

from __future__ import annotations

from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from desktop_app.engine.documents.blocks import SignatureBlock
from desktop_app.pdf import fonts, styles
from desktop_app.pdf.tags import Element, SignatureField, TaggedCanvas
from desktop_app.pdf.text import TaggedParagraph, is_blank, tagged_paragraph

BOX_GAP: Final = 8 * mm
BOX_WIDTH: Final = (styles.TEXT_WIDTH - BOX_GAP) / 2
BOX_HEIGHT: Final = 20 * mm
LABEL_GAP: Final = 4.0
LONG_LABEL: Final = 300  # characters; a longer label becomes a paragraph above, which may break over pages


def has_long_label(signature: SignatureBlock) -> bool:
    return sum(len(run.text) for run in signature.printed) > LONG_LABEL


class SignaturePlace:
    """One party's label and box; a draft has no signature field."""

    def __init__(self, signature: SignatureBlock, parent: Element, draft: bool) -> None:
        self.signature = signature
        self.label: TaggedParagraph | None = None
        if not is_blank(signature.printed) and not has_long_label(signature):
            self.label = tagged_paragraph(
                signature.printed, styles.paragraph_style("label"), parent.add("P"), bold=True
            )
        self.form = parent.add("Form") if signature.field and not draft else None

    @property
    def label_height(self) -> float:
        return self.label.wrap(BOX_WIDTH, styles.TEXT_HEIGHT)[1] if self.label else 0.0

    def draw(self, canvas: TaggedCanvas, x: float) -> None:
        if self.label:
            self.label.drawOn(canvas, x, BOX_HEIGHT + LABEL_GAP)
        with canvas.artifact():
            canvas.setLineWidth(0.7)
            canvas.setStrokeColor(styles.BLANK_LINE)
            if self.signature.field:
                canvas.rect(x, 0, BOX_WIDTH, BOX_HEIGHT)
            else:
                canvas.line(x, 6, x + BOX_WIDTH, 6)
        if self.form and self.signature.field:
            left, bottom = canvas.absolutePosition(x, 0)
            box = (left, bottom, left + BOX_WIDTH, bottom + BOX_HEIGHT)
            label = fonts.one_line(self.signature.label)
            self.form.kids.append(SignatureField(self.signature.field, label, canvas.getPageNumber(), box))


class SignatureRow(Flowable):
    """One or two places side by side, never split over pages."""

    canv: TaggedCanvas
    spaceBefore = 10.0
    spaceAfter = 12.0

    def __init__(self, places: list[SignaturePlace]) -> None:
        super().__init__()
        self._places = places

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.height = max(place.label_height for place in self._places) + LABEL_GAP + BOX_HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        for at, place in enumerate(self._places):
            place.draw(self.canv, at * (BOX_WIDTH + BOX_GAP))
