"""What a document says, ready to be laid out: plain data between the official text and the PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Style = Literal["plain", "value", "blank"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: the act's own words (plain), a user's value, or a blank for the pen.

    The text of a blank is made of underscores, as many as the blank is long. `raised` is a mark of a note.
    """

    text: str
    bold: bool = False
    italic: bool = False
    style: Style = "plain"
    raised: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; centred where the text is all bold (parties, formulas), a note where it begins with its mark."""

    runs: Runs
    centred: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item: its mark ("•", "✓", "☐", "☒", "A.", "1.") and its blocks."""

    mark: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list of items, possibly with lists inside them."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: a row of headings, then rows of as many cells; `numeric` tells columns aligned right."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    numeric: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Where one party signs: `field` names the PDF signature field, None where only a line is printed.

    `words` are printed instead of the label where the text has its own.
    """

    label: str
    field: str | None
    words: Runs = ()

    @property
    def printed(self) -> Runs:
        return self.words or (Run(self.label),)


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """A line across the page; it says nothing."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture without transparency: three bytes (red, green, blue) for each pixel, line after line from the top."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who helped with the dossier, printed above a document that asks for it."""

    name: str
    logo: Picture | None = None


Block = Heading | Paragraph | ItemList | TableBlock | SignatureBlock | RuleBlock


@dataclass(frozen=True, slots=True)
class Annex:
    """A long answer moved to the end of the document, with the words that send to it."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A whole document; `draft` prints the BOZZA watermark. Titles carry no personal data.

    `preface` stands on pages of its own before it, and is no part of what `blocks` say; nor is the letterhead above.
    """

    title: str
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = field(default=())
    draft: bool = False
    subject: str = ""
    preface: tuple[Block, ...] = field(default=())
    letterhead: Letterhead | None = None
