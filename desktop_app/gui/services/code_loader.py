"""The code of a dossier's window and of the guide, loaded in turns of the event loop: at once it would take 200 ms."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from threading import Thread
from typing import Final

from PySide6.QtCore import QObject, Signal
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
GUIDE: Final = (
    "markdown_it",
    "desktop_app.gui.wording.law_notice_words",
    "desktop_app.engine.forms.form",
    "desktop_app.engine.documents.blocks",
    "desktop_app.gui.features.guide.pages",
    "desktop_app.gui.features.guide.contents_list",
    "desktop_app.gui.features.guide.page_reader",
    "desktop_app.engine.documents.document",
    "desktop_app.engine.documents.markdown",
    "desktop_app.gui.features.guide.window",
)
BESIDE: Final = frozenset({"markdown_it"})  # takes 70 ms and has nothing of PySide: loaded in a thread
PAUSE_MS: Final = 1  # between two modules, so that what is loaded beside the window goes on


class CodeLoader(QObject):
    """Loads one module in each turn; once it has begun it goes on to the end.

    `loaded` comes when the code of a dossier is there, before anybody who waited for it uses it.
    """

    loaded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._left: dict[tuple[str, ...], list[str]] = {}
        self._waiting: dict[tuple[str, ...], list[Callable[[], object]]] = {}
        self._ready = set[tuple[str, ...]]()
        self._beside: Thread | None = None
        self._begun = self._ended = False

    def when_loaded(self, then: Callable[[], object], names: tuple[str, ...] | None = None) -> None:
        """Does something when these modules are there, or those of a dossier: at once where they are.

        What was asked for last comes first: the rest may be what nobody waits for yet.
        """
        names = MODULES if names is None else names
        left = self._left.setdefault(names, list(names))
        if names not in self._waiting and all(name in sys.modules for name in left):
            then()
            return
        self._waiting[names] = [*self._waiting.pop(names, ()), then]
        self._begin()

    def close(self) -> None:
        """The program ends: nothing more is loaded, and nobody waits any more."""
        self._ended = True

    def _begin(self) -> None:
        if self._waiting and not self._begun:
            self._begun = True
            in_turns(self, self._load_next, PAUSE_MS)

    def _load_next(self) -> bool:
        if self._ended:
            return False
        names = next(reversed(self._waiting))
        left = self._left[names]
        if left:
            if self._load(left[0]):
                left.pop(0)
            return True
        if names not in self._ready:
            self._ready.add(names)
            # At the first widget that Python did not make PySide loads all its types: here, and not on some step.
            QPlainTextEdit().viewport()
            if names == MODULES:
                self.loaded.emit()
        self._tell_next(names)
        return False

    def _tell_next(self, names: tuple[str, ...]) -> None:
        """Tells one that waited; the others in later turns, since what they do takes its time."""
        waiting = self._waiting[names]
        then = waiting.pop(0)
        if not waiting:
            del self._waiting[names]
        self._begun = False
        self._begin()
        then()

    def _load(self, name: str) -> bool:
        """Loads a module, or has it loaded; whether that is done."""
        if name not in BESIDE or (name in sys.modules and self._beside is None):
            import_module(name)
            return True
        if self._beside is None:
            self._beside = Thread(target=import_module, args=(name,), daemon=True)
            self._beside.start()
        return not self._beside.is_alive()
