"""Runs of text as reportlab paragraphs, made of fragments directly, so that no text is parsed as markup."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from desktop_app.engine.documents.blocks import Run, Runs
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.pdf import fonts, styles
from desktop_app.pdf.combs import draw_combs
from desktop_app.pdf.flowables import typeset
from desktop_app.pdf.flowables.drawing import draw_lines, draw_on_line
from desktop_app.pdf.flowables.places import places_of, signs_in
from desktop_app.pdf.flowables.typeset import Pieces, Wording
from desktop_app.pdf.inline import inline_element, is_inline, place_fields
from desktop_app.pdf.tags import Element, TaggedCanvas

_LONGEST_NAME: Final = 90  # characters of a bookmark


class TaggedParagraph(Paragraph):
    """A paragraph with its structure element; parts on several pages share it. Without an element it is not tagged."""

    element: Element | None = None
    mark: ListMark | None = None
    is_for_the_pen = False
    runs: Runs = ()  # whose answers it has
    signs_before = 0  # of them, on the pages before
    goes_on = False  # with a word of its own, on the next page
    canv: TaggedCanvas
    pieces: Pieces
    wording: Wording | None = None  # of a part that went on to another page nothing but its lines is known
    inlines: Mapping[int, Element] = MappingProxyType({})  # the parts within its lines, by the numbers of their runs
    _wrapped: float | None = None
    _torn: frozenset[int] = frozenset()
    _spaced = False

    def leave_to_the_pen(self) -> None:
        """There is nothing to read but lines to write on: they are decoration."""
        self.is_for_the_pen = True
        if self.element is not None:
            self.element.words = ""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Cached for the last width: layout asks for the height repeatedly."""
        if self._wrapped != width or not hasattr(self, "blPara"):
            if self.wording is None:
                self._break_anew(width)
            else:
                self.width, (self.blPara, self.height, self._torn) = (
                    width,
                    typeset.lines(self.wording, self.pieces, width),
                )
            self._wrapped, self._spaced = width, False
        return self.width, self.height

    def _break_anew(self, width: float) -> None:
        super().wrap(width, 0)
        self._torn = frozenset(typeset.torn_lines(self))

    def split(self, width: float, height: float) -> list[TaggedParagraph]:
        if self.wording is not None:
            self.frags = list(self.pieces.fragments)
            self._break_anew(width)  # with the single words, by which reportlab splits
        parts: list[TaggedParagraph] = super().split(width, height)
        if len(parts) > 1:
            parts[0].goes_on = len(parts[0].blPara.lines) - 1 not in self._torn
            parts[-1].goes_on = self.goes_on
            for part in parts:
                part.element, part.is_for_the_pen, part.inlines = self.element, self.is_for_the_pen, self.inlines
                part.runs = self.runs
            parts[0].signs_before = self.signs_before
            parts[-1].signs_before = self.signs_before + signs_in(self.blPara, len(parts[0].blPara.lines))
            parts[0].mark = self.mark
        return parts

    def drawOn(self, canvas: TaggedCanvas, x: float, y: float, _sW: float = 0) -> None:
        self.canv = canvas
        with canvas.moved(x, y - getattr(self.style, "lowered", 0)):
            self.draw()
        del self.canv

    def draw(self) -> None:
        canvas, style, baseline = self.canv, self.style, self.height - self.style.fontSize
        if self.mark is not None:
            self.mark.draw(canvas, baseline)
        self._space_line_ends()
        element = self.element
        if element is not None and self.is_for_the_pen:
            with canvas.artifact():
                draw_lines(canvas, self.blPara, style, self.height, None, {})
        else:
            self._place_bookmark()
            draw_lines(canvas, self.blPara, style, self.height, element, self.inlines)
            place_fields(self.blPara, self.inlines, canvas, (style.leftIndent, baseline), style.leading)
        draw_combs(canvas, self.blPara, style, self.height)
        if canvas.places is not None:
            canvas.places += places_of(self.runs, self.signs_before, self.blPara, style, self.height, canvas)

    def _place_bookmark(self) -> None:
        bookmark = self.element.bookmark if self.element is not None else None
        if bookmark is not None and not bookmark.page:
            bookmark.page = self.canv.getPageNumber()
            bookmark.top = self.canv.absolutePosition(0, self.height)[1]

    def _space_line_ends(self) -> None:
        """Restores the spaces at the ends of lines: screen readers and text extraction would join the words."""
        broken = self.blPara
        ends = range(len(broken.lines) - (not self.goes_on))
        if self._spaced or not ends:
            return
        lines = list(broken.lines)  # those of the paragraph may be others' too
        for at in ends:
            if at not in self._torn:
                lines[at] = _with_space(lines[at])
        self.blPara, self._spaced = broken.clone(lines=lines), True


