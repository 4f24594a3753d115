"""Printing: the system's own dialog, then the pages painted by the worker, a band at a time.

Qt lets other threads paint on a printer, but keeps Python waiting while it does: a whole page of 300 dots per inch
would stop the window for a sixth of a second, a band of it does not.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QObject, QRect, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop_app.drafts.erasure import PRINT_FILE, PRINT_FOLDER
from desktop_app.gui.services.page_images import Size, draw_page
from desktop_app.gui.services.worker import Job, JobFault, Progress, Steps, Task, Worker, in_one_step
from desktop_app.system.files import read_bounded, write_atomically
from desktop_app.system.outside import named

DPI: Final = 300
BANDS: Final = 12  # of a page
LARGEST_FILE: Final = 2_000_000_000
NO_PRINTER: Final = "La stampa non è partita: controlla che la stampante sia accesa e collegata, poi riprova."
NO_ROOM: Final = "Per stampare in un file mi serve posto nella cartella delle pratiche: libera spazio, poi riprova."
INTERRUPTED: Final = "La stampante si è fermata: controlla carta e collegamento, poi riprova."

Choose = Callable[[QPrinter, int, QWidget | None], bool]


def printer_for(title: str, size: Size) -> QPrinter:
    """A printer set to the paper of a page (in points), from edge to edge: the document has its own margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    wide = size[0] > size[1]
    short, long = sorted(size)
    paper = QPageSize(QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setResolution(DPI)
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(paper, way, QMarginsF()))
    printer.setDocName(title)
    printer.setCreator("Commessa")
    return printer


def choose(printer: QPrinter, count: int, parent: QWidget | None) -> bool:
    """The system's dialog over a document of `count` pages; whether to print."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Stampa")
    dialog.setMinMax(1, count)
    dialog.setFromTo(1, count)
    for option in (
        QAbstractPrintDialog.PrintDialogOption.PrintPageRange,
        QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage,
        QAbstractPrintDialog.PrintDialogOption.PrintCollateCopies,
        QAbstractPrintDialog.PrintDialogOption.PrintToFile,
    ):
        dialog.setOption(option)
    return bool(dialog.exec() == QPrintDialog.DialogCode.Accepted)


def pages_to_print(printer: QPrinter, count: int, current: int = 0) -> list[int]:
    """The pages asked for in the dialog, numbered from 0, in the order of the paper, copies included."""
    pages = list(range(count))
    match printer.printRange():
        case QPrinter.PrintRange.CurrentPage:
            pages = [current]
        case QPrinter.PrintRange.PageRange if not printer.pageRanges().isEmpty():
            pages = [page for page in pages if printer.pageRanges().contains(page + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _ in range(copies)]


class PrintJob(Task):
    """Prints the bytes of a document. `finished` brings the number of pages that went to the printer.

    A file is made in `scratch`: the data folder, whose next start takes away what a kill leaves there.
    """

    def __init__(self, worker: Worker, data: bytes, printer: QPrinter, scratch: Path, current: int = 0) -> None:
        super().__init__(worker, _print(data, printer, scratch, current))


def _print(data: bytes, printer: QPrinter, scratch: Path, current: int) -> Steps[int]:
    """Into a file only once it is whole; then as any file of ours, or with the same sentences."""
    target = printer.outputFileName()
    if not target or printer.outputFormat() == QPrinter.OutputFormat.NativeFormat:
        return (yield from _paint(data, printer, current))
    with _own_folder(scratch) as folder:
        part = Path(folder) / PRINT_FILE
        printer.setOutputFileName(str(part))
        asked = len(pages_to_print(printer, _count(data), current))
        printed = yield from _paint(data, printer, current)
        if printed == asked:
            write_atomically(named(Path(target), ".pdf"), read_bounded(part, LARGEST_FILE))
        return printed


def _own_folder(scratch: Path) -> tempfile.TemporaryDirectory[str]:
    try:
        # What another program still holds goes at the next start.
        return tempfile.TemporaryDirectory(prefix=PRINT_FOLDER, dir=scratch, ignore_cleanup_errors=True)
    except OSError:
        raise JobFault(NO_ROOM) from None


def _count(data: bytes) -> int:
    from desktop_app.pdf.pages import PdfPages

    with PdfPages(data) as pages:
        return len(pages)


def _paint(data: bytes, printer: QPrinter, current: int) -> Steps[int]:
    from desktop_app.pdf.pages import PdfPages

    painter = QPainter()
    with PdfPages(data) as pages:
        asked, sizes = pages_to_print(printer, len(pages), current), pages.sizes()
        if not asked:
            raise JobFault("In quell’intervallo non c’è nessuna pagina: scrivine uno fra quelle del documento.")
        try:
            for number, page in enumerate(asked, 1):
                if (yield Progress(f"Stampo la pagina {number} di {len(asked)}", number - 1, len(asked))):
                    if painter.isActive():
                        printer.abort()
                    return number - 1
                if not (painter.begin(printer) if number == 1 else printer.newPage()):
                    raise JobFault(NO_PRINTER if number == 1 else INTERRUPTED)
                painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
                place = place_on(printer, sizes[page])
                for target, band in bands(draw_page(pages, page, DPI / 72), place):
                    painter.drawImage(target, band)
                    yield Progress(f"Stampo la pagina {number} di {len(asked)}", number - 1, len(asked))
        finally:
            if painter.isActive():
                painter.end()
    return len(asked)


def place_on(printer: QPrinter, size: Size) -> QRectF:
    """Where a page comes to lie, in the printer's dots: in the middle, in its own size, or smaller to fit."""
    dots = printer.resolution() / 72
    wide, high = size[0] * dots, size[1] * dots
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    share = min(1.0, (paper.width() + 2) / wide, (paper.height() + 2) / high)  # half a point is no reason to shrink
    wide, high = wide * share, high * share
    left, top = max(0, round((paper.width() - wide) / 2)), max(0, round((paper.height() - high) / 2))
    return QRectF(left, top, round(wide), round(high))


