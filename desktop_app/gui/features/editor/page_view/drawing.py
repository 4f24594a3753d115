"""Draws the pages that the page view shows, in the worker: one at a time, and of what was asked for the newest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Document
from desktop_app.gui.services.page_images import Drawn, OpenedPdf, draw_page
from desktop_app.gui.services.worker import ON_SCREEN, Steps, Worker
from desktop_app.session.documents import DocumentSet

if TYPE_CHECKING:
    from desktop_app.pdf.tags import Place


@dataclass(frozen=True, slots=True)
class PagesWanted:
    """The first of these documents that prints the answer, the first of all where none does.

    The page of the answer is drawn, and those that are `seen`, each `width` px wide.
    """

    documents: DocumentSet
    choice: Sequence[Document]
    ref: FieldRef | None
    seen: tuple[int, ...]
    width: int


@dataclass(frozen=True, slots=True)
class DrawnPages:
    """A document that was drawn, where its answers stand, and the pictures of some pages. Whoever has it frees it."""

    documents: DocumentSet
    document: Document
    pdf: OpenedPdf
    places: Sequence[Place]
    pictures: Mapping[int, Drawn]


def places_of(places: Sequence[Place], ref: FieldRef | None) -> list[Place]:
    """Where an answer stands; of a group without a line all that is in it."""
    if ref is None:
        return []
    whole = ref.column is None
    return [each for each in places if each.ref == ref or (whole and each.ref.field == ref.field)]


class PageDrawer:
    """`arrived` is called with what was drawn, `failed` with a sentence. After `close` nothing is called any more."""

    def __init__(self, worker: Worker, arrived: Callable[[DrawnPages], None], failed: Callable[[str], None]) -> None:
        self._worker, self._arrived, self._failed = worker, arrived, failed
        self._next: PagesWanted | None = None
        self._busy = self._closed = False

    def ask(self, wanted: PagesWanted) -> None:
        """Has pages drawn; what was asked for before and has not begun is forgotten."""
        self._next = wanted
        if not self._busy:
            self._begin()

    def forget(self) -> None:
        """Nobody looks: what has not begun is not drawn."""
        self._next = None

    def close(self) -> None:
        self._closed, self._next = True, None

    @property
    def is_busy(self) -> bool:
        """Whether something is being drawn, or about to be."""
        return self._busy

    def _begin(self) -> None:
        wanted, self._next = self._next, None
        if wanted is not None and not self._closed:
            self._busy = True
            self._worker.submit(_drawn(wanted), self._finish, self._fail, rank=ON_SCREEN)

    def _finish(self, drawn: DrawnPages) -> None:
        # Never dropped while it runs: whose result nobody gets, nobody frees.
        self._busy = False
        if self._closed:
            drawn.pdf.release(self._worker)
            return
        self._arrived(drawn)
        self._begin()

    def _fail(self, sentence: str) -> None:
        self._busy = False
        if not self._closed:
            self._failed(sentence)
            self._begin()


def _drawn(wanted: PagesWanted) -> Steps[DrawnPages]:
    from desktop_app.pdf.pages import PdfPages

    found: list[Place] = []
    document, data, places = wanted.choice[0], b"", found
    for number, each in enumerate(wanted.choice):
        made, found = wanted.documents.drawn(each)
        if not number or places_of(found, wanted.ref):
            document, data, places = each, made, found
        if wanted.ref is None or places_of(found, wanted.ref):
            break
        yield None  # what is more urgent goes first
    pages = PdfPages(data)
    pdf = OpenedPdf(data, pages, tuple(pages.sizes()), ())
    last, marked = len(pages) - 1, {each.page for each in places_of(places, wanted.ref)[:1]}
    sights = sorted(marked | {min(each, last) for each in wanted.seen})
    pictures = {
        page: (wanted.width, draw_page(pages, page, (wanted.width - 0.5) / pdf.sizes[page][0])) for page in sights
    }
    return DrawnPages(wanted.documents, document, pdf, places, pictures)
