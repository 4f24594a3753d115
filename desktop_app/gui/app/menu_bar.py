"""The menus with the ids of their entries, in the order that an Italian office expects; None is a line between them."""

from __future__ import annotations

from typing import Final

from desktop_app.gui.shell.menus import MenuLayout

VIEW: Final = "&Visualizza"
MENU_BAR: Final[tuple[MenuLayout, ...]] = (
    (
        "&File",
        (
            *("new", "home", "recent", None, "duplicate", "import", "export_draft", None),
            *("save", "export", "export_to", "preview", "print", None, "quit"),
        ),
    ),
    ("&Modifica", ("undo", "redo", None, "cut", "copy", "paste", "select_all", None, "find")),
    (VIEW, ("page_view", None, "larger", "smaller", "normal", None)),
    (
        "&Pratica",
        ("back", "next", "steps", None, "check", "summary", "versions", None, "export_deadlines", "passage"),
    ),
    ("&Invio", ("signing", "add_files", "fascicolo", None, "exports_folder", "weight")),
    (
        "&Strumenti",
        ("address_books", "deadlines", "forms", None, "documents_folder", None, "backup", "options"),
    ),
    ("&?", ("guide", "norms", None, "data_folder", "about")),
)
