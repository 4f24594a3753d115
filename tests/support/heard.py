"""What a screen reader says of a PDF: its tags in reading order, with roles, replaced text and languages.

`python -m tests.support.heard FILE.pdf` prints it.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

INLINE = {"Span", "Reference", "Formula"}
IN_A_LINE = {
    ("Lbl", "/Note"),
    *(("Form", f"/{each}") for each in ("P", "TD", "TH", "Lbl", "Note", "H1", "H2", "H3")),
}  # an element, and what it is a part of
Place = tuple[int, int]  # of a marked content: its page, from 0, and its number on it


@dataclass
class Said:
    """An element: what it is, what stands in its place, and its parts: words, or elements."""

    role: str
    actual: str | None = None
    alt: str | None = None
    lang: str | None = None
    scope: str | None = None
    id: str | None = None
    is_inline: bool = False
    parts: list[str | Said] = field(default_factory=list)

    @property
    def drawn(self) -> str:
        """The words as they are printed."""
        return "".join(part if isinstance(part, str) else part.drawn for part in self.parts)

    @property
    def heard(self) -> str:
        """The words as they are said."""
        instead = self.actual if self.actual is not None else self.alt
        if instead is not None:
            return instead
        return "".join(part if isinstance(part, str) else part.heard for part in self.parts)

    def everything(self) -> Iterator[Said]:
        yield self
        for part in self.parts:
            if isinstance(part, Said):
                yield from part.everything()

    def blocks(self) -> Iterator[str]:
        """The printed words of each part that stands by itself, with those of the parts within its lines."""
        yield "".join(p if isinstance(p, str) else p.drawn for p in self.parts if isinstance(p, str) or p.is_inline)
        for part in self.parts:
            if isinstance(part, Said) and not part.is_inline:
                yield from part.blocks()

    def all(self, role: str) -> list[Said]:
        return [each for each in self.everything() if each.role == role]


def said(data: bytes) -> Said:
    """The whole document."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        marked: dict[Place, str] = {}
        for number, page in enumerate(pdf.pages):
            marked |= {(number, mark): words for mark, words in _marked(page).items()}
        return _element(pdf.Root.StructTreeRoot.K, pages, marked)


def aloud(data: bytes) -> str:
    """The document as lines: for each element that has words of its own, its role and what is said."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        title = str(pdf.docinfo.Title)
        marks = "\n".join(_bookmarks(pdf))
    return (
        "\n".join([f"(titolo) {title}", *filter(None, [marks]), "", *(line.rstrip() for line in _lines(said(data), 0))])
        + "\n"
    )


# --- from the file -------------------------------------------------------------------------------------------


def _element(found: Object, pages: dict[tuple[int, int], int], marked: dict[Place, str]) -> Said:
    role = str(found.S)[1:]
    made = Said(role, is_inline=role in INLINE or (role, str(found.P.get("/S"))) in IN_A_LINE)
    made.actual, made.alt, made.lang, made.id = (_text(found, key) for key in ("/ActualText", "/Alt", "/Lang", "/ID"))
    attributes = found.get("/A", Dictionary())
    made.scope = str(attributes.Scope)[1:] if "/Scope" in attributes else None
    kids = found.get("/K", Array())
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        if not isinstance(kid, Dictionary):  # a number alone, of the element's page
            made.parts.append(marked[pages[found.Pg.objgen], int(kid)])
        elif kid.get("/Type") == Name.MCR:
            made.parts.append(marked[pages[kid.Pg.objgen], int(kid.MCID)])
        elif kid.get("/Type") != Name.OBJR:
            made.parts.append(_element(kid, pages, marked))
    return made


def _text(found: Object, key: str) -> str | None:
    return str(found[key]) if key in found else None


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked content, read as the fonts' own tables say."""
    fonts = {str(name): _meanings(font) for name, font in dict(page.obj.Resources.get("/Font", {})).items()}
    found: dict[int, str] = {}
    font: dict[int, str] = {}
    inside: list[int | None] = []
    for each in pikepdf.parse_content_stream(page):
        operands = each.operands
        match str(each.operator):
            case "Tf":
                font = fonts[str(operands[0])]
            case "BDC":
                number = operands[1].get("/MCID")
                inside.append(None if number is None else int(number))
                if number is not None:
                    found[int(number)] = ""
            case "EMC":
                inside.pop()
            case "Tj" if inside and inside[-1] is not None:
                found[inside[-1]] += "".join(font[byte] for byte in bytes(operands[0]))
    return found


def _meanings(font: Object) -> dict[int, str]:
    """The character that each byte stands for."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<(\w\w)> <(\w+)>", table.partition("beginbfchar")[2])
    return {int(byte, 16): bytes.fromhex(code).decode("utf-16-be") for byte, code in pairs}


def _bookmarks(pdf: Pdf) -> Iterator[str]:
    with pdf.open_outline() as outline:
        waiting = [(0, each) for each in reversed(outline.root)]
        while waiting:
            depth, item = waiting.pop()
            yield f"(segnalibro) {'  ' * depth}{item.title}"
            waiting += [(depth + 1, each) for each in reversed(item.children)]


# --- as lines ------------------------------------------------------------------------------------------------


def _lines(element: Said, depth: int) -> Iterator[str]:
    own = "".join(part if isinstance(part, str) else _inside(part) for part in _flat(element))
    blocks = [part for part in element.parts if isinstance(part, Said) and not part.is_inline]
    if own.strip() or not blocks:
        yield f"{'  ' * depth}{_role(element)}: {' '.join(own.split())}"
    else:
        yield f"{'  ' * depth}{_role(element)}"
    for block in blocks:
        yield from _lines(block, depth + 1)


def _flat(element: Said) -> list[str | Said]:
    if element.actual is not None or element.alt is not None:
        return [element.heard]
    return [part for part in element.parts if isinstance(part, str) or part.is_inline]


def _inside(element: Said) -> str:
    """An element within a line: what it is and says, in brackets."""
    words = "".join(part if isinstance(part, str) else _inside(part) for part in _flat(element))
    return f"[{_role(element)} {' '.join(words.split())}]"


def _role(element: Said) -> str:
    more = (element.lang, element.scope, element.id)
    return " ".join([element.role, *(each for each in more if each)])


if __name__ == "__main__":
    sys.stdout.write(aloud(Path(sys.argv[1]).read_bytes()))
