"""The guide of a program in its real window."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.guide.window import GuideWindow
from tests.gui.support.program import Key, Program, settle

LIMIT = 20_000


def guide(program: Program) -> GuideWindow:
    window = program.app.guide.guide
    assert window is not None
    program.qtbot.waitUntil(window.isActiveWindow, timeout=LIMIT)
    return window


def help_at(program: Program, place: FieldRef | str) -> GuideWindow:
    """F1 with the focus there."""
    program.view.go_to(place)
    program.key(Key.Key_F1)
    return guide(program)


def help_on_the_list(program: Program) -> GuideWindow:
    """F1 with the list of dossiers in front; the window is wide enough for text and listing side by side."""
    program.app.show_dossiers()
    program.key(Key.Key_F1)
    window = guide(program)
    window.resize(900, 700)
    settle()
    return window


def part(of: Any, kind: type[Any]) -> Any:
    return of.findChild(kind)


def shown(window: GuideWindow) -> tuple[str, tuple[str, ...]]:
    """The page and the ids of its section."""
    page = window.page()
    return page.title, window.section.ids if window.section is not None else ()


def press(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.windowHandle(), key, modifier)
