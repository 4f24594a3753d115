"""Folders are opened by other programs, in the user's own environment; where they are not, the window says so."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop_app.gui.services.desktop import show_folder
from desktop_app.system.environment import set_for_us
from tests.gui.support.program import LIMIT, Start


def test_the_folder_of_documents_is_opened_in_the_environment_of_the_user(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, str | None]] = []

    def opened(url: QUrl) -> bool:
        seen.append((url.toLocalFile(), os.environ.get("COMMESSA_PROVA")))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opened)
    monkeypatch.setenv("COMMESSA_PROVA", "sua")
    set_for_us("COMMESSA_PROVA", "nostra")
    program = start()
    program.context.settings.export_base = str(tmp_path / "prima della prima esportazione")
    program.app.run("documents_folder")
    assert seen == [(program.context.settings.export_base, "sua")]
    assert program.notices() == []


def test_a_disk_that_does_not_answer_holds_nobody_up(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, folder = start(), tmp_path / "rete"
    folder.mkdir()
    answers, is_dir, opened = threading.Event(), Path.is_dir, list[QUrl]()

    def asked(path: Path) -> bool:
        if path == folder:
            answers.wait(LIMIT / 1000)
        return is_dir(path)

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(Path, "is_dir", asked)
    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    show_folder(folder, program.window)
    assert not opened, "it waited for the disk"
    answers.set()
    program.wait(lambda: opened)
    assert opened[0].toLocalFile() == str(folder)


def test_a_folder_that_does_not_open_is_told_with_its_place(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    program = start()
    program.app.run("data_folder")
    assert program.notice("La cartella non si apre da qui").notice.text == str(program.folder)
    (tmp_path / "file").touch()
    program.context.settings.export_base = str(tmp_path / "file")
    program.app.run("documents_folder")
    program.notice("è un file: indica una cartella")
