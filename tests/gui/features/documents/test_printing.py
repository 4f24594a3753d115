"""Printing, to a file: the pages asked for, on the paper asked for, and a window that lives on meanwhile."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF, QRectF, QTimer
from PySide6.QtGui import QImage, QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QPushButton,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.gui.app.main import speak_italian
from desktop_app.gui.features.documents.printing import (
    BANDS,
    PrintJob,
    Printout,
    bands,
    choose,
    pages_to_print,
    place_on,
    printer_for,
)
from desktop_app.gui.services.worker import Worker
from desktop_app.pdf.document import build_pdf
from desktop_app.pdf.faults import PdfFault
from tests.gui.support.italian import english
from tests.unit.pdf import samples

A4 = (595.28, 841.89)
LONG_WAIT = 60_000


@pytest.fixture(scope="module")
def data() -> bytes:
    """Three pages."""
    return build_pdf(samples.document(*[samples.paragraph(samples.SENTENCE * 8)] * 8), samples.DAY)


def to_file(path: Path) -> QPrinter:
    printer = printer_for("Prova", A4)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def scratch(printer: QPrinter) -> Path:
    """The folder of the test, where the file comes to lie."""
    return Path(printer.outputFileName()).parent


def printed(qtbot: QtBot, worker: Worker, data: bytes, printer: QPrinter, current: int = 0) -> int:
    job = PrintJob(worker, data, printer, scratch(printer), current)
    with qtbot.waitSignal(job.finished, timeout=LONG_WAIT) as end:
        pass
    assert end.args is not None
    return int(end.args[0])


def ink(pdf: pypdfium2.PdfDocument, page: int) -> list[int]:
    """How dark each of twenty strips of a page is, from top to bottom."""
    drawn = pdf[page].render(scale=0.5, grayscale=True)
    pixels = bytes(drawn.buffer)
    rows = [pixels[y * drawn.stride : y * drawn.stride + drawn.width] for y in range(drawn.height)]
    strip = drawn.height // 20
    return [sum(255 - tone for row in rows[at * strip : (at + 1) * strip] for tone in row) for at in range(20)]


def test_the_pages_are_printed_as_they_are(qtbot: QtBot, worker: Worker, data: bytes, tmp_path: Path) -> None:
    path, ticks = tmp_path / "stampa.pdf", list[int]()
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    assert printed(qtbot, worker, data, to_file(path)) == 3
    timer.stop()
    assert ticks
    with pypdfium2.PdfDocument(data) as before, pypdfium2.PdfDocument(path) as after:
        assert len(after) == len(before) == 3
        for page in range(3):
            assert after[page].get_size() == pytest.approx(before[page].get_size(), abs=1)
            expected = ink(before, page)
            assert all(
                abs(one - other) <= 0.15 * max(expected) for one, other in zip(ink(after, page), expected, strict=True)
            )


def test_ranges_and_copies_are_honoured(qtbot: QtBot, worker: Worker, data: bytes, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "due.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1,3"))
    printer.setCopyCount(2)
    assert pages_to_print(printer, 3) == [0, 2, 0, 2]
    printer.setCollateCopies(False)
    assert pages_to_print(printer, 3) == [0, 0, 2, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert pages_to_print(printer, 3) == [2, 2, 0, 0]
    assert printed(qtbot, worker, data, printer) == 4
    with pypdfium2.PdfDocument(tmp_path / "due.pdf") as pdf:
        assert len(pdf) == 4


@pytest.mark.usefixtures("qapp")
def test_the_current_page_alone(tmp_path: Path) -> None:
    printer = to_file(tmp_path / "x.pdf")
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert pages_to_print(printer, 3, 1) == [1]


def test_a_range_without_pages_is_a_sentence(qtbot: QtBot, worker: Worker, data: bytes, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "x.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("8-9"))
    job = PrintJob(worker, data, printer, tmp_path)
    with qtbot.waitSignal(job.failed, timeout=LONG_WAIT) as end:
        pass
    assert end.args == ["In quell’intervallo non c’è nessuna pagina: scrivine uno fra quelle del documento."]


def test_a_stop_leaves_no_file(qtbot: QtBot, worker: Worker, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "stampa.pdf"
    path.write_bytes(b"prima")
    job = PrintJob(worker, data, to_file(path), path.parent)
    told: list[str] = []
    job.progressed.connect(lambda words, *_: told.append(words))
    job.progressed.connect(lambda *_: job.stop())
    with qtbot.waitSignal(job.finished, timeout=LONG_WAIT) as end:
        pass
    assert end.args is not None and end.args[0] < 3 and told[0] == "Stampo la pagina 1 di 3"
    assert path.read_bytes() == b"prima"


def test_a_file_gets_its_extension_and_takes_no_others_place(
    qtbot: QtBot, worker: Worker, data: bytes, tmp_path: Path
) -> None:
    (tmp_path / "Rossi S.r.l.pdf").write_bytes(b"di qualcuno")
    job = PrintJob(worker, data, to_file(tmp_path / "Rossi S.r.l."), tmp_path)
    with qtbot.waitSignal(job.finished, timeout=LONG_WAIT):
        pass
    assert (tmp_path / "Rossi S.r.l.pdf").read_bytes() == b"di qualcuno"
    assert (tmp_path / "Rossi S.r.l-2.pdf").read_bytes().startswith(b"%PDF-")


def test_a_file_that_is_held_at_the_end_does_not_spoil_the_print(
    qtbot: QtBot, worker: Worker, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows what looks for viruses may have our part open when it is to go; the next start takes it away."""

    def held(*_: object, **__: object) -> None:
        raise PermissionError(13, "a program has it open")

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", held)
        assert printed(qtbot, worker, data, to_file(tmp_path / "stampa.pdf")) > 0
    assert (tmp_path / "stampa.pdf").is_file()


