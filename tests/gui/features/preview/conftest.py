"""What the tests of the preview share."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.worker import Worker


@pytest.fixture
def page(qtbot: QtBot, worker: Worker) -> PreviewPage:
    made = PreviewPage(Theme(), worker)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made
