"""Cut, copy, paste and select all, in whatever text has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from desktop_app.gui.shell.actions import Action, Standard

Text = QLineEdit | QPlainTextEdit


def editing_actions() -> tuple[Action, ...]:
    """The actions of the menu Modifica that belong to any text."""
    return (
        Action("cut", "&Taglia", _in_text(lambda text: text.cut()), Standard.Cut),
        Action("copy", "&Copia", _in_text(lambda text: text.copy()), Standard.Copy),
        Action("paste", "&Incolla", _in_text(lambda text: text.paste()), Standard.Paste),
        Action("select_all", "&Seleziona tutto", _in_text(lambda text: text.selectAll()), Standard.SelectAll),
    )


def _in_text(do: Callable[[Text], object]) -> Callable[[], None]:
    def done() -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit):
            do(focused)

    return done
