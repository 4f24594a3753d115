"""A menu that opens at a control."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Role, Theme


def styled_menu(theme: Theme, parent: QWidget, role: Role = "small") -> QMenu:
    """An empty menu with the theme's style sheet and font; deleted with its parent."""
    menu = QMenu(parent)
    menu.setStyleSheet(stylesheets.for_menu(theme))
    menu.setFont(theme.font(role))
    return menu
