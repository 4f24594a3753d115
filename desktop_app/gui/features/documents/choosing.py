"""Which document is meant, where several could be: a menu above the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.engine.forms.form import Document
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.menu import styled_menu
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic

WHICH: Final = "Quale documento stampi?"


def ask_which(theme: Theme, page: QWidget, documents: Sequence[Document], take: Callable[[str], object]) -> QMenu:
    """Opens the menu over the middle of a page; `take` gets the id of the document that is chosen."""
    menu = styled_menu(theme, page)
    menu.setAccessibleName(WHICH)
    menu.aboutToHide.connect(menu.deleteLater)
    question = QAction(WHICH, menu)
    question.setEnabled(False)
    menu.addAction(question)
    menu.addSeparator()
    for number, document in enumerate(documents, 1):
        entry = QAction(f"&{number}. {escape_mnemonic(document.spec.title)}", menu)
        entry.triggered.connect(lambda _=False, id=document.spec.id: take(id))
        menu.addAction(entry)
    menu.popup(page.mapToGlobal(QPoint((page.width() - menu.sizeHint().width()) // 2, page.height() // 5)))
    menu.setActiveAction(menu.actions()[2])
    return menu
