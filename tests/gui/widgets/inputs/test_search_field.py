"""The field to search with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.search_field import SearchField
from tests.gui.support.parts import Shown

Key = Qt.Key


def test_the_search_waits_for_a_pause(qtbot: QtBot, shown: Shown, theme: Theme) -> None:
    field = SearchField(theme, "Cerca per ente, comune o modello")
    shown(field)
    asked: list[str] = []
    field.search_changed.connect(asked.append)
    QTest.keyClicks(field, "fae")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["fae"])
