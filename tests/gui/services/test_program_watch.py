"""An update of the program while it is open is told above the page, and nothing is exported by then."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from desktop_app.gui.services import program_watch
from desktop_app.gui.services.worker import UNEXPECTED_FAULT, in_one_step
from desktop_app.system import installation
from tests.gui.support.program import BRIEF_FORM, Start

UPDATED = "Commessa è stata aggiornata: chiudila e riaprila."


@pytest.fixture
def version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the version that the program was started from."""
    path = tmp_path / "__init__.py"
    path.write_text('__version__ = "1"\n')
    monkeypatch.setattr(installation, "program_files", lambda: [path])
    return path


def test_it_is_told_when_the_window_is_activated_and_nothing_is_exported(
    start: Start, version: Path, tmp_path: Path
) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.context.settings.export_base = str(tmp_path / "documenti")
    program.window.activated.emit()
    assert not any("aggiornata" in each for each in program.notices())
    version.write_text('__version__ = "2"\n')
    for id in ("export", "print", "export_deadlines"):
        program.app.run(id)
        program.notice(UPDATED)
    assert not program.app.documents.busy and not (tmp_path / "documenti").exists()
    version.write_text('__version__ = "1"\n')  # the same again: as it was
    program.window.activated.emit()
    assert not any("aggiornata" in each for each in program.notices())


def test_the_notice_leads_to_the_end_of_the_program(start: Start, version: Path) -> None:
    program = start()
    version.unlink()
    program.window.activated.emit()
    program.follow(UPDATED, "Chiudi Commessa")
    program.wait(lambda: not program.window.isVisible())


def test_an_update_that_comes_by_itself_is_told_to_who_stays_in_the_window(
    start: Start, version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program_watch, "LOOK_MS", 5)
    program = start()
    version.write_text('__version__ = "2"\n')
    program.notice(UPDATED)


def test_what_the_update_broke_says_so_in_place_of_asking_to_try_again(start: Start, version: Path) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)

    def broken() -> object:
        raise ImportError

    heard: list[object] = []
    for text in ('__version__ = "1"\n', '__version__ = "2"\n'):
        version.write_text(text)
        with program.qtbot.captureExceptions() as raised:
            program.context.worker.submit(in_one_step(broken), heard.append, heard.append)
            program.wait(lambda: raised)
    assert heard == [UNEXPECTED_FAULT, UPDATED]


def test_nothing_is_told_any_more_where_the_program_has_ended(
    start: Start, version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program_watch, "LOOK_MS", 5)
    program = start()
    assert program.leave()
    looked: list[object] = []

    def look(watched: object) -> bool:
        looked.append(watched)
        return False

    monkeypatch.setattr(installation.Installation, "is_replaced", look)
    turns: list[object] = []
    timer = QTimer(interval=program_watch.LOOK_MS)
    timer.timeout.connect(lambda: turns.append(None))
    timer.start()
    program.wait(lambda: len(turns) > 3)
    assert looked == []
