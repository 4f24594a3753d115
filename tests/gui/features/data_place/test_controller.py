"""The window warns of a data folder that is no safe place, once, with what to do."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop_app.gui.features.backups.page import BackupPage
from desktop_app.gui.features.data_place import controller
from desktop_app.gui.services.export_folder import documents_base
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
    asked, go = threading.Event(), threading.Event()

    def look(folder: Path) -> None:
        asked.set()
        assert go.wait(20)
        looked.append(folder)

    monkeypatch.setattr(location, "check_folder", look)
    program = start()
    program.wait(asked.is_set)
    assert SAFE not in labels(program.window)  # before it is known
    go.set()
    program.wait(lambda: SAFE in labels(program.window))
    assert looked == [program.folder, documents_base()]
    assert not any("cartella" in each for each in program.notices())


def test_a_folder_of_documents_that_is_copied_away_is_told_once_and_shown_always(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, safe = tmp_path / "Dropbox (Ufficio)" / "PDF", tmp_path / "miei"
    program = start()
    program.wait(lambda: SAFE in labels(program.window))

    def choose(folder: Path, words: str) -> list[str]:
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
        program.app.documents.choose_base()
        program.wait(lambda: words in labels(program.window))
        assert (SAFE in labels(program.window)) == (words == SAFE)
        return [each for each in program.notices() if "Dropbox" in each]

    assert choose(shared, "I documenti sono in una cartella sincronizzata")
    assert not choose(safe, SAFE)
    assert not choose(shared, "I documenti sono in una cartella sincronizzata")  # told already
    program.app.documents.forget_base()
    program.wait(lambda: SAFE in labels(program.window))


def test_from_the_notice_another_folder_is_chosen(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    program.context.settings.export_base = str(tmp_path / "OneDrive - Una cooperativa")
    program.app.data_place.check()
    told = program.notice("I documenti si esportano in una cartella copiata da OneDrive.")
    assert told.notice.kind == "info" and "escono da questo computer" in told.notice.text
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "qui"))
    program.follow("copiata da OneDrive", "Scegli un'altra cartella")
    program.wait(lambda: SAFE in labels(program.window))
    assert program.context.settings.export_base == str(tmp_path / "qui")
