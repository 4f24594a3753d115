"""The window warns of a data folder that is no safe place, once, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.gui.features.backups.page import BackupPage
from desktop_app.gui.features.data_place import controller
from desktop_app.system import location
from desktop_app.system.location import UnsafeLocation
from tests.gui.support.program import Start, labels

SAFE = "I dati restano su questo computer"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controller, "DELAY_MS", 0)


def test_a_synchronised_folder(start: Start, data_folder: Path) -> None:
    data_folder.mkdir(parents=True, exist_ok=True)
    (data_folder / ".stfolder").touch()
    program = start()
    told = program.notice("copiata da Syncthing")
    assert told.notice.kind == "warning" and "Fai una copia adesso" in told.notice.text
    assert SAFE not in labels(program.window) and "I dati sono in una cartella sincronizzata" in labels(program.window)
    program.follow("copiata da Syncthing", "Apri Backup e ripristino")
    assert isinstance(program.page(), BackupPage)


def test_a_folder_of_the_network(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "check_folder", lambda _: UnsafeLocation("network"))
    program = start()
    program.notice("Le pratiche sono in una cartella di rete.")
    program.app.appearance.choose_scheme("dark")  # the window is built anew
    program.notice("Le pratiche sono in una cartella di rete.")
    assert "I dati sono in una cartella di rete" in labels(program.window)
    program.follow("in una cartella di rete", "Chiudi")
    program.app.run("new")
    assert not any("cartella di rete" in each for each in program.notices())  # said once


def test_nothing_is_said_of_a_folder_of_this_computer(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []
    monkeypatch.setattr(location, "check_folder", looked.append)
    program = start()
    program.wait(lambda: looked)
    assert looked == [program.folder]
    assert not any("cartella" in each for each in program.notices()) and SAFE in labels(program.window)
