"""A task that goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.feedback.progress import ProgressStrip
from tests.gui.support.paintings import Paintings
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


def test_a_new_value_is_painted_with_the_rest_of_the_window(qtbot: QtBot, shown: Shown, theme: Theme) -> None:
    """Qt's own bar paints all of the window at once, whatever there is to paint, at each new value."""
    strip = ProgressStrip(theme)
    shown(strip)
    painted = Paintings(strip.findChildren(QProgressBar)[0])
    strip.show_progress("Esporto 3 di 5", 3, 5)
    assert not painted.count
    qtbot.waitUntil(lambda: painted.count == 1)
