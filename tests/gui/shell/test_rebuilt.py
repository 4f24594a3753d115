"""The window in another look: what is told while its frame is made anew is shown in the new one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.window import Window
from desktop_app.gui.widgets.feedback.notice import Notice


def test_what_is_told_meanwhile_is_shown_then(qtbot: QtBot, theme: Theme) -> None:
    """The focus leaves what is deleted, and the window what it was dressed in: both tell who listens."""
    window = Window(theme)
    qtbot.addWidget(window)
    window.tell("before", Notice("note", "Prima."))
    window.tell("gone", Notice("note", "Via."))
    strips: list[QWidget] = []

    def meanwhile() -> None:
        window.tell("gone", None)
        window.tell("now", Notice("warning", "Adesso."))
        window.show_saved("Salvato")
        window.show_place("Qui")
        strips.append(QWidget())
        window.put_below(strips[0])

    window.rebuild(theme._replace(factor=1.25), meanwhile)
    assert [each.notice.fact for each in window.callouts] == ["Prima.", "Adesso."]
    assert all(each.parentWidget() is not None for each in window.callouts)
    assert window.saved_words == "Salvato"
    assert strips[0].parentWidget() is None, "who has it puts it in again"
