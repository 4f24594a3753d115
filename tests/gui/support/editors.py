"""The editors of each type of answer, and what they tell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.choice_editors import YesNoEditor, choice_editor
from desktop_app.gui.widgets.inputs.date_editor import DateEditor
from desktop_app.gui.widgets.inputs.editor import FieldEditor
from desktop_app.gui.widgets.inputs.number_editor import NumberEditor
from desktop_app.gui.widgets.inputs.text_editors import LongTextEditor, TextEditor
from desktop_app.gui.widgets.inputs.tick_editor import TickEditor
from tests.gui.support.parts import Shown

MANY = {str(number): f"Scelta {number}" for number in range(6)}
MAKERS: dict[str, tuple[Callable[[Theme], FieldEditor], object]] = {
    "text": (TextEditor, "Jesi"),
    "long": (LongTextEditor, "Una riga\ndue righe"),
    "number": (NumberEditor, "1.234,00 €"),
    "date": (DateEditor, "01/02/2026"),
    "yes_no": (YesNoEditor, False),
    "tick": (lambda theme: TickEditor(theme, "Apprendistato"), True),
    "radios": (lambda theme: choice_editor(theme, {"anno": "un anno", "tutta": "tutta"}), "tutta"),
    "list": (lambda theme: choice_editor(theme, MANY), "3"),
}


class Page:
    """Editors one below the other in the active window, and the signals they emitted."""

    def __init__(self, shown: Shown, *parts: QWidget) -> None:
        self.edits: list[object] = []
        self.commits = 0
        for editor in parts:
            if isinstance(editor, FieldEditor):
                editor.edited.connect(self.edits.append)
                editor.committed.connect(self._commit)
        self.window = shown(*parts)

    def _commit(self) -> None:
        self.commits += 1


def start(editor: FieldEditor) -> QWidget:
    editor.focus_widget().setFocus(Qt.FocusReason.TabFocusReason)
    return editor.focus_widget()
