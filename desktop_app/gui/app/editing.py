"""Cut, copy, paste and select all, in whatever text has the focus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from desktop_app.gui.shell.actions import Action, Standard

Text = QLineEdit | QPlainTextEdit


def editing_actions(take_files: Callable[[list[Path]], object]) -> tuple[Action, ...]:
    """The actions of the menu Modifica that belong to any text; files are pasted where none has the focus."""
    paste = _in_text(lambda text: text.paste(), lambda: _paste_files(take_files))
    return (
        Action("cut", "&Taglia", _in_text(lambda text: text.cut()), Standard.Cut),
        Action("copy", "&Copia", _in_text(lambda text: text.copy(), _copy_marked), Standard.Copy),
        Action("paste", "&Incolla", paste, Standard.Paste),
        Action("select_all", "&Seleziona tutto", _in_text(lambda text: text.selectAll()), Standard.SelectAll),
    )


def _paste_files(take: Callable[[list[Path]], object]) -> None:
    """The files that were copied in a file manager, if there are any."""
    from desktop_app.gui.widgets.controls.dropping import local_files

    files = local_files(QApplication.clipboard().mimeData())
    if files:
        take(files)


def _copy_marked() -> None:
    """What was marked with the mouse in a text that is only shown: the window takes the key before it."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QLabel) and focused.hasSelectedText():
        QApplication.clipboard().setText(focused.selectedText())


def _nothing() -> None:
    """Without a text nothing is done."""


def _in_text(do: Callable[[Text], object], otherwise: Callable[[], object] = _nothing) -> Callable[[], None]:
    def done() -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit):
            do(focused)
        else:
            otherwise()

    return done
