"""Where the parties sign: a label above a box with a digital signature field, or above a line to sign by hand."""

from __future__ import annotations

from typing import Final

from reportlab.lib.units import mm

from desktop_app.engine.documents.blocks import Run, SignatureBlock
from desktop_app.pdf import fonts, styles
from desktop_app.pdf.flowables.page_breaks import Growing
from desktop_app.pdf.tags import Element, SignatureField, TaggedCanvas
from desktop_app.pdf.text import TaggedParagraph, is_blank, plain_runs, tagged_paragraph

BOX_GAP: Final = 8 * mm
BOX_WIDTH: Final = (styles.TEXT_WIDTH - BOX_GAP) / 2
BOX_HEIGHT: Final = 20 * mm
STAMP_HEIGHT: Final = 35 * mm  # of a box in which a stamp, or a signature with it, has room
LABEL_GAP: Final = 4.0
DAY_GAP: Final = 8.0  # above the line for the day, which is written by hand
LONG_LABEL: Final = 300  # characters; a longer label becomes a paragraph above, which may break over pages


def has_long_label(signature: SignatureBlock) -> bool:
    return sum(len(run.text) for run in signature.printed) > LONG_LABEL


class SignaturePlace:
    """One party's label and box, and below it who signs and the line for the day; a draft has no signature field."""

    def __init__(self, signature: SignatureBlock, parent: Element, draft: bool) -> None:
        self.signature, self._draft = signature, draft
        self.label: TaggedParagraph | None = None
        if not is_blank(signature.printed) and not has_long_label(signature):
            self.label = tagged_paragraph(
                signature.printed, styles.paragraph_style("label"), parent.add("P"), bold=True
            )
        self.form = parent.add("Form") if signature.field and not draft else None
        self.below: list[TaggedParagraph] = []
        if signature.who.strip():
            self.below.append(_small(plain_runs(signature.who), parent))
        if signature.dated:
            day = (Run("Data "), Run("_" * 14, style="blank"))
            self.below.append(_small(day, parent))

    @property
    def label_height(self) -> float:
        return self.label.wrap(BOX_WIDTH, styles.TEXT_HEIGHT)[1] if self.label else 0.0

    @property
    def below_height(self) -> float:
        heights: float = sum(each.wrap(BOX_WIDTH, styles.TEXT_HEIGHT)[1] for each in self.below)
        return heights + (LABEL_GAP if self.below else 0) + (DAY_GAP if self.signature.dated else 0)

    def draw(self, canvas: TaggedCanvas, x: float, box: tuple[float, float]) -> None:
        """Draws it with its box from one height to another."""
        bottom, top = box
        if self.label:
            self.label.drawOn(canvas, x, top + LABEL_GAP)
        with canvas.artifact():
            canvas.setLineWidth(0.7)
            canvas.setStrokeColor(styles.BLANK_LINE)
            if self.signature.field or (self.signature.stamped and not self._draft):
                canvas.rect(x, bottom, BOX_WIDTH, top - bottom)
            else:
                canvas.line(x, bottom, x + BOX_WIDTH, bottom)
        if self.form and self.signature.field:
            left, low = canvas.absolutePosition(x, bottom)
            corners = (left, low, left + BOX_WIDTH, low + top - bottom)
            field = SignatureField(self.signature.field, self._described(), canvas.getPageNumber(), corners)
            self.form.kids.append(field)
        self._draw_below(canvas, x, bottom - LABEL_GAP)

    def _draw_below(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        for each in self.below:
            y -= each.height + (DAY_GAP if self.signature.dated and each is self.below[-1] else 0)
            each.drawOn(canvas, x, y)

    def _described(self) -> str:
        """What a screen reader says of the field: the party, and whose signature is expected."""
        label = self.signature.label.strip().removesuffix(":")
        return fonts.one_line(f"{label} – {self.signature.who}" if self.signature.who else label)


def _small(runs: tuple[Run, ...], parent: Element) -> TaggedParagraph:
    return tagged_paragraph(runs, styles.paragraph_style("cell"), parent.add("P"))


class SignatureRow(Growing):
    """One or two places side by side, never split over pages."""

    canv: TaggedCanvas
    spaceBefore = 10.0
    spaceAfter = 12.0

    def __init__(self, places: list[SignaturePlace]) -> None:
        super().__init__()
        self._places = places
        self._box = STAMP_HEIGHT if any(place.signature.stamped for place in places) else BOX_HEIGHT

    @property
    def wanted(self) -> float:
        more: float = STAMP_HEIGHT - self._box
        return more

    def grow(self) -> None:
        self._box = STAMP_HEIGHT

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self._below = max(place.below_height for place in self._places)
        self.height = max(place.label_height for place in self._places) + LABEL_GAP + self._box + self._below
        return self.width, self.height

    def draw(self) -> None:
        for at, place in enumerate(self._places):
            place.draw(self.canv, at * (BOX_WIDTH + BOX_GAP), (self._below, self._below + self._box))
