"""Between the first paint and the rooms: nothing that a hand does in that moment is lost, and no fault is silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.app import controller
from desktop_app.gui.app.entrance import Entrance
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.features.recovery.page import RecoveryPage
from desktop_app.gui.services.store_session import StoreSession
from desktop_app.gui.shell.window import Window
from tests.gui.support.program import BRIEF_FORM, Key, Start, example, settle
from tests.gui.support.starting import Begin, starts


@pytest.fixture
def begin(qtbot: QtBot, qapp: QApplication, data_folder: Path, start: Start) -> Iterator[Begin]:
    """Starts in a folder with one dossier, as `run` makes them."""
    program = start()
    program.drafts.create(example(BRIEF_FORM).to_json(), BRIEF_FORM, "Rossi Srl, Jesi")
    assert program.leave()
    with starts(qtbot, qapp, data_folder) as make:
        yield make


@pytest.fixture
def at_first_paint(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Entrance], object]], None]:
    """Has something done when the window was painted, and no room but the list is there."""
    soon = Entrance._furnish_soon  # noqa: SLF001 - what comes at that moment

    def have_done(do: Callable[[Entrance], object]) -> None:
        def painted(entrance: Entrance) -> None:
            monkeypatch.setattr(Entrance, "_furnish_soon", soon)  # of the next start nothing more is asked
            soon(entrance)
            assert entrance._app is None  # noqa: SLF001 - whoever asks for the rooms has them made
            assert isinstance(entrance.window.current_page(), DossiersPage)
            do(entrance)

        monkeypatch.setattr(Entrance, "_furnish_soon", painted)

    return have_done


def test_a_key_at_the_first_paint_opens_a_dossier(begin: Begin, at_first_paint: Any) -> None:
    at_first_paint(lambda entrance: QTest.keyClick(entrance.dossiers.page.table, Key.Key_Return))
    begun = begin()
    begun.wait_open()  # whoever asked for a room before would have them made
    begun.wait(lambda: begun.start.entrance.app.editor.view is not None)
    view = begun.start.entrance.app.editor.view
    assert view is not None and dict(view.dossier.draft.answers) == dict(example(BRIEF_FORM).answers)


def test_a_page_asked_for_before_the_store_is_open_stays(begin: Begin, at_first_paint: Any) -> None:
    at_first_paint(lambda entrance: QTest.keyClick(entrance.window, Key.Key_N, Qt.KeyboardModifier.ControlModifier))
    begun = begin()
    begun.wait_open()
    assert isinstance(begun.page(), NewDossierPage)


def test_a_second_start_at_the_first_paint_brings_its_file(begin: Begin, at_first_paint: Any, tmp_path: Path) -> None:
    file = tmp_path / "bozza.commessa"
    file.write_text(example(BRIEF_FORM).to_json(), encoding="utf-8")
    at_first_paint(lambda entrance: entrance.come_forward(str(file)))
    begun = begin()
    begun.wait_open()  # whoever asked for a room before would have them made
    begun.wait(lambda: begun.start.entrance.app.editor.view is not None)
    assert len(begun.start.entrance.context.drafts.rows()) == 2


def test_a_window_closed_at_the_first_paint_closes_and_opens_no_store(
    begin: Begin, at_first_paint: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[bool] = []
    opened: list[StoreSession] = []
    open_store = StoreSession.open_store

    def noted(store: StoreSession, *given: Any) -> None:
        opened.append(store)
        open_store(store, *given)

    monkeypatch.setattr(StoreSession, "open_store", noted)
    at_first_paint(lambda entrance: closed.append(entrance.window.close()))
    begun = begin()
    begun.wait(lambda: closed)
    settle()
    assert closed == [True] and not opened
    begun.start.instance.close()
    begun.over = True
    again = begin()
    again.wait_open()
    assert not again.notices()  # not as after a crash


def test_rooms_that_cannot_be_made_are_told_with_the_ways_on(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [ImportError("half of an update"), ImportError("still half of it")]
    made = controller.AppController.__init__

    def make(*given: Any) -> None:
        if faults:
            raise faults.pop()
        made(*given)

    monkeypatch.setattr(controller.AppController, "__init__", make)
    begun = begin()
    assert isinstance(begun.recovery(), RecoveryPage) and len(faults) == 1
    begun.press("retry")
    begun.wait(lambda: not faults)
    begun.press("retry")
    begun.wait_open()
    begun.wait(lambda: isinstance(begun.page(), DossiersPage))


def test_a_second_start_shows_a_window_that_nobody_has_seen(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    """Minimized from the beginning it is not painted, and until then no room is made for its own sake."""
    monkeypatch.setattr(Window, "paintEvent", lambda *_: None)
    begun = begin()
    window = begun.start.entrance.window
    window.showMinimized()
    begun.start.entrance.come_forward("")
    assert window.isVisible() and not window.isMinimized()
