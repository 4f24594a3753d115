"""A dressed application, and windows that live as long as the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.theme import Theme, apply

Shown = Callable[..., QWidget]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return apply(qapp, "light", 1.0)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    """Puts parts one below the other in a window that has the focus."""
    windows: list[QWidget] = []

    def show(*parts: QWidget, width: int = 640) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for part in parts:
            column.addWidget(part)
        windows.append(window)
        window.resize(width, 400)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show
    for window in windows:
        window.close()
        window.deleteLater()
