"""What is remembered: in its file soon, whatever lies there, and never at the cost of the window."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from desktop_app.gui.services import settings_file
from desktop_app.gui.services.settings import Settings
from desktop_app.system.files import write_atomically


def again(settings: Settings, folder: Path) -> Settings:
    settings.close()
    return Settings(folder)


def test_everything_is_there_at_the_next_start(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.scheme, settings.factor, settings.geometry = "contrast", 1.5, QByteArray(b"\0\xd9 dove")
    settings.export_base, settings.was_used = "/dati/però è qui", True
    settings.export_base = "/dati/altrove"
    found = again(settings, tmp_path)
    assert (found.scheme, found.factor, found.geometry.data()) == ("contrast", 1.5, b"\0\xd9 dove")
    assert found.chosen_folders == ["/dati/altrove", "/dati/però è qui"] and found.was_used


def test_the_window_does_not_wait_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free, written = threading.Event(), list[str]()
    write = write_atomically

    def slow(path: Path, data: bytes) -> None:
        assert free.wait(20)
        written.append(threading.current_thread().name)
        write(path, data)

    monkeypatch.setattr(settings_file, "write_atomically", slow)
    settings = Settings(tmp_path)
    for factor in (1.1, 1.25, 1.5):
        settings.factor = factor
    assert settings.factor == 1.5 and written == []
    free.set()
    assert again(settings, tmp_path).factor == 1.5
    assert set(written) == {"settings"} and len(written) <= 2  # what came meanwhile went together


def test_what_an_earlier_edition_left_is_taken_over(tmp_path: Path) -> None:
    older = QSettings(str(tmp_path / "impostazioni.ini"), QSettings.Format.IniFormat)
    for key, value in {"tema": "dark", "testo": "1.5", "finestra": QByteArray(b"dove"), "usata": "1"}.items():
        older.setValue(key, value)
    older.setValue("cartelle_scelte", ["/a", "/b"])
    older.sync()
    settings = Settings(tmp_path)
    assert (settings.scheme, settings.factor, settings.geometry.data()) == ("dark", 1.5, b"dove")
    assert settings.was_used and settings.chosen_folders == ["/a", "/b"]
    settings.factor = 1.0
    assert (again(settings, tmp_path).scheme, Settings(tmp_path).factor) == ("dark", 1.0)


def test_what_cannot_be_written_is_forgotten(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "non c'è")
    settings.scheme = "dark"
    assert settings.scheme == "dark" and again(settings, tmp_path / "non c'è").scheme == "system"
