"""The bookmarks of a document: its headings, and parts that have none of their own, nested by level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String


@dataclass(slots=True)
class Bookmark:
    """Where a part begins: its level (1 is the document), its name, and once it is drawn its page, from 1, and top."""

    level: int
    name: str
    page: int = 0
    top: float = 0.0


@dataclass(slots=True)
class _Node:
    level: int
    item: Object
    parts: list[_Node] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many are below it, all of them shown open."""
        return sum(1 + part.total for part in self.parts)


def write_bookmarks(pdf: Pdf, marks: Sequence[tuple[Bookmark, Object]]) -> None:
    """The outline of a file, from bookmarks in reading order, each with its structure element."""
    if not marks:
        return
    pages = [page.obj for page in pdf.pages]
    root = _Node(0, pdf.make_indirect(Dictionary(Type=Name.Outlines)))
    above = [root]
    for mark, element in marks:
        spot = Array([pages[mark.page - 1], Name.XYZ, None, round(mark.top, 2), None])
        node = _Node(mark.level, pdf.make_indirect(Dictionary(Title=String(mark.name), Dest=spot, SE=element)))
        while above[-1].level >= node.level:
            above.pop()
        above[-1].parts.append(node)
        above.append(node)
    _link(root)
    pdf.Root.Outlines = root.item


def _link(node: _Node) -> None:
    items = [part.item for part in node.parts]
    if items:
        node.item.First, node.item.Last, node.item.Count = items[0], items[-1], node.total
    for at, part in enumerate(node.parts):
        part.item.Parent = node.item
        if at:
            part.item.Prev = items[at - 1]
        if at + 1 < len(items):
            part.item.Next = items[at + 1]
        _link(part)
