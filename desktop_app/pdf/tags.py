"""Tags while drawing: a tree of structure elements, and a canvas that marks what belongs to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfgen.canvas import Canvas


class Mark(NamedTuple):
    """A marked stretch of a page's content; pages count from 1."""

    page: int
    number: int


class Widget(NamedTuple):
    """A signature field: where it lies, and whose signature it takes."""

    name: str
    label: str
    page: int
    box: tuple[float, float, float, float]


@dataclass(eq=False, slots=True)
class Element:
    """A structure element; `attributes` belong to the owner named first ("Table", "List").

    A figure has words that stand for it (`alt`), and a box on its page in points, once it is drawn.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    alt: str = ""
    box: tuple[float, float, float, float] | None = None
    kids: list[Element | Mark | Widget] = field(default_factory=list)

    def add(self, tag: str, *attributes: tuple[str, str]) -> Element:
        child = Element(tag, attributes)
        self.kids.append(child)
        return child


class TaggedCanvas(Canvas):
    """A canvas that draws inside tags; the footer waits until the number of pages is known."""

    def __init__(self, *args: Any, footer: Callable[[TaggedCanvas, int, int], None], **options: Any) -> None:
        super().__init__(*args, **options)
        self._footer = footer
        self._pages: list[dict[str, Any]] = []
        self._marks: Counter[int] = Counter()

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        page = self.getPageNumber()
        element.kids.append(Mark(page, self._marks[page]))
        self._code.append(f"/{element.tag} <</MCID {self._marks[page]}>> BDC")
        self._marks[page] += 1
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "/Type /Layout") -> Iterator[None]:
        """What is drawn inside says nothing: rules, backgrounds, repeated headers, footers."""
        self._code.append(f"/Artifact <<{kind}>> BDC")
        yield
        self._code.append("EMC")

    def showPage(self) -> None:
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for page in self._pages:
            self.__dict__.update(page)
            self._footer(self, self.getPageNumber(), len(self._pages))
            super().showPage()
        super().save()
