"""What the preview shows: a document read by the worker, and pictures of its pages, drawn there when wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop_app.gui.services.worker import CLOSING, Job, Worker, in_one_step

if TYPE_CHECKING:
    from desktop_app.pdf.pages import PdfPages

MOST_PIXELS: Final = 16_000_000  # of a picture: 64 MB; beyond, it is enlarged on the screen
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """The bytes of a document, and what there is to know of its pages; `pages` is the worker's alone."""

    data: bytes
    pages: PdfPages
    sizes: tuple[Size, ...]
    texts: tuple[str, ...]

    @staticmethod
    def read(data: bytes) -> OpenedPdf:
        """Reads the bytes of a PDF; only in the worker."""
        from desktop_app.pdf.pages import PdfPages

        pages = PdfPages(data)
        return OpenedPdf(data, pages, tuple(pages.sizes()), tuple(pages.text(page) for page in range(len(pages))))

    def release(self, worker: Worker) -> None:
        """Nobody looks at it any more."""
        worker.submit(in_one_step(self.pages.close), _nothing, _nothing, rank=CLOSING)


class PreviewResources:
    """What a preview has of the worker: a document that is being made, then the document."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.job: Job | None = None
        self.paper: OpenedPdf | None = None

    def let_go(self) -> None:
        """Neither is wanted any more."""
        if self.job is not None:
            self.job.drop()
        if self.paper is not None:
            self.paper.release(self._worker)
        self.job = self.paper = None


def _nothing(_: object) -> None:
    """There is nobody to tell."""


def draw_page(pages: PdfPages, page: int, scale: float) -> QImage:
    """The picture of a page as Qt takes it, owning its memory."""
    drawn = pages.render(page, scale)
    return QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32).copy()


class PageImages(QObject):
    """The pictures of the pages that somebody looks at now; `arrived` with the page's number."""

    arrived = Signal(int)

    def __init__(self, worker: Worker, rank: int) -> None:
        super().__init__()
        self._worker, self._rank = worker, rank
        self._paper: OpenedPdf | None = None
        self._images: dict[int, tuple[int, QImage]] = {}
        self._jobs: dict[int, tuple[int, Job]] = {}

    def show_paper(self, paper: OpenedPdf | None) -> None:
        """Forgets the pictures of the paper before."""
        self.want({})
        self._images.clear()
        self._paper = paper

    def picture(self, page: int) -> QImage | None:
        """What there is of a page: as large as wanted, or still of another size."""
        found = self._images.get(page)
        return found[1] if found else None

    def want(self, widths: Mapping[int, int]) -> None:
        """The pages in sight and how many pixels wide each is; the others are let go."""
        for page, (width, job) in list(self._jobs.items()):
            if widths.get(page) != width:
                job.drop()
                del self._jobs[page]
        for page in self._images.keys() - widths.keys():
            del self._images[page]
        for page, width in widths.items():
            has = self._images.get(page)
            if page not in self._jobs and (has is None or has[0] != width):
                self._ask(page, width)

    def _ask(self, page: int, width: int) -> None:
        if self._paper is None:
            return
        pages, (wide, high) = self._paper.pages, self._paper.sizes[page]
        scale = min((width - 0.5) / wide, (MOST_PIXELS / (wide * high)) ** 0.5)  # pdfium rounds up

        def arrive(picture: QImage) -> None:
            self._jobs.pop(page, None)
            self._images[page] = (width, picture)
            self.arrived.emit(page)

        def fail(_: str) -> None:
            self._jobs.pop(page, None)

        steps = in_one_step(lambda: draw_page(pages, page, scale))
        self._jobs[page] = (width, self._worker.submit(steps, arrive, fail, rank=self._rank))