def bands(picture: QImage, place: QRectF) -> Iterator[tuple[QRectF, QImage]]:
    """A picture in slices from top to bottom, each with its place; each covers the seam with the next."""
    rows = -(-picture.height() // BANDS)
    scale = place.height() / picture.height()
    for top in range(0, picture.height(), rows):
        high = min(rows + 1, picture.height() - top)
        target = QRectF(place.left(), place.top() + top * scale, place.width(), high * scale)
        yield target, picture.copy(QRect(0, top, picture.width(), high))


class Printout(QObject):
    """From a document to the printer: made, asked for in the dialog, printed.

    `started` brings the PrintJob, `declined` where the dialog was closed, `failed` a sentence.
    """

    started = Signal(object)
    declined = Signal()
    failed = Signal(str)

    def __init__(
        self,
        worker: Worker,
        title: str,
        make: Callable[[], bytes],
        *,
        scratch: Path,
        current: int = 0,
        parent: QWidget | None = None,
        choose: Choose = choose,
    ) -> None:
        super().__init__(parent)
        self._worker, self._title, self._current = worker, title, current
        self._choose, self._scratch = choose, scratch
        self._job: Job = worker.submit(in_one_step(lambda: _read(make())), self._ask, self._fail)

    def _ask(self, made: tuple[bytes, Sequence[Size]]) -> None:
        data, sizes = made
        printer = printer_for(self._title, sizes[0])
        parent = self.parent()
        if self._choose(printer, len(sizes), parent if isinstance(parent, QWidget) else None):
            self.started.emit(PrintJob(self._worker, data, printer, self._scratch, self._current))
        else:
            self.declined.emit()

    def _fail(self, sentence: str) -> None:
        self.failed.emit(sentence)


def _read(data: bytes) -> tuple[bytes, list[Size]]:
    from desktop_app.pdf.pages import PdfPages

    with PdfPages(data) as pages:
        return data, pages.sizes()
