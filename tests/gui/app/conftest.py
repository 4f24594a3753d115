"""Starts with folder and lock, as `run` makes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.drafts.store import Drafts
from desktop_app.gui.app import instance, start
from desktop_app.system.clock import today
from tests.gui.support.program import BRIEF_FORM, example
from tests.gui.support.starting import Begin, starts


@pytest.fixture
def begin(qtbot: QtBot, qapp: QApplication, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    monkeypatch.setattr(instance, "PATIENCE_SECONDS", 0.2)  # nobody waits for a lock that will not become free
    monkeypatch.setattr(start, "POLL_MS", 1)
    with starts(qtbot, qapp, data_folder) as make:
        yield make


@pytest.fixture
def used(data_folder: Path) -> Path:
    """A data folder with a dossier, and a copy of it."""
    drafts = Drafts(data_folder)
    drafts.open()
    drafts.create(example(BRIEF_FORM).to_json(), BRIEF_FORM, "Una pratica")
    drafts.daily_backup(today())
    drafts.close(10)
    return data_folder
