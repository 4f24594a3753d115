"""Choices: yes or no, radio buttons, a list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.choice_editors import YesNoEditor, choice_editor
from desktop_app.gui.widgets.inputs.text_editors import TextEditor
from desktop_app.gui.widgets.inputs.toggles import RadioButton
from tests.gui.support.editors import MAKERS, MANY, Page, start
from tests.gui.support.parts import Shown

Key = Qt.Key


def test_radios_are_one_stop_and_the_arrows_choose(shown: Shown, theme: Theme) -> None:
    editor, after = choice_editor(theme, {"a": "uno", "b": "due", "c": "tre"}), TextEditor(theme)
    page = Page(shown, editor, after)
    editor.show_value("a")
    QTest.keyClick(start(editor), Key.Key_Down)
    assert page.edits == ["b"] and page.commits == 1
    QTest.keyClick(editor.focus_widget(), Key.Key_Tab)
    assert after.focus_widget().hasFocus()


def test_delete_takes_a_choice_back(shown: Shown, theme: Theme) -> None:
    for name in ("yes_no", "radios", "list"):
        make, value = MAKERS[name]
        editor = make(theme)
        page = Page(shown, editor)
        editor.show_value(value)
        QTest.keyClick(start(editor), Key.Key_Delete)
        assert page.edits == [None]


def test_a_click_on_yes_is_true(shown: Shown, theme: Theme) -> None:
    editor = YesNoEditor(theme)
    page = Page(shown, editor)
    yes, no = editor.findChildren(RadioButton)
    QTest.mouseClick(no, Qt.MouseButton.LeftButton)
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert page.edits == [False, True]


def test_many_options_make_a_list_that_cannot_be_typed_in(shown: Shown, theme: Theme) -> None:
    editor = choice_editor(theme, MANY)
    page = Page(shown, editor)
    box = start(editor)
    assert isinstance(box, QComboBox) and not box.isEditable()
    QTest.keyClick(box, Key.Key_Down)
    assert page.edits == ["0"]
