"""A menu that opens at a control."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Role, Theme


def styled_menu(theme: Theme, parent: QWidget, role: Role = "small") -> QMenu:
    """Empty and dressed; it goes with its parent."""
    made = QMenu(parent)
    made.setStyleSheet(stylesheets.for_menu(theme))
    made.setFont(theme.font(role))
    return made
