"""Texts of one line and of several: what is pasted, suggested, only read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.text_editors import LongTextEditor, ReadOnlyEditor, TextEditor
from tests.gui.support.editors import Page, start
from tests.gui.support.parts import Shown

Key = Qt.Key


def test_a_paste_on_several_lines_becomes_one(shown: Shown, theme: Theme) -> None:
    editor = TextEditor(theme)
    page = Page(shown, editor)
    QApplication.clipboard().setText("Via Roma 1\n60035 Jesi")
    QTest.keyClick(start(editor), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.edits[-1] == "Via Roma 1 60035 Jesi"


@pytest.mark.parametrize("kind", [TextEditor, LongTextEditor])
def test_a_megabyte_pasted_is_refused_and_nothing_is_cut(
    shown: Shown, theme: Theme, kind: type[TextEditor | LongTextEditor]
) -> None:
    editor = kind(theme)
    page, refused = Page(shown, editor), list[int]()
    editor.paste_refused.connect(refused.append)
    QTest.keyClicks(start(editor), "ab")
    QApplication.clipboard().setText("x y " * 250_000)
    QTest.keyClick(editor.focus_widget(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert refused == [1_000_000] and page.edits[-1] == "ab"
    QApplication.clipboard().setText("c" * 1_000)
    QTest.keyClick(editor.focus_widget(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert refused == [1_000_000] and page.edits[-1] == "ab" + "c" * 1_000
    editor.set_read_only("computed")
    QApplication.clipboard().setText("x y " * 250_000)
    QTest.keyClick(editor.focus_widget(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert refused == [1_000_000] and page.edits[-1] == "ab" + "c" * 1_000


def test_what_is_beyond_the_limit_of_a_long_text_is_pasted_whole(shown: Shown, theme: Theme) -> None:
    """A field's own limit is told with a sentence: what is too long there can be shortened by hand."""
    editor = LongTextEditor(theme)
    page = Page(shown, editor)
    QApplication.clipboard().setText("parola\r\n" * 3_000)
    QTest.keyClick(start(editor), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.edits[-1] == "parola\n" * 3_000


def test_the_menu_of_a_line_refuses_as_the_keys_do(shown: Shown, theme: Theme, qtbot: QtBot) -> None:
    editor = TextEditor(theme)
    Page(shown, editor)
    field = start(editor)
    QApplication.clipboard().setText("x" * 1_000_000)
    QApplication.sendEvent(field, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint(1, 1)))
    (menu,) = field.findChildren(QMenu)
    with qtbot.waitSignal(editor.paste_refused):
        next(action for action in menu.actions() if action.objectName() == "edit-paste").trigger()
    menu.close()
    assert isinstance(field, QLineEdit) and field.text() == ""


def test_a_long_text_grows_instead_of_scrolling(shown: Shown, theme: Theme) -> None:
    editor = LongTextEditor(theme)
    Page(shown, editor)
    before = editor.sizeHint().height()
    editor.show_value("riga\n" * 12)
    assert editor.focus_widget().height() > before + 5 * theme.px(20)


def test_suggestions_only_suggest(shown: Shown, theme: Theme) -> None:
    editor = TextEditor(theme, ["Rossi Meccanica S.r.l.", "Conserve Murgia S.p.A."])
    page = Page(shown, editor)
    taken: list[str] = []
    editor.suggestion_chosen.connect(taken.append)
    field = start(editor)
    QTest.keyClicks(field, "mecc")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Key.Key_Down)
    QTest.keyClick(popup, Key.Key_Return)
    assert taken == ["Rossi Meccanica S.r.l."] and page.edits[-1] == taken[0]


def test_what_is_only_read_is_as_wide_as_its_value(shown: Shown, theme: Theme) -> None:
    editor = ReadOnlyEditor(theme)
    shown(editor)
    field = editor.focus_widget()
    editor.show_value("No")
    short = field.sizeHint().width()
    assert short <= theme.px(90)
    editor.show_value("Società cooperativa sociale dal nome piuttosto lungo, a responsabilità limitata")
    assert field.sizeHint().width() > field.fontMetrics().horizontalAdvance(editor.text()) > short
    assert editor.sizeHint().width() >= field.sizeHint().width()
