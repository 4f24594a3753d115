"""A start that something outside keeps waiting: a window says what for, and leads on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.drafts.store import Drafts
from desktop_app.gui.app import entering, instance, waiting
from desktop_app.gui.app.instance import Instance
from desktop_app.gui.app.waiting import WaitingWindow
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.look.theme import Theme
from desktop_app.system import folder_state
from desktop_app.system.folder_state import FolderTrouble
from tests.gui.support.program import labels
from tests.gui.support.starting import Begin


class Dead:
    """A folder of a disk that does not answer, until it does; the others answer."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.answers = folder, threading.Event()
        self._prepare = folder_state.prepare

    def prepare(self, folder: Path) -> FolderTrouble | None:
        if folder == self.folder:
            assert self.answers.wait(20)
        return self._prepare(folder)


@pytest.fixture
def dead(used: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dead]:
    disk = Dead(used)
    monkeypatch.setattr(folder_state, "prepare", disk.prepare)
    monkeypatch.setattr(entering, "SILENT_SECONDS", 0.01)
    monkeypatch.setattr(waiting, "BEFORE_TOLD_MS", 10)
    monkeypatch.setattr(waiting, "POLL_MS", 1)
    yield disk
    disk.answers.set()


@pytest.fixture
def when_waiting(qtbot: QtBot) -> Iterator[Callable[[Callable[[WaitingWindow], object]], list[str]]]:
    """Does something with the waiting window once it is there; gives what it says, when that has happened."""
    timers: list[QTimer] = []

    def when(do: Callable[[WaitingWindow], object]) -> list[str]:
        said: list[str] = []
        timer = QTimer(interval=1)

        def look() -> None:
            for each in QApplication.topLevelWidgets():
                if isinstance(each, WaitingWindow) and each.isVisible() and not said:
                    timer.stop()
                    said.extend(labels(each))
                    do(each)

        timer.timeout.connect(look)
        timer.start()
        timers.append(timer)
        return said

    yield when
    for timer in timers:
        timer.stop()


When = Callable[[Callable[[WaitingWindow], object]], list[str]]


def test_a_folder_that_does_not_answer_is_named_and_opens_once_it_does(
    begin: Begin, dead: Dead, when_waiting: When
) -> None:
    said = when_waiting(lambda _: dead.answers.set())
    begun = begin()
    assert any(str(dead.folder) in each and "non risponde" in each for each in said)
    begun.wait_open()
    assert isinstance(begun.page(), DossiersPage)
    assert not any(isinstance(each, WaitingWindow) and each.isVisible() for each in QApplication.topLevelWidgets())


def test_instead_of_waiting_another_folder_is_opened(
    begin: Begin, dead: Dead, when_waiting: When, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "altra"
    other.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    when_waiting(lambda window: window.buttons[0].click())
    begun = begin()
    begun.wait_open()
    assert begun.folder == other
    begun.wait(lambda: any(str(other) in each for each in begun.notices()))  # which folder it is now, is told


def test_instead_of_waiting_the_program_ends(begin: Begin, dead: Dead, when_waiting: When) -> None:
    when_waiting(lambda window: window.buttons[-1].click())
    begun = begin()
    assert begun.over and not hasattr(begun.start, "app")
    dead.answers.set()
    assert Instance(dead.folder).is_first()  # nothing is held


def test_a_chosen_folder_that_does_not_answer_leaves_the_page_alive(
    begin: Begin, dead: Dead, when_waiting: When, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "un file"
    file.touch()
    begun = begin(file)
    page = begun.recovery()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(dead.folder))
    said = when_waiting(lambda window: window.buttons[0].click())
    begun.press("other_folder")
    assert any(str(dead.folder) in each for each in said)
    assert begun.recovery() is page and "non si può usare" in begun.told()
    when_waiting(lambda _: dead.answers.set())
    begun.press("other_folder")
    begun.wait_open()
    assert begun.folder == dead.folder


def test_a_program_that_holds_the_folder_in_silence_is_spoken_of_while_it_is_waited_for(
    begin: Begin, used: Path, when_waiting: When, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entering, "SILENT_SECONDS", 0.01)
    monkeypatch.setattr(instance, "PATIENCE_SECONDS", 20)
    held = Instance(used)
    assert held.is_first()
    said = when_waiting(lambda _: held.close())
    begun = begin()
    assert "Commessa è già aperta?" in said
    begun.wait_open()
    assert len(Drafts(used).rows()) == 1


def test_a_program_that_stays_silent_is_named_in_the_end(
    begin: Begin, used: Path, when_waiting: When, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entering, "SILENT_SECONDS", 0.01)
    held = Instance(used)
    assert held.is_first()
    said = when_waiting(lambda _: None)
    begun = begin()
    assert said and "non risponde" in begun.fact
    held.close()


def test_whatever_the_look_at_a_folder_ends_with_is_an_answer(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Path) -> FolderTrouble | None:
        raise TypeError

    monkeypatch.setattr(folder_state, "prepare", broken)
    assert entering.look_at(used) == FolderTrouble("unusable", used)


def test_with_large_text_the_waiting_window_fits_its_screen(theme: Theme, qtbot: QtBot) -> None:
    window = WaitingWindow(theme._replace(factor=2.0), waiting.HOLDER, offers_folder=False)
    qtbot.addWidget(window)
    window.show()
    assert window.screen().availableSize().boundedTo(window.size()) == window.size()
