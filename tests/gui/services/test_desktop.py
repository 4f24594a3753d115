"""Folders are opened by other programs, in the user's own environment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop_app.gui.services.desktop import show_folder
from desktop_app.system.environment import set_for_us


def test_a_folder_is_opened_in_the_environment_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, str | None]] = []

    def opened(url: QUrl) -> bool:
        seen.append((url.toLocalFile(), os.environ.get("COMMESSA_PROVA")))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opened)
    monkeypatch.setenv("COMMESSA_PROVA", "sua")
    set_for_us("COMMESSA_PROVA", "nostra")
    show_folder(tmp_path)
    assert seen == [(str(tmp_path), "sua")]
