"""Blocks to the flowables of a page, with their tags in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
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
    SignatureBlock,
    TableBlock,
)
from desktop_app.pdf import styles
from desktop_app.pdf.keeping import Keep, KeptSection
from desktop_app.pdf.letterhead import Head
from desktop_app.pdf.signature import SignaturePlace, Signatures, long_label
from desktop_app.pdf.table import table
from desktop_app.pdf.tags import Element
from desktop_app.pdf.text import Line, Mark, TextRun, balanced, empty, plain, text

_STYLES: Final = {1: "title", 2: "heading"}
_CHAIN: Final = 4  # blocks in a row that may ask to stay with the next
_NUMBERING: Final = {"•": "Disc", "A": "UpperAlpha", "a": "LowerAlpha", "1": "Decimal"}


@dataclass(slots=True)
class Piece:
    """A flowable that may have to stay with the next one, or with the one before."""

    flowable: Flowable
    leads: bool = False
    follows: bool = False


def story(document: PrintedDocument, root: Element) -> list[Flowable]:
    layout = Layout(document.draft)
    made: list[Flowable] = [Head(document.letterhead, root)] if document.letterhead else []
    if document.preface:
        layout.blocks(document.preface, root)
        made += [*_kept(layout.pieces), PageBreak()]
        layout.pieces = []
    layout.blocks(document.blocks, root)
    made += _kept(layout.pieces)
    for number, annex in enumerate(document.annexes, 1):
        made += [PageBreak(), *_kept(_annex(number, annex, root, layout.level))]
    return made or [Spacer(1, 1)]  # a document has a page, even with nothing on it


class Layout:
    """Blocks one after another; lists only indent, so that everything can flow over pages."""

    def __init__(self, draft: bool = False, level: int = 0) -> None:
        self.pieces: list[Piece] = []
        self.level = level
        self._draft = draft

    def blocks(self, blocks: Sequence[Block], parent: Element, indent: float = 0) -> None:
        signatures: list[SignatureBlock] = []
        for at, block in enumerate(blocks):
            if isinstance(block, SignatureBlock):
                signatures.append(block)
                continue
            self._signatures(signatures, parent)
            signatures = []
            match block:
                case Heading():
                    self._heading(block, parent, indent)
                case Paragraph():
                    self._paragraph(block, parent, indent, _introduces(blocks[max(at - 1, 0) : at + 2]))
                case ItemList():
                    self._list(block, parent, indent)
                case RuleBlock():
                    self.pieces.append(Piece(Line(indent), leads=True))
                case TableBlock(head=head) if head:
                    self.pieces.append(Piece(table(block, parent, indent)))
        self._signatures(signatures, parent)

    def _heading(self, heading: Heading, parent: Element, indent: float) -> None:
        if empty(heading.runs):
            return
        self.level = min(max(heading.level, 1), self.level + 1, 6)  # PDF/UA: no level is skipped
        style = styles.style(_STYLES.get(heading.level, "subheading"), indent)
        made = text(heading.runs, style, parent.add(f"H{self.level}"), bold=True)
        if heading.level == 1:
            balanced(made, styles.TEXT_WIDTH)
        self.pieces.append(Piece(made, leads=True))

    def _paragraph(self, paragraph: Paragraph, parent: Element, indent: float, introduces: bool) -> None:
        if empty(paragraph.runs):
            return
        kind = "note" if paragraph.note else "centred" if paragraph.centred else "item" if indent else "body"
        made = text(paragraph.runs, styles.style(kind, indent), parent.add("Note" if paragraph.note else "P"))
        if paragraph.centred:
            balanced(made, styles.TEXT_WIDTH)
        announced = bool(self.pieces) and self.pieces[-1].leads
        self.pieces.append(Piece(made, leads=introduces or _announces(paragraph, announced)))

    def _list(self, block: ItemList, parent: Element, indent: float) -> None:
        element = parent.add("L", ("List", f"ListNumbering/{_numbering(block)}"))
        marks = [Mark(item.mark, indent) for item in block.items]
        hanging = indent + max([styles.INDENT, *(mark.width + styles.MARK_GAP for mark in marks)])
        for item, mark in zip(block.items, marks, strict=True):
            self._item(item, mark, element.add("LI"), indent, hanging)

    def _item(self, item: ListItem, mark: Mark, element: Element, indent: float, hanging: float) -> None:
        if item.mark.strip():
            mark.element = element.add("Lbl")
        start = len(self.pieces)
        self.blocks(item.blocks, element.add("LBody"), hanging)
        first = self.pieces[start].flowable if len(self.pieces) > start else None
        if isinstance(first, TextRun) and first.mark is None:
            first.mark = mark
        elif mark.element:  # nothing to hang from: the mark stands on a line of its own
            alone = text(plain(item.mark), styles.style("item", indent), mark.element)
            self.pieces.insert(start, Piece(alone, leads=first is not None))

    def _signatures(self, signatures: Sequence[SignatureBlock], parent: Element) -> None:
        for at in range(0, len(signatures), 2):
            pair = signatures[at : at + 2]
            for signature in pair:
                if long_label(signature):
                    label = text(signature.printed, styles.style("label"), parent.add("P"), bold=True)
                    self.pieces.append(Piece(label, leads=True))
            places = [SignaturePlace(signature, parent, self._draft) for signature in pair]
            self.pieces.append(Piece(Signatures(places), follows=bool(self.pieces)))


def _annex(number: int, annex: Annex, root: Element, level: int) -> list[Piece]:
    layout = Layout(level=min(level, 1))
    title = Heading(2, plain(f"Allegato {number} – {annex.title}"))
    layout.blocks([title, *(Paragraph(plain(words)) for words in annex.paragraphs)], root)
    return layout.pieces


def _introduces(around: Sequence[Block]) -> bool:
    """A paragraph between a heading and its table or list: with the heading alone it would end the page."""
    return len(around) == 3 and isinstance(around[0], Heading) and isinstance(around[2], TableBlock | ItemList)


def _announces(paragraph: Paragraph, announced: bool) -> bool:
    """All bold (the parties) or ending with a colon; a bold one announced by another is a formula."""
    words = [run for run in paragraph.runs if run.text.strip()]
    return words[-1].text.rstrip().endswith(":") or (not announced and all(run.bold for run in words))


def _numbering(block: ItemList) -> str:
    mark = block.items[0].mark.strip() if block.items else ""
    return _NUMBERING.get(mark[:1], "None")


def _kept(pieces: Sequence[Piece]) -> list[Flowable]:
    """The pieces in their groups; from a line across the page to the next one they stay on one page."""
    lines = [at for at, piece in enumerate(pieces) if isinstance(piece.flowable, Line)]
    ends = [*lines, len(pieces)]
    sections = [KeptSection(_grouped(pieces[start:end])) for start, end in pairwise(ends)]
    return [*_grouped(pieces[: ends[0]]), *sections]


def _grouped(pieces: Sequence[Piece]) -> list[Flowable]:
    groups: list[list[Piece]] = []
    for piece in pieces:
        group = groups[-1] if groups else []
        if group and (piece.follows or group[-1].leads) and (piece.follows or len(group) <= _CHAIN):
            group.append(piece)
        else:
            groups.append([piece])
    _fetch_text(groups)
    return [group[0].flowable if len(group) == 1 else Keep([piece.flowable for piece in group]) for group in groups]


def _fetch_text(groups: list[list[Piece]]) -> None:
    """Signatures under a date and a greeting alone could be of anything: the last words of the text go with them."""
    for at in range(len(groups) - 1, 0, -1):
        group = groups[at]
        alone = group[-1].follows and not any(_says_much(piece.flowable) for piece in group)
        if alone and len(group) <= 2 * _CHAIN:
            groups[at - 1 : at + 1] = [groups[at - 1] + group]


def _says_much(flowable: Flowable) -> bool:
    """More than one line of text, or something that is no text and no place to sign."""
    if isinstance(flowable, TextRun):
        tall: float = flowable.wrap(styles.TEXT_WIDTH, 0)[1]
        line: float = flowable.style.leading
        return tall > line
    return not isinstance(flowable, Signatures | Line)
