"""The code of a dossier's window, loaded in turns of the event loop: at once it would take 200 milliseconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit

from desktop_app.gui.widgets.layout.later import in_turns

# In the window's thread: PySide makes its classes when they are first named, and not for two threads at once.
MODULES: Final = (
    "desktop_app.engine.documents.blocks",
    "desktop_app.engine.answers.typed",
    "desktop_app.engine.evaluation.evaluate",
    "jinja2",
    "desktop_app.engine.documents.content",
    "desktop_app.session.dossier",
    "desktop_app.gui.features.editor.opening",
    "desktop_app.gui.services.autosave",
    "desktop_app.gui.steps.edit_session",
    "desktop_app.gui.widgets.inputs.choice_editors",
    "desktop_app.gui.widgets.inputs.date_editor",
    "desktop_app.gui.steps.editors",
    "desktop_app.gui.steps.field_item",
    "desktop_app.gui.steps.lines",
    "desktop_app.gui.steps.page",
    "desktop_app.engine.evaluation.panel",
    "desktop_app.gui.features.editor.panel",
    "desktop_app.gui.features.summary.answers",
    "desktop_app.gui.features.summary.page",
    "desktop_app.gui.features.signing.page",
    "desktop_app.gui.features.editor.layout",
    "desktop_app.gui.features.editor.view",
)


class CodeLoader(QObject):
    """Loads one module in each turn; once it has begun it goes on to the end."""

    def __init__(self) -> None:
        super().__init__()
        self._left = list(MODULES)
        self._waiting: list[Callable[[], object]] = []
        self._begun = self._ended = False

    def when_loaded(self, then: Callable[[], object]) -> None:
        """Does something when all is there: at once where it is."""
        if all(name in sys.modules for name in self._left):
            then()
            return
        self._waiting.append(then)
        if not self._begun:
            self._begun = True
            in_turns(self, self._load_next)

    def close(self) -> None:
        """The program ends: nothing more is loaded, and nobody waits any more."""
        self._ended = True

    def _load_next(self) -> bool:
        if self._ended:
            return False
        if self._left:
            import_module(self._left[0])
            self._left.pop(0)
            return True
        # At the first widget that Python did not make PySide loads all its types: here, and not on some step.
        QPlainTextEdit().viewport()
        waiting, self._waiting, self._begun = self._waiting, [], False
        for then in waiting:
            then()
        return False
