"""Which field has the focus, also while its view goes."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop_app.gui.features.editor.field_in_hand import FieldInHand


def test_a_view_that_goes_is_not_asked_any_more(qtbot: QtBot) -> None:
    """The focus leaves what a view held while that is deleted, and then the view is gone already."""
    view, other, elsewhere = QWidget(), QLineEdit(), QObject()
    qtbot.addWidget(other)
    hand, told = FieldInHand(view), list[object]()
    hand.setParent(elsewhere)  # it outlives the view, as in the middle of its end
    hand.moved.connect(told.append)
    delete(view)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.hasFocus)
    assert told == []
