"""The content of a document as plain data: between the template and the PDF."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from desktop_app.engine.evaluation.field_ref import FieldRef

Style = Literal["plain", "value", "blank"]


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style: words of the act (plain), a value of the user, or a blank for the pen.

    The text of a blank is underscores, as many as it is long. `raised` is for the mark of a note, `mark` for one of
    asterisks. `said` is read aloud in place of a tick box, or of a `formula`; `lang` is the language of a foreign word.
    A blank with a `field` is left to a party that signs: a field of that name in the PDF, described by `said`.
    `ref` is the answer that is printed here, or that is missing: it changes nothing of what is printed.
    """

    text: str
    bold: bool = False
    italic: bool = False
    style: Style = "plain"
    raised: bool = False
    said: str = ""
    formula: bool = False
    mark: bool = False
    lang: str = ""
    pen: bool = False  # a blank with room for a hand
    boxes: int = 0  # into which it is divided
    field: str = ""
    ref: FieldRef | None = dataclasses.field(default=None, compare=False, kw_only=True)


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `centred` if all of it is bold (parties, formulas), a `note` if it begins with a raised mark."""

    runs: Runs
    centred: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item: its mark ("•", "✓", "☐", "☒", "A.", "1."), its blocks, and what is `said` in place of a tick box.

    `ref` is the answer that a tick box stands for.
    """

    mark: str
    blocks: tuple[Block, ...]
    said: str = ""
    ref: FieldRef | None = dataclasses.field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list of items, which may contain lists."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: a row of headings, then rows with as many cells; `numeric` tells which columns are aligned right."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    numeric: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Where one party signs: `field` names the PDF signature field, None where only a line is printed.

    `words` are printed instead of the label where the text has its own; below it stand `who` signs (name and capacity)
    and, where it is `dated`, a line for the day. `stamped`: there must be room for a stamp, or for a pen.
    """

    label: str
    field: str | None
    words: Runs = ()
    who: str = ""
    stamped: bool = False
    dated: bool = False

    @property
    def printed(self) -> Runs:
        return self.words or (Run(self.label),)


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """A horizontal line across the page. A `named` one begins a part, with a bookmark of its first words."""

    named: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture without transparency: three bytes (red, green, blue) for each pixel, row by row from the top."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The association that helped with the dossier, printed above documents that ask for it."""

    name: str
    logo: Picture | None = None


@dataclass(frozen=True, slots=True)
class Imprint:
    """What tells a sheet from another's, at the foot of each page: whose it is, and of which dossier and day.

    Words on the page alone: nothing of it is in metadata or bookmarks.
    """

    parties: tuple[str, ...] = ()
    dossier: str = ""


Block = Heading | Paragraph | ItemList | TableBlock | SignatureBlock | RuleBlock


@dataclass(frozen=True, slots=True)
class Annex:
    """A long answer moved to the end of the document; the text refers to it by its title."""

    title: str
    paragraphs: tuple[str, ...]
    ref: FieldRef | None = dataclasses.field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A whole document. Titles carry no personal data.

    `draft`: the sentence above all else that says why it is one, beside the watermark; empty for a finished one.

    `preface` is printed on pages of its own before it; it is not in `blocks`, and neither is the letterhead. Each of
    the `initials` has a place on every page, for who signs by pen.
    """

    title: str
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    draft: str = ""
    subject: str = ""
    preface: tuple[Block, ...] = ()
    letterhead: Letterhead | None = None
    imprint: Imprint = Imprint()
    initials: tuple[str, ...] = ()
