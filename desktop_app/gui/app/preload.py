"""Loads what the first dossier needs while the user looks at the list, in turns too short to be noticed."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject

from desktop_app.gui.services.catalog import Catalog
from desktop_app.gui.services.code_loader import GUIDE, CodeLoader
from desktop_app.gui.widgets.layout.later import in_turns

# What opens most slowly when it is first asked for, because of the libraries that it brings.
PAGES = (
    "gui.features.new_dossier.page",
    "gui.features.address_book.page",
    "gui.features.preview.page",
)


def preload(code: CodeLoader, catalog: Catalog, parent: QObject) -> None:
    """The code of a dossier's window, one module in each turn; then the forms, which the worker reads; then the code of
    the guide and of pages.
    """
    code.when_loaded(lambda: catalog.with_forms(lambda _: code.when_loaded(lambda: _import_pages(parent), GUIDE)))


def _import_pages(parent: QObject) -> None:
    coming = iter(PAGES)

    def load_next() -> bool:
        name = next(coming, None)
        if name is not None:
            import_module(f"desktop_app.{name}")
        return name is not None

    in_turns(parent, load_next)
