"""The menu of a text: Qt's entries in the words of the menu bar, with their keys, dressed as all menus are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.menu import spread_keys

Standard = QKeySequence.StandardKey
REDO: Final = "Ctrl+Y"
# By the names that Qt gives them. It leaves a key out where the window has it too: then some had one, some not.
ENTRIES: Final[dict[str, tuple[str, Standard | str]]] = {
    "edit-undo": ("&Annulla", Standard.Undo),
    "edit-redo": ("&Ripeti", REDO),
    "edit-cut": ("&Taglia", Standard.Cut),
    "edit-copy": ("&Copia", Standard.Copy),
    "edit-paste": ("&Incolla", Standard.Paste),
    "edit-delete": ("&Elimina", Standard.Delete),
    "select-all": ("&Seleziona tutto", Standard.SelectAll),
}


def open_at(theme: Theme, menu: QMenu, where: QPoint) -> None:
    """Opens the menu that Qt made for a text, without what no text of ours has (the address of a link)."""
    menu.setStyleSheet(stylesheets.for_menu(theme))
    for action in menu.actions():
        if action.objectName() in ENTRIES:
            words, keys = ENTRIES[action.objectName()]
            action.setText(f"{words}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")
        elif action.objectName() == "link-copy":
            menu.removeAction(action)
    spread_keys(theme, menu)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(where)


def undone_by_window(menu: QMenu, text: QWidget) -> None:
    """Annulla and Ripeti do what their keys do: they are the window's, and gone where it has none."""
    theirs = text.window().findChildren(QAction)
    for name, keys in (("edit-undo", QKeySequence(Standard.Undo)), ("edit-redo", QKeySequence(REDO))):
        own = menu.findChild(QAction, name)
        if not isinstance(own, QAction):
            continue
        found = next((each for each in theirs if each.shortcut() == keys), None)
        if found is None:
            menu.removeAction(own)
        else:
            own.setEnabled(found.isEnabled())
            own.triggered.disconnect()
            own.triggered.connect(found.trigger)
