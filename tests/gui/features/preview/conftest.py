"""What the tests of the preview share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.features.preview.page import PreviewPage
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.worker import Worker


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    assert qapp is not None
    made = Worker()
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, worker: Worker) -> PreviewPage:
    made = PreviewPage(Theme(), worker)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made
