"""Loads what a dossier and the pages need while the user looks at the list, in turns too short to be noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from PySide6.QtCore import QObject

from desktop_app.gui.services.catalog import Catalog
from desktop_app.gui.widgets.layout.later import in_turns

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
# What opens most slowly when it is first asked for, because of the libraries that it brings.
PAGES = (
    "gui.features.new_dossier.page",
    "gui.features.address_book.page",
    "gui.features.preview.page",
    "engine.documents.markdown",
    "gui.features.guide.window",
    "gui.features.guide.pages",
)


def preload(catalog: Catalog, parent: QObject) -> None:
    """The code of a dossier's window, one module in each turn; then the forms, which the worker reads; then pages."""
    _import_all(parent, MODULES, lambda: catalog.with_forms(lambda _: _import_all(parent, PAGES)))


def _import_all(parent: QObject, modules: Iterable[str], then: Callable[[], object] = lambda: None) -> None:
    coming = iter(modules)

    def load_next() -> bool:
        name = next(coming, None)
        if name is None:
            then()
            return False
        import_module(f"desktop_app.{name}")
        return True

    in_turns(parent, load_next)
