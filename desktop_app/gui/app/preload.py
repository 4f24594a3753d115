"""Loads what the first dossier needs while the user looks at the list, in turns too short to be noticed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QObject

from desktop_app.gui.services.catalog import Catalog
from desktop_app.gui.widgets.layout.later import later

# In the window's thread: PySide makes its classes when they are first named, and not for two threads at once.
MODULES = (
    "session.dossier",
    "gui.features.editor.opening",
    "gui.services.autosave",
    "gui.steps.edit_session",
    "gui.steps.page",
    "gui.features.editor.panel",
    "gui.features.summary.page",
    "gui.features.signing.page",
    "gui.features.editor.view",
)


def preload(catalog: Catalog, parent: QObject) -> None:
    """The code of a dossier's window, one module in each turn; then the forms, which the worker reads."""
    _import_next(catalog, parent, iter(MODULES))


def _import_next(catalog: Catalog, parent: QObject, coming: Iterator[str]) -> None:
    name = next(coming, None)
    if name is None:
        catalog.with_forms(lambda _: None)
        return
    import_module(f"desktop_app.{name}")
    later(parent, lambda: _import_next(catalog, parent, coming))
