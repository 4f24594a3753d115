"""A task that goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.feedback.progress import ProgressStrip
from tests.gui.support.parts import Shown

Key = Qt.Key


def test_a_task_can_be_stopped_once(qtbot: QtBot, shown: Shown, theme: Theme) -> None:
    strip = ProgressStrip(theme)
    shown(strip)
    strip.show_progress("Esporto 2 di 5", 2, 5)
    stop = strip.findChild(Button)
    assert isinstance(stop, Button)
    with qtbot.waitSignal(strip.stop_requested):
        QTest.keyClick(stop, Key.Key_Return)
    assert not stop.isEnabled()
