"""Buttons: keys, words, underlined letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import Theme, apply_scheme
from desktop_app.gui.services.settings import FACTORS
from desktop_app.gui.widgets.controls.button import Button
from tests.gui.support.parts import Shown
from tests.gui.support.reader import spoken

Key = Qt.Key


def test_buttons_answer_to_enter_and_say_their_words(qtbot: QtBot, shown: Shown, theme: Theme) -> None:
    button = Button(theme, "&Avanti: Lavoratori", "primary", trailing="arrow-right")
    shown(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Key.Key_Return)
    assert spoken(button) == "Avanti: Lavoratori"


@pytest.mark.parametrize("factor", FACTORS)
def test_an_underlined_letter_breaks_no_line(qtbot: QtBot, qapp: QApplication, factor: float) -> None:
    """An underlined letter is drawn without kerning: "To" is then wider than measured."""
    button = Button(apply_scheme(qapp, "light", factor), "T&orna alle pratiche", "quiet", small=True)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    picture = button.grab().toImage()
    paper = picture.pixel(0, 0)
    inked = [y for y in range(picture.height()) if any(picture.pixel(x, y) != paper for x in range(picture.width()))]
    assert 0 < len(inked) < button.fontMetrics().height()
