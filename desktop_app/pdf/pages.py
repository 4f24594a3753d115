"""Reads the pages of a finished PDF: their number, sizes, text and images.

pdfium is not thread-safe: call everything here, `close` included, from one and the same thread. Pages that were let go
elsewhere, as the result of work that nobody waits for any more, are closed in that thread, too, with its next document.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from types import TracebackType

import pypdfium2

from desktop_app.pdf.faults import PdfFault

_LEFT: deque[tuple[int, pypdfium2.PdfDocument]] = deque()  # documents to be closed, each with the thread it belongs to


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as pixels of four bytes (blue, green, red, unused), row by row, `stride` bytes each."""

    width: int
    height: int
    stride: int
    data: bytes


@contextmanager
def _told() -> Iterator[None]:
    """What pdfium cannot do is a PdfFault: of a damaged file any page may be the one that it cannot read."""
    try:
        yield
    except pypdfium2.PdfiumError as error:
        raise PdfFault("Il PDF non si può rileggere: prova a crearlo di nuovo. La pratica è salva.") from error


class PdfPages:
    """The pages of one PDF, numbered from 0; a context manager. Raises PdfFault where the data is no PDF."""

    _thread: int | None = None  # where it was opened; None where it was not, or is closed

    def __init__(self, data: bytes) -> None:
        _close_left()
        with _told():
            self._pdf = pypdfium2.PdfDocument(data)
        self._thread = threading.get_ident()
        self._pdf.init_forms()  # draws the signature fields

    def __del__(self) -> None:
        """While pdfium works in one thread, to close a document in another makes it hang, or worse."""
        if self._thread not in (None, threading.get_ident()):
            _LEFT.append((self._thread, self._pdf))

    def __len__(self) -> int:
        return len(self._pdf)

    def __enter__(self) -> PdfPages:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page in points."""
        with _told():
            return [self._pdf.get_page_size(page) for page in range(len(self))]

    def text(self, page: int) -> str:
        """The text of a page, in reading order."""
        with _told(), closing(self._pdf[page]) as each, closing(each.get_textpage()) as words:
            text: str = words.get_text_bounded()
        return text.replace("\r\n", "\n")

    def text_within(self, page: int, corners: tuple[float, ...]) -> str:
        """The text inside a rectangle (left, bottom, right, top, in points)."""
        with _told(), closing(self._pdf[page]) as each, closing(each.get_textpage()) as words:
            text: str = words.get_text_bounded(*corners)
        return text

    def render(self, page: int, scale: float) -> RenderedPage:
        """A page drawn on white; a scale of 1 gives one pixel per point."""
        with (
            _told(),
            closing(self._pdf[page]) as each,
            closing(each.render(scale=scale, prefer_bgrx=True, maybe_alpha=False)) as drawn,
        ):
            return RenderedPage(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer))

    def close(self) -> None:
        """Frees the memory; the pages cannot be read afterwards."""
        self._thread = None
        self._pdf.close()


def _close_left() -> None:
    """Closes what was opened in this thread and let go in another."""
    for _ in range(len(_LEFT)):
        thread, document = _LEFT.popleft()
        if thread == threading.get_ident():
            document.close()
        else:
            _LEFT.append((thread, document))
