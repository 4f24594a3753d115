"""While files are held above the window it says that they can be let go, whatever page it shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QDragLeaveEvent
from PySide6.QtWidgets import QApplication

from desktop_app.gui.features.signing.sending.checklist import CheckRow
from desktop_app.gui.widgets.feedback.drop_sign import LET_GO
from tests.gui.support.program import Program, Start, settle
from tests.gui.support.signing import hand_in, hold, opened, put, words_of


def edge(program: Program) -> QColor:
    """The colour of the window's frame."""
    return program.window.grab().toImage().pixelColor(1, program.window.height() // 2)


def says_so(program: Program) -> bool:
    settle()
    return LET_GO in words_of(program.window) and edge(program) == program.window.theme.color("accent")


def test_the_window_says_on_every_page_that_files_can_be_let_go(start: Start, tmp_path: Path) -> None:
    program = start()
    file = put(tmp_path, "lettera.txt", b"Ciao")
    before = edge(program)
    hold(program.window, file)
    assert says_so(program)
    QApplication.sendEvent(program.window, QDragLeaveEvent())
    assert not says_so(program) and edge(program) == before
    opened(program, exported=False)
    hold(program.window, file)
    hold(program.window, file)  # from one part of the window to another
    assert says_so(program) and words_of(program.window).count(LET_GO) == 1
    QApplication.sendEvent(program.window, QDragLeaveEvent())
    hand_in(program, file)
    assert not says_so(program)


def test_a_line_of_the_checklist_shows_that_the_file_would_be_its_own(start: Start, tmp_path: Path) -> None:
    program = start()
    page = opened(program)
    program.wait(lambda: page.sendings.findChildren(CheckRow))
    row = page.sendings.findChildren(CheckRow)[0]
    file = put(tmp_path, "carta.pdf", b"%PDF-1.7 prova")
    plain = row.grab().toImage()
    hold(row, file)
    assert row.grab().toImage() != plain
    QApplication.sendEvent(row, QDragLeaveEvent())
    assert row.grab().toImage() == plain
