"""What scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.text_editors import TextEditor
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea
from tests.gui.support.parts import Shown

Key = Qt.Key


def test_what_gets_the_focus_scrolls_into_sight(qtbot: QtBot, shown: Shown, theme: Theme) -> None:
    area, content = FadeScrollArea(theme), QWidget()
    column = QVBoxLayout(content)
    editors = [TextEditor(theme) for _ in range(30)]
    for editor in editors:
        column.addWidget(editor)
    area.set_content(content)
    window = shown(area)
    editors[20].focus_widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def last() -> int:
        return editors[20].mapTo(area.viewport(), editors[20].rect().bottomLeft()).y()

    def seen() -> bool:
        return 0 < last() < area.viewport().height() - theme.px(24)

    qtbot.waitUntil(seen)
    window.resize(window.width(), 240)  # a notice took the room
    qtbot.waitUntil(seen)
    area.verticalScrollBar().setValue(0)
    window.resize(window.width(), 200)
    for _ in range(3):
        QApplication.processEvents()
    assert area.verticalScrollBar().value() == 0  # a page scrolled elsewhere stays there
