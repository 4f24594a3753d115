"""Runs of text as reportlab paragraphs, made of fragments directly, so that no text is parsed as markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paragraph import _InjectedFrag, _SplitFrag, _SplitWord, _SplitWordEnd
from reportlab.platypus.paraparser import ParaFrag

from desktop_app.engine.documents.blocks import Run, Runs
from desktop_app.pdf import fonts, styles
from desktop_app.pdf.combs import draw_combs
from desktop_app.pdf.flowables.citations import unbroken_runs
from desktop_app.pdf.inline import InlineText, inline_element, place_fields, targets
from desktop_app.pdf.tags import Element, TaggedCanvas

_LONGEST_NAME: Final = 90  # characters of a bookmark


class TaggedParagraph(Paragraph):
    """A paragraph with its structure element; parts on several pages share it. Without an element it is not tagged."""

    element: Element | None = None
    mark: ListMark | None = None
    is_for_the_pen = False
    _targets: Sequence[Element] = ()
    goes_on = False  # with a word of its own, on the next page
    canv: TaggedCanvas
    _wrapped: float | None = None

    def leave_to_the_pen(self) -> None:
        """There is nothing to read but lines to write on: they are decoration."""
        self.is_for_the_pen = True
        if self.element is not None:
            self.element.words = ""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Cached for the last width: layout asks for the height repeatedly."""
        if self._wrapped != width or not hasattr(self, "blPara"):
            super().wrap(width, height)
            self._wrapped = width
        return self.width, self.height

    def split(self, width: float, height: float) -> list[TaggedParagraph]:
        parts: list[TaggedParagraph] = super().split(width, height)
        if len(parts) > 1:
            parts[0].goes_on = not self._ends_inside_word(len(parts[0].blPara.lines) - 1)
            parts[-1].goes_on = self.goes_on
            for part in parts:
                part.element, part.is_for_the_pen = self.element, self.is_for_the_pen
            parts[0].mark = self.mark
        return parts

    def draw(self) -> None:
        self.canv.translate(0, -getattr(self.style, "lowered", 0))
        if self.mark is not None:
            self.mark.draw(self.canv, self.height - self.style.fontSize)
        self._space_line_ends()
        self._draw_words()
        draw_combs(self.canv, self.blPara, self.style, self.height)

    def _draw_words(self) -> None:
        if self.element is None:
            super().draw()
            return
        if self.is_for_the_pen:
            with self.canv.artifact():
                super().draw()
            return
        bookmark = self.element.bookmark
        if bookmark is not None and not bookmark.page:
            bookmark.page = self.canv.getPageNumber()
            bookmark.top = self.canv.absolutePosition(0, self.height)[1]
        self._targets = targets(self.blPara, self.element)
        if any(target is not self.element for target in self._targets):
            super().draw()
            baseline = self.height - self.style.fontSize
            place_fields(self.blPara, self.canv, self.style.leftIndent, baseline, self.style.leading)
            return
        self._targets = []
        with self.canv.tagged(self.element):
            super().draw()

    def beginText(self, x: float, y: float) -> Any:
        if self.element is not None and self._targets:
            return InlineText(self.canv, x, y, self.element, self._targets)
        return super().beginText(x, y)

    def _space_line_ends(self) -> None:
        """Restores the spaces at the ends of lines: screen readers and text extraction would join the words."""
        lines = self.blPara.lines
        for at, line in enumerate(lines if self.goes_on else lines[:-1]):
            if self._ends_inside_word(at):
                continue
            if not self.blPara.kind:
                line[1].append("")
            elif line.words and not "".join(part.text for part in line.words).endswith(" "):
                line.words[-1].text += " "

    def _ends_inside_word(self, at: int) -> bool:
        """Whether a line ends within a word that is longer than it: reportlab has classes for the parts of one."""
        lines = self.blPara.lines
        if not self.blPara.kind:
            words = lines[at][1]
            return bool(words) and isinstance(words[-1], _SplitWord) and not isinstance(words[-1], _SplitWordEnd)
        if at + 1 == len(lines):
            return False
        last = lines[at + 1].sFW - 1
        while last > 0 and isinstance(self.frags[last], _InjectedFrag):
            last -= 1
        return type(self.frags[last]) is _SplitFrag


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


