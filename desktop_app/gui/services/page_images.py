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

MAX_IMAGE_PIXELS: Final = 16_000_000  # 64 MB; larger pages are drawn at this size and scaled up
Size = tuple[float, float]
Drawn = tuple[int, QImage]  # the width in px that was asked for, and the picture


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """A document's bytes, page sizes in points and texts; only the worker's thread may use `pages`."""

    data: bytes
    pages: PdfPages
    sizes: tuple[Size, ...]
    texts: tuple[str, ...]

    @staticmethod
    def read(data: bytes) -> OpenedPdf:
        """Opens the PDF; to be called in the worker's thread."""
        from desktop_app.pdf.pages import PdfPages

        pages = PdfPages(data)
        return OpenedPdf(data, pages, tuple(pages.sizes()), tuple(pages.text(page) for page in range(len(pages))))

    def release(self, worker: Worker) -> None:
        """Closes the PDF, in the worker's thread."""
        worker.submit(in_one_step(self.pages.close), _nothing, _nothing, rank=CLOSING)


class PreviewResources:
    """What a preview must free: the job that makes its document, then the document."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.job: Job | None = None
        self.pdf: OpenedPdf | None = None

    def release(self) -> None:
        """Drops the job and closes the document."""
        if self.job is not None:
            self.job.drop()
        if self.pdf is not None:
            self.pdf.release(self._worker)
        self.job = self.pdf = None

    def hand_over(self) -> OpenedPdf | None:
        """The document, for somebody else to free."""
        pdf, self.pdf = self.pdf, None
        return pdf


def _nothing(_: object) -> None:
    """Ignores the result."""


def draw_page(pages: PdfPages, page: int, scale: float) -> QImage:
    """The page as a QImage that owns its memory."""
    drawn = pages.render(page, scale)
    return QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32).copy()


class PageImages(QObject):
    """The images of the pages in sight, drawn by the worker; `arrived` brings the page whose image is ready."""

    arrived = Signal(int)

    def __init__(self, worker: Worker, rank: int) -> None:
        super().__init__()
        self._worker, self._rank = worker, rank
        self._pdf: OpenedPdf | None = None
        self._images: dict[int, Drawn] = {}
        self._jobs: dict[int, tuple[int, Job]] = {}

    def show_pdf(self, pdf: OpenedPdf | None, drawn: Mapping[int, Drawn] | None = None) -> None:
        """Discards all images but those `drawn` of this document already; the next ones are drawn from it."""
        self.request({})
        self._images = dict(drawn or {})
        self._pdf = pdf

    @property
    def drawn(self) -> Mapping[int, Drawn]:
        """The images that are there, by page."""
        return dict(self._images)

    def image(self, page: int) -> QImage | None:
        """The image of a page, possibly of a former size; None if there is none yet."""
        found = self._images.get(page)
        return found[1] if found else None

    def request(self, widths: Mapping[int, int]) -> None:
        """Has the pages in sight drawn, each in that width in px; images of other pages are discarded."""
        for page, (width, job) in list(self._jobs.items()):
            if widths.get(page) != width:
                job.drop()
                del self._jobs[page]
        for page in self._images.keys() - widths.keys():
            del self._images[page]
        for page, width in widths.items():
            has = self._images.get(page)
            if page not in self._jobs and (has is None or has[0] != width):
                self._draw(page, width)

    def _draw(self, page: int, width: int) -> None:
        if self._pdf is None:
            return
        pages, (wide, high) = self._pdf.pages, self._pdf.sizes[page]
        scale = min((width - 0.5) / wide, (MAX_IMAGE_PIXELS / (wide * high)) ** 0.5)  # pdfium rounds up

        def arrive(image: QImage) -> None:
            self._jobs.pop(page, None)
            self._images[page] = (width, image)
            self.arrived.emit(page)

        def fail(_: str) -> None:
            self._jobs.pop(page, None)

        steps = in_one_step(lambda: draw_page(pages, page, scale))
        self._jobs[page] = (width, self._worker.submit(steps, arrive, fail, rank=self._rank))


def release_resources(resources: PreviewResources, *images: PageImages) -> None:
    """Stops drawing images, then closes the document they are drawn from."""
    for each in images:
        each.show_pdf(None)
    resources.release()