def test_a_folder_that_is_not_there_is_a_sentence(qtbot: QtBot, worker: Worker, data: bytes, tmp_path: Path) -> None:
    job = PrintJob(worker, data, to_file(tmp_path / "manca" / "stampa.pdf"), tmp_path)
    with qtbot.waitSignal(job.failed, timeout=LONG_WAIT) as end:
        pass
    assert end.args is not None and "non esiste: creala, o scegline un'altra" in end.args[0]


@pytest.mark.usefixtures("qapp")
def test_a_page_keeps_its_size_or_shrinks_to_fit(tmp_path: Path) -> None:
    printer = to_file(tmp_path / "x.pdf")
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    assert place_on(printer, A4) == QRectF(0, 0, 2480, 3508)
    small = QPageLayout(QPageSize(QPageSize.PageSizeId.A5), QPageLayout.Orientation.Portrait, QMarginsF())
    printer.setPageLayout(small)
    place = place_on(printer, A4)
    assert place.height() <= 2481 and place.width() / place.height() == pytest.approx(A4[0] / A4[1], abs=0.002)
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A3), small.orientation(), QMarginsF()))
    place = place_on(printer, A4)
    assert place.width() == 2480 and place.left() > 500 and place.top() > 500


@pytest.mark.usefixtures("qapp")
def test_a_wide_page_lies_on_its_side() -> None:
    layout = printer_for("Prova", (A4[1], A4[0])).pageLayout()
    assert layout.orientation() == QPageLayout.Orientation.Landscape
    assert layout.pageSize().id() == QPageSize.PageSizeId.A4


@pytest.mark.usefixtures("qapp")
def test_bands_cover_the_page_without_a_seam() -> None:
    picture = QImage(30, 101, QImage.Format.Format_RGB32)
    found = list(bands(picture, QRectF(5, 7, 30, 101)))
    assert len(found) == BANDS and found[0][0].top() == 7 and found[-1][0].bottom() == 108
    for (above, _), (below, _) in pairwise(found):
        assert above.bottom() == below.top() + 1


def test_the_dialog_comes_after_the_document_and_before_the_printer(
    qtbot: QtBot, worker: Worker, data: bytes, tmp_path: Path
) -> None:
    asked: list[tuple[str, int]] = []

    def choose(printer: QPrinter, count: int, parent: QWidget | None) -> bool:
        asked.append((printer.docName(), count))
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "scelto.pdf"))
        return True

    printout = Printout(worker, "Convenzione", lambda: data, scratch=tmp_path, choose=choose)
    jobs: list[PrintJob] = []
    printout.started.connect(jobs.append)
    qtbot.waitUntil(lambda: bool(jobs), timeout=LONG_WAIT)
    with qtbot.waitSignal(jobs[0].finished, timeout=LONG_WAIT):
        pass
    assert asked == [("Convenzione", 3)] and (tmp_path / "scelto.pdf").read_bytes().startswith(b"%PDF")


def test_a_dialog_that_is_closed_prints_nothing(qtbot: QtBot, worker: Worker, data: bytes) -> None:
    printout = Printout(worker, "Convenzione", lambda: data, scratch=Path(), choose=lambda *_: False)
    with qtbot.waitSignal(printout.declined, timeout=LONG_WAIT):
        pass


def test_a_document_that_cannot_be_made_is_a_sentence(qtbot: QtBot, worker: Worker) -> None:
    def make() -> bytes:
        raise PdfFault("Il PDF non è stato creato.")

    printout = Printout(worker, "Convenzione", make, scratch=Path())
    with qtbot.waitSignal(printout.failed, timeout=LONG_WAIT) as end:
        pass
    assert end.args == ["Il PDF non è stato creato."]


def test_the_dialog_of_the_system_opens_on_the_document(qtbot: QtBot, tmp_path: Path) -> None:
    found: list[QPrintDialog] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QPrintDialog)
        found.append(dialog)
        dialog.reject()

    QTimer.singleShot(0, close)
    assert choose(to_file(tmp_path / "x.pdf"), 7, None) is False
    assert found and (found[0].minPage(), found[0].maxPage()) == (1, 7)


def test_qts_own_print_window_is_italian_to_the_last_word(qapp: QApplication, qtbot: QtBot) -> None:
    """Where the system has none of its own: on Linux."""
    speak_italian(qapp)
    printer = printer_for("Prova", A4)
    window = QPrintDialog(printer)
    qtbot.addWidget(window)
    window.show()
    said = {*words_of(window)}
    properties: list[QDialog] = []

    def look() -> None:
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QDialog) and each.isVisible() and each is not window:
                properties.append(each)
        for each in properties:
            said.update(words_of(each))
            each.reject()

    QTimer.singleShot(0, look)
    next(each for each in window.findChildren(QPushButton) if each.text() == "P&roprietà").click()
    assert len(properties) == 1 and len(said) > 60
    assert not [each for each in said if english(each) or re.search("Advanced|Off|binding|Start|priority", each)]


def words_of(window: QDialog) -> Iterator[str]:
    """All that it can show, also on the pages that are not in front."""
    for widget in (window, *window.findChildren(QWidget)):
        yield widget.windowTitle()
        yield widget.toolTip()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QGroupBox):
            yield widget.title()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(each) for each in range(widget.count()))
        elif isinstance(widget, QTabWidget):
            yield from (widget.tabText(each) for each in range(widget.count()))
