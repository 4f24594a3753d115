"""Days, typed or picked from a calendar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.date_editor import DateEditor
from tests.gui.support.editors import Page, start
from tests.gui.support.parts import Shown

Key = Qt.Key


def test_a_day_picked_is_written_in_italian(shown: Shown, theme: Theme) -> None:
    editor = DateEditor(theme)
    page = Page(shown, editor)
    editor.show_value("31/12/2026")
    QTest.keyClick(start(editor), Key.Key_F4)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    days = QApplication.focusWidget()
    assert days is not None
    QTest.keyClick(days, Key.Key_Right)
    QTest.keyClick(days, Key.Key_Return)
    assert page.edits == ["01/01/2027"] and page.commits == 1 and not popup.isVisible()
