"""What the first dossier needs is fetched while the user looks at the list, in turns that nobody notices."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop_app.gui import forms_desk

if TYPE_CHECKING:
    from desktop_app.gui.desk import Desk

# In the window's thread: PySide makes its classes when they are first named, and not for two threads at once.
MODULES = ("session", "gui.saver", "gui.steps.talk", "gui.steps.page", "gui.panel", "gui.summary", "gui.wizard")


def warm_up(desk: Desk) -> None:
    """The code of a dossier's window, a part in each turn; then the forms, which the worker reads."""
    _import_next(desk, iter(MODULES))


def _import_next(desk: Desk, coming: Iterator[str]) -> None:
    name = next(coming, None)
    if name is None:
        forms_desk.with_forms(desk, lambda _: None)
        return
    import_module(f"desktop_app.{name}")
    QTimer.singleShot(0, desk, lambda: _import_next(desk, coming))
