"""Keys that are held are given on in the order of the hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.widgets.layout.held_keys import HeldKeys

PLAIN = Qt.KeyboardModifier.NoModifier


def window_with_two_lines(qtbot: QtBot) -> tuple[QWidget, QLineEdit, QLineEdit]:
    window, first, second = QWidget(), QLineEdit(), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(first)
    column.addWidget(second)
    qtbot.addWidget(window)
    window.show()
    first.setFocus()
    return window, first, second


def hold(keys: HeldKeys, words: str) -> None:
    for sign in words:
        keys.hold(QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(sign.upper())), PLAIN, sign))


def test_keys_and_wishes_come_in_their_order_though_one_fails(qtbot: QtBot) -> None:
    window, first, second = window_with_two_lines(qtbot)
    keys = HeldKeys()

    def fail() -> None:
        raise OSError

    hold(keys, "a")
    keys.hold_tab(forward=True)
    hold(keys, "b")
    keys.then(fail)
    hold(keys, "c")
    keys.hold_tab(forward=False)
    hold(keys, "d")
    with pytest.raises(OSError):
        keys.hand_over(window)
    assert (first.text(), second.text()) == ("ad", "bc")
    assert not keys


def test_a_question_that_was_asked_between_them_gets_what_came_after(qtbot: QtBot) -> None:
    window, first, _ = window_with_two_lines(qtbot)
    question = QDialog(window, modal=True)
    answer = QLineEdit(question)
    keys = HeldKeys()

    def ask() -> None:
        question.show()
        answer.setFocus()

    hold(keys, "a")
    keys.then(ask)
    hold(keys, "b")
    keys.hand_over(window)
    assert (first.text(), answer.text()) == ("a", "b")
