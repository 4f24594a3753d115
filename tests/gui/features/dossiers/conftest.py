"""What the tests of the list of dossiers share."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.look.theme import apply_scheme
from tests.gui.support.dossiers import shown, some


@pytest.fixture
def home(qtbot: QtBot, qapp: QApplication) -> DossiersPage:
    return shown(qtbot, apply_scheme(qapp, "light", 1.0), some())
