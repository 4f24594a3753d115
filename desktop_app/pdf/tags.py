"""The structure tree of a PDF while it is drawn, and a canvas that marks the content of each element."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NamedTuple

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfgen.canvas import Canvas

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.pdf import fonts
from desktop_app.pdf.bookmarks import Bookmark

SKIPPED: Final = "/Artifact <</Type /Layout>> BDC"
_ABOVE, _BELOW = 0.95, 0.3  # of the font size: what stands over and under a line of text


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """A number as PDF has it."""
    return str(fp_str(value))


class ContentMark(NamedTuple):
    """A marked-content sequence (MCID `number`) of a page; pages count from 1."""

    page: int
    number: int


class SignatureField(NamedTuple):
    """A signature field: its name, label, and box in points on a page (from 1)."""

    name: str
    label: str
    page: int
    box: tuple[float, float, float, float]


class TextField(NamedTuple):
    """A field for words that somebody types after others have signed: its name, label, and box in points on a page."""

    name: str
    label: str
    page: int
    box: tuple[float, float, float, float]


FormField = SignatureField | TextField


class Place(NamedTuple):
    """An answer on a page (from 0): its box is left, bottom, right, top in points; one for each line it is on."""

    ref: FieldRef
    page: int
    box: tuple[float, float, float, float]


@dataclass(eq=False, slots=True)
class Element:
    """A structure element; each attribute is (owner, "Key/Value"), all with one owner: "Table", "List" or "PrintField".

    `alt` describes it, `said` is read in place of its text; `note` is the mark of a note, or of the one referred to.
    One that is not `placed` yet is a part of a paragraph, to be placed when it is drawn.
    `words` are those that have to be inside its marked contents, and inside those of the parts within its lines.
    What has a bookmark is drawn as a paragraph. What a blank `fills` is the text field of that name.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    alt: str = ""
    said: str = ""
    lang: str = ""
    note: str = ""
    words: str = ""
    fills: str = ""
    placed: bool = False
    bookmark: Bookmark | None = None
    kids: list[Element | ContentMark | FormField] = field(default_factory=list)

    def add(self, tag: str, *attributes: tuple[str, str]) -> Element:
        """Appends a child element."""
        child = Element(tag, attributes, placed=True)
        self.kids.append(child)
        return child


class TaggedCanvas(Canvas):
    """A canvas with marked content; it draws the footers at the end, when the number of pages is known.

    Where it is given a list of `places`, the paragraphs that are drawn add those of the answers in them.
    """

    _currentMatrix: tuple[float, float, float, float, float, float]

    def __init__(
        self,
        *args: Any,
        footer: Callable[[TaggedCanvas, int, int], None],
        places: list[Place] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._footer, self.places = footer, places
        self._pages: list[dict[str, Any]] = []
        self._marks: Counter[int] = Counter()
        self._signs: dict[str, fonts.Signs] = {}

    def placed(self, ref: FieldRef, left: float, baseline: float, width: float, size: float) -> Place:
        """The place of a piece of a line, in the coordinates in which it is drawn; `size` is that of its font."""
        low, high = baseline - _BELOW * size, baseline + _ABOVE * size
        box = (*self.absolutePosition(left, low), *self.absolutePosition(left + width, high))
        return Place(ref, self.getPageNumber() - 1, box)

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to the element."""
        self._code.append(self.opening(element))
        yield
        self._code.append("EMC")

    def opening(self, element: Element) -> str:
        """The operator that begins a marked content of the element; "EMC" ends it."""
        page = self.getPageNumber()
        element.kids.append(ContentMark(page, self._marks[page]))
        self._marks[page] += 1
        return f"/{element.tag} <</MCID {self._marks[page] - 1}>> BDC"

    @contextmanager
    def artifact(self, kind: str = "/Type /Layout") -> Iterator[None]:
        """What is drawn inside is skipped by screen readers: rules, backgrounds, repeated headers, footers."""
        self._code.append(f"/Artifact <<{kind}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def moved(self, x: float, y: float) -> Iterator[None]:
        """What is drawn inside has its origin there, and leaves no colour or line width behind."""
        a, b, c, d, left, low = before = self._currentMatrix
        self._currentMatrix = (a, b, c, d, a * x + c * y + left, b * x + d * y + low)
        self._code.append(f"q 1 0 0 1 {number(x)} {number(y)} cm")
        yield
        self._code.append("Q")
        self._currentMatrix = before

    def write(self, operators: Iterable[str]) -> None:
        self._code.append(" ".join(operators))

    def signs(self, face: str) -> fonts.Signs:
        """How this document writes a face."""
        found = self._signs.get(face)
        if found is None:
            found = self._signs[face] = fonts.Signs(face, self._doc)
        return found

    def showPage(self) -> None:
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for page in self._pages:
            self.__dict__.update(page)
            self._footer(self, self.getPageNumber(), len(self._pages))
            super().showPage()
            page = self._doc.Pages.pages[-1]
            page.stream = page.stream.encode("ascii")  # reportlab's own codec takes longer than the rest of the saving
        super().save()
