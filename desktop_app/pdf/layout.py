"""Turns the blocks of a document into reportlab flowables, and adds their tags in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import Flowable, PageBreak, Spacer

from desktop_app.engine.documents.blocks import (
    Annex,
    Block,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    PrintedDocument,
    RuleBlock,
    Run,
    SignatureBlock,
    TableBlock,
)
from desktop_app.pdf import styles
from desktop_app.pdf.bookmarks import Bookmark
from desktop_app.pdf.flowables.letterhead import LetterheadFlowable
from desktop_app.pdf.flowables.page_breaks import Growing, NoBreakBetween
from desktop_app.pdf.flowables.signature import SignaturePlace, SignatureRow, has_long_label
from desktop_app.pdf.flowables.table import make_table
from desktop_app.pdf.inline import box_attributes
from desktop_app.pdf.numbered import apart, numbered
from desktop_app.pdf.tags import Element
from desktop_app.pdf.text import (
    HorizontalRule,
    ListMark,
    TaggedParagraph,
    balance_lines,
    bookmark_name,
    is_blank,
    is_for_the_pen,
    plain_runs,
    tagged_paragraph,
)

_STYLES: Final = {1: "title", 2: "heading"}
_LAST_OF_COVER: Final = 2
_MAX_CHAIN: Final = 4  # consecutive blocks that may ask to stay with the next one
_NUMBERING: Final = {"•": "Disc", "A": "UpperAlpha", "a": "LowerAlpha"}


@dataclass(slots=True)
class FlowItem:
    """A flowable, and whether it must be on one page with the next or the previous one."""

    flowable: Flowable
    keep_with_next: bool = False
    keep_with_previous: bool = False


def flowables(document: PrintedDocument, root: Element) -> list[Flowable]:
    """The whole document: letterhead, preface, text, annexes; their tags are added to `root`."""
    layout = FlowBuilder(bool(document.draft))
    made: list[Flowable] = []
    if document.draft:
        made.append(
            tagged_paragraph(plain_runs(document.draft), styles.paragraph_style("draft"), root.add("P"), bold=True)
        )
    if document.letterhead:
        made.append(LetterheadFlowable(document.letterhead, root))
    if document.preface:
        layout.add_blocks(document.preface, root)
        for item in layout.items[-_LAST_OF_COVER:]:
            item.keep_with_previous = True  # a page with nothing but these would look like a mistake
        made += [*_grouped(layout.items), PageBreak()]
        layout.items = []
    layout.add_blocks(document.blocks, root)
    if not document.annexes:
        _mark_last(layout.items)
    for item in layout.items:
        if isinstance(item.flowable, Growing):
            item.flowable.has_initials = bool(document.initials)
    made += _grouped(layout.items)
    for number, annex in enumerate(document.annexes, 1):
        made += [PageBreak(), *_grouped(_annex(number, annex, root, layout.level))]
    return made or [Spacer(1, 1)]  # an empty document still has a page


class FlowBuilder:
    """Collects the flowables of blocks. Lists are indented paragraphs, not nested boxes, so they break over pages."""

    def __init__(self, draft: bool = False, level: int = 0) -> None:
        self.items: list[FlowItem] = []
        self.level = level
        self._draft = draft
        self._series: Element | None = None  # the list that the numbered paragraph above belongs to
        self._ends_blank = False  # the paragraph above ends with a line for the pen
        self._part_begins = False  # one without a heading: its first paragraph gets the bookmark

    def add_blocks(self, blocks: Sequence[Block], parent: Element, indent: float = 0) -> None:
        signatures: list[SignatureBlock] = []
        numbers = numbered(blocks)
        for at, block in enumerate(blocks):
            if isinstance(block, SignatureBlock):
                signatures.append(block)
                continue
            self._add_signatures(signatures, parent)
            signatures = []
            self._series = self._series if numbers[at] else None
            self._ends_blank = self._ends_blank and isinstance(block, Paragraph)
            match block:
                case Heading():
                    self._add_heading(block, parent, indent)
                case Paragraph():
                    introduces = _introduces(blocks[max(at - 1, 0) : at + 2])
                    self._add_paragraph(block, parent, indent, introduces, numbers[at])
                case ItemList():
                    self._add_list(block, parent, indent)
                case RuleBlock():
                    self._part_begins = block.named
                    self.items.append(FlowItem(HorizontalRule(indent), keep_with_next=True))
                case TableBlock(head=head) if head:
                    self.items.append(FlowItem(make_table(block, parent, indent)))
        self._add_signatures(signatures, parent)

    def _add_heading(self, heading: Heading, parent: Element, indent: float) -> None:
        if is_blank(heading.runs):
            return
        self.level = min(max(heading.level, 1), self.level + 1, 6)  # PDF/UA forbids skipping a level
        style = styles.paragraph_style(_STYLES.get(heading.level, "subheading"), indent)
        element = parent.add(f"H{self.level}")
        element.bookmark = Bookmark(self.level, bookmark_name(heading.runs))
        made = tagged_paragraph(heading.runs, style, element, bold=True)
        if heading.level == 1:
            balance_lines(made, styles.TEXT_WIDTH)
        self.items.append(FlowItem(made, keep_with_next=True))

    def _add_paragraph(
        self, paragraph: Paragraph, parent: Element, indent: float, introduces: bool, number: int
    ) -> None:
        if is_blank(paragraph.runs):
            return
        goes_on = self._ends_blank and is_for_the_pen(paragraph.runs)  # several lines for one answer are one blank
        self._ends_blank = [run.style for run in paragraph.runs if run.text.strip()][-1] == "blank"
        runs, label = paragraph.runs, None
        if number:
            self._series = self._series or parent.add("L", ("List", "ListNumbering/Decimal"))
            item = self._series.add("LI")
            runs, label, parent = apart(runs, number), item.add("Lbl"), item.add("LBody")
        is_note = paragraph.note or runs[0].mark
        element = Element("P") if goes_on else parent.add("Note" if is_note else "P")
        if is_note:
            label, element.note = Element("Lbl"), runs[0].text.strip()
        if self._part_begins:
            element.bookmark = Bookmark(self.level + 1, bookmark_name(paragraph.runs))
            self._part_begins = False
        kind = "note" if paragraph.note else "centred" if paragraph.centred else "item" if indent else "body"
        made = tagged_paragraph(runs, styles.paragraph_style(kind, indent), element, label=label)
        if goes_on:
            made.leave_to_the_pen()
        if paragraph.centred:
            balance_lines(made, styles.TEXT_WIDTH)
        announced = bool(self.items) and self.items[-1].keep_with_next
        self.items.append(FlowItem(made, keep_with_next=introduces or _announces(paragraph, announced)))

    def _add_list(self, block: ItemList, parent: Element, indent: float) -> None:
        element = parent.add("L", ("List", f"ListNumbering/{_numbering(block)}"))
        marks = [ListMark(item.mark, indent, item.ref) for item in block.items]
        hanging = indent + max([styles.LIST_INDENT, *(mark.width + styles.MARK_GAP for mark in marks)])
        for item, mark in zip(block.items, marks, strict=True):
            self._add_list_item(item, mark, element.add("LI"), indent, hanging)

    def _add_list_item(self, item: ListItem, mark: ListMark, element: Element, indent: float, hanging: float) -> None:
        if item.mark.strip():
            label = element.add("Lbl")
            box = box_attributes(item.mark) if item.said else ()
            mark.element = label.add("Form", *box) if box else label
            mark.element.said = item.said
        start = len(self.items)
        self.add_blocks(item.blocks, element.add("LBody"), hanging)
        first = self.items[start].flowable if len(self.items) > start else None
        if isinstance(first, TaggedParagraph) and first.mark is None:
            first.mark = mark
        elif mark.element:  # no paragraph to hang the mark on: it gets a line of its own
            alone = tagged_paragraph(plain_runs(item.mark), styles.paragraph_style("item", indent), mark.element)
            self.items.insert(start, FlowItem(alone, keep_with_next=first is not None))

    def _add_signatures(self, signatures: Sequence[SignatureBlock], parent: Element) -> None:
        for at in range(0, len(signatures), 2):
            pair = signatures[at : at + 2]
            for signature in pair:
                if has_long_label(signature):
                    label = tagged_paragraph(
                        signature.printed, styles.paragraph_style("label"), parent.add("P"), bold=True
                    )
                    self.items.append(FlowItem(label, keep_with_next=True))
            places = [SignaturePlace(signature, parent, self._draft) for signature in pair]
            self.items.append(FlowItem(SignatureRow(places), keep_with_previous=bool(self.items)))


def _mark_last(items: Sequence[FlowItem]) -> None:
    """Marks the signatures with which a document ends: they may fill its last page."""
    for item in reversed(items):
        if not isinstance(item.flowable, Growing):
            break
        item.flowable.ends_document = True


def _annex(number: int, annex: Annex, root: Element, level: int) -> list[FlowItem]:
    layout = FlowBuilder(level=min(level, 1))
    title = Heading(2, plain_runs(f"Allegato {number} – {annex.title}"))
    layout.add_blocks([title, *(Paragraph((Run(words, ref=annex.ref),)) for words in annex.paragraphs)], root)
    return layout.items


def _introduces(around: Sequence[Block]) -> bool:
    """Whether the middle block is a paragraph between a heading and a table or list: it stays with the latter."""
    return len(around) == 3 and isinstance(around[0], Heading) and isinstance(around[2], TableBlock | ItemList)


def _announces(paragraph: Paragraph, announced: bool) -> bool:
    """Whether a paragraph stays with the next: it ends with a colon, or is all bold and not announced itself."""
    words = [run for run in paragraph.runs if run.text.strip()]
    return words[-1].text.rstrip().endswith(":") or (not announced and all(run.bold for run in words))


def _numbering(block: ItemList) -> str:
    mark = block.items[0].mark.strip() if block.items else ""
    return "Decimal" if mark[:1].isdecimal() else _NUMBERING.get(mark[:1], "None")


def _grouped(pieces: Sequence[FlowItem]) -> list[Flowable]:
    groups: list[list[FlowItem]] = []
    for piece in pieces:
        group = groups[-1] if groups else []
        if (
            group
            and (piece.keep_with_previous or group[-1].keep_with_next)
            and (piece.keep_with_previous or len(group) <= _MAX_CHAIN)
        ):
            group.append(piece)
        else:
            groups.append([piece])
    _keep_text_with_signatures(groups)
    return [
        group[0].flowable if len(group) == 1 else NoBreakBetween([piece.flowable for piece in group])
        for group in groups
    ]


def _keep_text_with_signatures(groups: list[list[FlowItem]]) -> None:
    """Keeps the last words of the text with the signatures, where only a date and a greeting would be above them."""
    for at in range(len(groups) - 1, 0, -1):
        group = groups[at]
        alone = group[-1].keep_with_previous and not any(_is_content(piece.flowable) for piece in group)
        if alone and len(group) <= 2 * _MAX_CHAIN:
            groups[at - 1 : at + 1] = [groups[at - 1] + group]


def _is_content(flowable: Flowable) -> bool:
    """Whether it is more than one line of text, or neither text nor signatures nor a rule."""
    if isinstance(flowable, TaggedParagraph):
        height: float = flowable.wrap(styles.TEXT_WIDTH, 0)[1]
        line: float = flowable.style.leading
        return height > line
    return not isinstance(flowable, SignatureRow | HorizontalRule)
