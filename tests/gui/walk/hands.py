"""Mouse and keyboard, as the window system brings them: nothing is sent to a widget by itself."""

from __future__ import annotations

import random

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

Key, Modifier, Mouse = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
NOTHING = Modifier.NoModifier
KEYS = (
    *([Key.Key_Tab] * 6), Key.Key_Backtab, *([Key.Key_Return] * 3), Key.Key_Space, Key.Key_Up, Key.Key_Down,
    Key.Key_Left, Key.Key_Right, Key.Key_Escape, Key.Key_Delete, Key.Key_Backspace, Key.Key_Home, Key.Key_End,
    Key.Key_PageDown, Key.Key_PageUp, Key.Key_F1, Key.Key_F6, Key.Key_F8, Key.Key_F10, Key.Key_Menu, Key.Key_Insert,
    Key.Key_A, Key.Key_B, Key.Key_C, Key.Key_D, Key.Key_E, Key.Key_F, Key.Key_I, Key.Key_N, Key.Key_O, Key.Key_P,
    Key.Key_R, Key.Key_S, Key.Key_T, Key.Key_V, Key.Key_X, Key.Key_Y, Key.Key_Z,
    Key.Key_0, Key.Key_1, Key.Key_2, Key.Key_5, Key.Key_9, Key.Key_Plus, Key.Key_Minus, Key.Key_Comma,
)  # fmt: skip
HELD = (
    *([NOTHING] * 6), *([Modifier.ControlModifier] * 3), Modifier.ShiftModifier, Modifier.AltModifier,
    Modifier.ControlModifier | Modifier.ShiftModifier,
)  # fmt: skip
WORDS = (
    "Rossi", "1.234,56", "31/12/2026", "31.12.26", "0", "-5", "<b>x</b>", "&amp; &c", "\u202eabc", "è già così",
    "12345678901", "RSSMRA80A01H501U", "a" * 500, "@", "66.000,", "{{x}}", "{% for %}", "9" * 40, "a\nb\nc", "1\t2\t3",
    "  ", "12/2026", "1e999", "½", "\uff11\uff12", "mario@rossi.it", "+39 06", "%s %n", "\\", "'; --", "\u0661\u0662",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u0301\u0301",
)  # fmt: skip


def window_of(widget: QWidget) -> QWindow | None:
    return widget.window().windowHandle()


def click(widget: QWidget, chance: random.Random) -> None:
    """Anywhere on a widget; now and then twice, or with the other button."""
    at = QPoint(chance.randrange(max(1, widget.width())), chance.randrange(max(1, widget.height())))
    window, place = window_of(widget), widget.mapTo(widget.window(), at)
    if window is None or not QRect(QPoint(), window.size()).contains(place):
        return
    if chance.random() < 0.06:
        QTest.mouseDClick(window, Mouse.LeftButton, NOTHING, place)
    else:
        button = Mouse.RightButton if chance.random() < 0.06 else Mouse.LeftButton
        QTest.mouseClick(window, button, NOTHING, place)


def press(window: QWindow, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    if held != NOTHING and window.type() == Qt.WindowType.Popup:
        # A menu on its way out would go at Ctrl, and QTest would send the key to it all the same.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if not isValid(window):
            return
    QTest.keyPress(window, key, held)
    if isValid(window):
        QTest.keyRelease(window, key, held)


def scroll(widget: QWidget, chance: random.Random) -> None:
    """The wheel over a widget, now and then with Ctrl."""
    middle = QPointF(widget.rect().center())
    turn = QPoint(0, chance.choice((-120, 120, -1200, 1200)))
    held = Modifier.ControlModifier if chance.random() < 0.2 else NOTHING
    where = QPointF(widget.mapToGlobal(widget.rect().center()))
    event = QWheelEvent(middle, where, QPoint(), turn, Mouse.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(widget, event)


def drop(widget: QWidget, words: str) -> None:
    """Words from another program, dropped on a widget."""
    data = QMimeData()
    data.setText(words)
    middle, copy = widget.rect().center(), Qt.DropAction.CopyAction
    entered = QDragEnterEvent(middle, copy, data, Mouse.LeftButton, NOTHING)
    QApplication.sendEvent(widget, entered)
    if entered.isAccepted() and isValid(widget):
        QApplication.sendEvent(widget, QDropEvent(QPointF(middle), copy, data, Mouse.LeftButton, NOTHING))


def type_sign(window: QWindow, sign: str) -> None:
    """One character."""
    QTest.keyClick(window, sign)  # type: ignore[call-overload]  # a character is a key
