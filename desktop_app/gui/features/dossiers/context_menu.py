"""The context menu of the list: what can be done with the chosen dossier, in the bin or out of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QMenu

IN_LIST: Final = {"open": "&Apri", "copy": "&Duplica", "bin": "&Elimina"}
IN_BIN: Final = {"restore": "&Ripristina"}


def fill_context_menu(menu: QMenu, in_bin: bool, act: Callable[[str], None]) -> None:
    """Puts its entries into a menu; `act` gets open, copy, bin or restore."""
    menu.clear()
    for what, words in (IN_BIN if in_bin else IN_LIST).items():
        menu.addAction(words).triggered.connect(lambda _=False, what=what: act(what))
