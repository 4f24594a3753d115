"""The window fits the screen, and its status line is seen, whatever the size of its text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desktop_app.gui.app import geometry
from desktop_app.gui.services.settings import FACTORS
from tests.gui.support.program import FORM, Start, settle
from tests.gui.support.shared import SharedProgram


@pytest.mark.parametrize(("screen", "fits"), [((1920, 1032), True), ((1366, 728), False), ((1024, 560), False)])
def test_the_first_window_fits_its_screen(
    start: Start, monkeypatch: pytest.MonkeyPatch, screen: tuple[int, int], fits: bool
) -> None:
    """Title bar and all: where it would not with its usual size, it fills the screen, whatever stands at its edges."""
    monkeypatch.setattr(geometry, "room_of", lambda _: QSize(*screen))
    program = start()
    assert program.window.isMaximized() is not fits
    if fits:
        assert (program.window.width(), program.window.height()) == (1366, 768)
    else:
        assert program.window.screen().availableGeometry().contains(program.window.geometry())


def test_a_window_kept_from_a_larger_screen_fits_this_one(start: Start) -> None:
    program = start()
    program.window.resize(2400, 1300)
    program.leave()
    again = start()
    room, size = again.window.screen().availableSize(), again.window.size()
    assert size == size.boundedTo(room)


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("size", [(1366, 728), (1024, 560)])
def test_the_status_line_is_seen_at_any_size_of_text(
    shared_program: SharedProgram, size: tuple[int, int], factor: float
) -> None:
    for show in (shared_program.dossiers, shared_program.new_dossier, lambda: shared_program.example(FORM)):
        program = show()
        program.window.resize(*size)
        program.app.appearance.resize_text(factor)
        settle()
        line = program.window.findChild(QWidget, "status")
        assert line is not None and line.isVisible()
        assert line.mapTo(program.window, line.rect().bottomLeft()).y() < size[1]
