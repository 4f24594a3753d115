"""What the first dossier needs is fetched while the user looks at the list, in turns that nobody notices."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop_app.gui.services.catalog import with_forms

if TYPE_CHECKING:
    from desktop_app.gui.features.editor.controller import Desk

# In the window's thread: PySide makes its classes when they are first named, and not for two threads at once.
MODULES = (
    "session.dossier",
    "gui.services.autosave",
    "gui.steps.edit_session",
    "gui.steps.page",
    "gui.features.editor.panel",
    "gui.features.summary.page",
    "gui.features.editor.view",
)


def preload(desk: Desk) -> None:
    """The code of a dossier's window, a part in each turn; then the forms, which the worker reads."""
    _import_next(desk, iter(MODULES))


def _import_next(desk: Desk, coming: Iterator[str]) -> None:
    name = next(coming, None)
    if name is None:
        with_forms(desk, lambda _: None)
        return
    import_module(f"desktop_app.{name}")
    QTimer.singleShot(0, desk, lambda: _import_next(desk, coming))