class ListMark:
    """The bullet or number of a list item, drawn to the left of its first line."""

    element: Element | None = None

    def __init__(self, words: str, left: float) -> None:
        self._pieces = fonts.split_by_face(fonts.printable(words), fonts.REGULAR)
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
    made = TaggedParagraph("", style, frags=_fragments(runs, style, bold, whole, label))
    made.element = element
    pieces = made.frags
    if label is not None and label.placed:  # outside of the element
        label.words = "".join(each.text for each in pieces if each.inline is label)
        pieces = [each for each in pieces if each.inline is not label]
    element.words = "".join(map(_tagged_words, pieces))
    return made


def _tagged_words(fragment: ParaFrag) -> str:
    """What a fragment says in the tags; the line of a text field is drawn as an artifact."""
    if hasattr(fragment, "lineBreak"):
        return "\n"
    return "" if fragment.inline and fragment.inline.fills else str(fragment.text)


def balance_lines(made: TaggedParagraph, width: float) -> TaggedParagraph:
    """Narrows a centred paragraph so that its lines are about equally long, with no single word on the last."""
    lines = made.wrap(width, 0)[1]
    if lines == made.style.leading:
        return made
    narrow, wide = width / 2, width
    while wide - narrow > 6:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if made.wrap(middle, 0)[1] <= lines else (middle, wide)
    side = (width - wide) / 2
    made.style = ParagraphStyle(made.style.name, made.style, leftIndent=side, rightIndent=side)
    return made


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


def draw_on_line(canvas: TaggedCanvas, x: float, y: float, parts: list[fonts.FacePiece], size: float) -> None:
    """Draws pieces on one line, in the canvas's current colour."""
    drawn = canvas.beginText(x, y)
    for face, words in parts:
        drawn.setFont(fonts.register_face(face), size)
        drawn.textOut(words)
    canvas.drawText(drawn)


def face_of(run: Run, bold: bool = False) -> str:
    """The font of a run. Values are semibold, so that an office sees what was filled in."""
    if run.style == "blank":
        return fonts.FALLBACK  # in this font underscores join to one line
    if bold or run.bold:
        return fonts.BOLD_ITALIC if run.italic else fonts.BOLD
    if run.style == "value":
        return fonts.SEMIBOLD_ITALIC if run.italic else fonts.SEMIBOLD
    return fonts.ITALIC if run.italic else fonts.REGULAR


def _fragments(runs: Runs, style: ParagraphStyle, bold: bool, whole: bool, label: Element | None) -> list[ParaFrag]:
    fragments: list[ParaFrag] = []
    texts = [fonts.printable(run.text) for run in runs]
    for at, (run, text) in enumerate(zip(runs, unbroken_runs(texts) if whole else texts, strict=True)):
        own = face_of(run, bold)
        inline = label if label is not None and at == 0 else inline_element(run)
        for number, words in enumerate(text.split("\n")):
            if number:
                fragments.append(_fragment("", own, run, style, inline, lineBreak=True))
            fragments += [_fragment(part, name, run, style, inline) for name, part in fonts.split_by_face(words, own)]
    return fragments


def _fragment(words: str, face: str, run: Run, style: ParagraphStyle, inline: Element | None, **more: Any) -> ParaFrag:
    return ParaFrag(
        text=words,
        fontName=fonts.register_face(face),
        fontSize=style.fontSize * (styles.RAISED_SIZE if run.raised else 1),
        textColor=styles.text_colour(run.style),
        rise=style.fontSize * styles.RAISED_BY if run.raised else 0,
        us_lines=[],
        link=[],
        inline=inline,
        nobr=inline,  # one of the attributes by which reportlab tells pieces apart that look alike
        boxes=run.boxes,
        **more,
    )