def _with_space(line: Any) -> Any:
    """A line, with a space at its end: of one face throughout it is a tuple of its room and its words."""
    if isinstance(line, tuple):
        return line[0], [*line[1], ""]
    if not line.words or "".join(part.text for part in line.words).endswith(" "):
        return line
    *before, last = line.words
    return line.clone(words=[*before, last.clone(text=last.text + " ")])


class HorizontalRule(Flowable):
    """A hairline across the page, an artifact."""

    canv: TaggedCanvas
    height = 1.0
    spaceBefore = 8.0
    spaceAfter = 4.0

    def __init__(self, indent: float) -> None:
        super().__init__()
        self._indent = indent

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self.height

    def draw(self) -> None:
        with self.canv.artifact():
            self.canv.setStrokeColor(styles.HAIRLINE)
            self.canv.setLineWidth(0.6)
            self.canv.line(self._indent, 0, self.width, 0)


@lru_cache(maxsize=512)
def _mark(words: str) -> tuple[fonts.FacePiece, ...]:
    return tuple(fonts.split_by_face(fonts.printable(words), fonts.REGULAR))


class ListMark:
    """The bullet or number of a list item, drawn to the left of its first line."""

    element: Element | None = None

    def __init__(self, words: str, left: float, ref: FieldRef | None = None) -> None:
        self._ref = ref
        self._pieces = _mark(words)
        self._size = styles.paragraph_style("item").fontSize
        self._left = left

    @property
    def width(self) -> float:
        return fonts.text_width(self._pieces, self._size)

    def draw(self, canvas: TaggedCanvas, baseline: float) -> None:
        if self.element:
            with canvas.tagged(self.element):
                canvas.setFillColor(styles.INK)
                draw_on_line(canvas, self._left, baseline, self._pieces, self._size)
        if canvas.places is not None and self._ref is not None:
            canvas.places.append(canvas.placed(self._ref, self._left, baseline, self.width, self._size))


def tagged_paragraph(
    runs: Runs,
    style: ParagraphStyle,
    element: Element,
    *,
    bold: bool = False,
    whole: bool = True,
    label: Element | None = None,
) -> TaggedParagraph:
    """The runs as a paragraph; `whole`: no line ends inside a citation or an amount. The first run may be a `label`."""
    if any(run.pen for run in runs):
        lines = all(run.pen for run in runs)
        style = styles.for_a_hand(style, after=0 if lines else styles.AFTER_HAND)
    words = typeset.wording(runs, style, bold=bold, whole=whole, labelled=label is not None)
    pieces = typeset.pieces(words)
    made = TaggedParagraph("", style, frags=list(pieces.fragments))
    inlines = {at: inline_element(run) for at, run in enumerate(runs) if is_inline(run)}
    said = pieces.words
    if label is not None:
        inlines[0] = label
        if label.placed:  # outside of the element
            label.words, said = said[0], said[1:]
    made.wording, made.pieces, made.element, made.inlines = words, pieces, element, inlines
    element.words = "".join(said)
    made.runs = runs
    return made


def balance_lines(made: TaggedParagraph, width: float) -> None:
    """Narrows a centred paragraph so that its lines are about equally long, with no single word on the last."""
    if made.wording is not None:
        made.style = typeset.balanced(made.wording, width)
        made.wording = made.wording._replace(style=made.style)


def is_for_the_pen(runs: Runs) -> bool:
    """Whether there is nothing but blanks to fill in."""
    return not any(run.text.strip() for run in runs if run.style != "blank" or run.field)


def is_blank(runs: Runs) -> bool:
    """Whether nothing printable is in the runs."""
    return not any(fonts.printable(run.text).strip() for run in runs)


def bookmark_name(runs: Runs) -> str:
    """The words of a heading for the list of bookmarks, where blanks are an ellipsis; as long as a line there."""
    words = fonts.one_line("".join("…" if run.style == "blank" else run.text for run in runs))
    return words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME].rsplit(' ', 1)[0]}…"


def plain_runs(words: str) -> Runs:
    return (Run(words),)
