"""Numbers: told as typed, the keypad, as wide as they are long."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.engine.answers.reader import read
from desktop_app.engine.answers.typed import canonical
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.number_editor import COUNT_WIDTH, NumberEditor
from tests.gui.support.editors import Page, start
from tests.gui.support.parts import Shown

Key = Qt.Key
WHOLE = FieldDef(type="integer")


def test_every_keystroke_is_told_as_typed(shown: Shown, theme: Theme) -> None:
    editor = NumberEditor(theme)
    page = Page(shown, editor)
    QTest.keyClicks(start(editor), "12.34.5")
    assert page.edits[-1] == "12.34.5" and len(page.edits) == 7 and editor.is_typing()


def test_the_dot_of_the_keypad_is_a_comma(shown: Shown, theme: Theme) -> None:
    editor = NumberEditor(theme)
    page = Page(shown, editor)
    field = start(editor)
    QTest.keyClicks(field, "12")
    QApplication.sendEvent(
        field, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Period, Qt.KeyboardModifier.KeypadModifier, ".")
    )
    QTest.keyClicks(field, "5")
    assert page.edits == ["1", "12", "12,", "12,5"]
    QTest.keyClicks(field, ".")
    assert page.edits[-1] == "12,5.", "the dot of the main keys stays one"


def test_a_click_selects_all_so_that_the_next_number_takes_its_place(qtbot: QtBot, shown: Shown, theme: Theme) -> None:
    editor = NumberEditor(theme)
    page = Page(shown, editor)
    field = start(editor)
    QTest.keyClicks(field, "60")
    field.clearFocus()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert isinstance(field, QLineEdit)
    qtbot.waitUntil(field.hasSelectedText)
    QTest.keyClicks(field, "7")
    assert page.edits[-1] == "7"


def test_a_long_number_is_wholly_in_sight(qtbot: QtBot, theme: Theme) -> None:
    editor = NumberEditor(theme, COUNT_WIDTH)
    qtbot.addWidget(editor)
    usual = editor.focus_widget().maximumWidth()
    editor.show_value("9.999.999")
    assert usual == theme.px(90) < editor.focus_widget().maximumWidth()


def test_a_computed_value_can_be_read_and_not_written(shown: Shown, theme: Theme) -> None:
    editor = NumberEditor(theme)
    page = Page(shown, editor)
    editor.show_value("21.500,00 €")
    editor.set_read_only("computed")
    QTest.keyClicks(start(editor), "9")
    assert page.edits == [] and editor.focus_widget().hasFocus()


@pytest.mark.parametrize("cells", ["1\t234", "1\n234", "1\r\n234"])
def test_numbers_pasted_from_two_cells_stay_two(shown: Shown, theme: Theme, cells: str) -> None:
    editor = NumberEditor(theme)
    page = Page(shown, editor)
    start(editor)
    QApplication.clipboard().setText(cells)
    QTest.keySequence(editor.focus_widget(), QKeySequence.StandardKey.Paste)
    assert page.edits == ["1\t234"]
    assert "più di un numero" in str(read(WHOLE, canonical(WHOLE, page.edits[0]))[1])
