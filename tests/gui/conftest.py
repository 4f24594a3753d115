"""What the tests of the window share: the program, its theme, parts of it by themselves, trouble for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.drafts import file, writer
from desktop_app.gui.app import controller, geometry
from desktop_app.gui.features.backups import automatic
from desktop_app.gui.features.damage import controller as damage
from desktop_app.gui.look.theme import Theme, apply_scheme
from desktop_app.gui.services import store_calls, summary_refresh
from desktop_app.gui.services import store_session as keeper
from desktop_app.gui.services.worker import Worker
from tests.gui.support.association import HandOut, write_association
from tests.gui.support.parts import Shown
from tests.gui.support.program import Start, programs
from tests.gui.support.shared import CHANGED, SharedProgram, Sharing
from tests.home import make_home
from tests.support.trouble import Locker, lockers


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The style that the program asks for, on every system."""
    return ["commessa", "-style", "Fusion"]


@pytest.fixture(autouse=True)
def _nothing_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a slow machine the copy of the day would come in the middle of a test that is about something else."""
    monkeypatch.setattr(geometry, "room_of", lambda _: QSize(1920, 1080))  # the screen of tests is a small square
    monkeypatch.setattr(automatic, "DELAY_MS", 3_600_000)
    monkeypatch.setattr(controller, "PRELOAD_MS", 3_600_000)
    monkeypatch.setattr(store_calls, "PATIENCE_SECONDS", 20)  # a disk that is slow by chance is one that works
    monkeypatch.setattr(summary_refresh, "DELAY_MS", 3_600_000)
    monkeypatch.setattr(damage, "CHECK_DELAY_MS", 3_600_000)


# --- the program ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sharing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sharing]:
    """What `start` and `shared_program` of one module must agree upon: which program runs."""
    made = Sharing(partial(make_home, tmp_path_factory))
    yield made
    made.end()


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, data_folder: Path, sharing: Sharing) -> Iterator[Start]:
    """Starts the program on the test's data folder: for tests that write, or look at how it starts and ends."""
    sharing.end()
    with programs(qtbot, qapp, data_folder) as make:
        yield make


@pytest.fixture
def shared_program(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, sharing: Sharing
) -> Iterator[SharedProgram]:
    """The program that the tests of a module share: for those that only look. A test that writes fails."""
    failed = request.session.testsfailed
    shared = sharing.program(qtbot, qapp, monkeypatch)
    yield shared
    changed = shared.is_changed()
    if changed or request.session.testsfailed > failed:
        sharing.end()  # the next test gets a new one
    assert not changed, CHANGED


@pytest.fixture
def hand_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HandOut:
    """Writes an association's file, which has its name already, and lets programs find it; gives its folder."""

    def put(text: str) -> Path:
        file = write_association(tmp_path / "ente", text)
        monkeypatch.setenv("COMMESSA_ASSOCIAZIONE", str(file))
        return file.parent

    return put


# --- parts of it ---------------------------------------------------------------------------------------------


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return apply_scheme(qapp, "light", 1.0)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    """Puts parts one below the other in a window that has the focus."""
    windows: list[QWidget] = []

    def show(*parts: QWidget, width: int = 640) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for part in parts:
            column.addWidget(part)
        windows.append(window)
        window.resize(width, 400)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    """The thread beside the window's, by itself."""
    assert qapp is not None
    made = Worker()
    yield made
    made.close()


# --- trouble -------------------------------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries again at once, and does not wait long for a lock."""
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.02)
    monkeypatch.setattr(file, "BUSY_TIMEOUT", 0.05)
    monkeypatch.setattr(keeper, "FLUSH_SECONDS", 1.0)


@pytest.fixture
def small_disk(make_disk: Callable[[str], Path]) -> Path:
    return make_disk("2m")


@pytest.fixture
def lock() -> Iterator[Callable[[Path], Locker]]:
    with lockers() as make:
        yield make
