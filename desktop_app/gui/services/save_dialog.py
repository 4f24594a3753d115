"""Asks where a file is to be saved: one place for every kind, so that each name gets its extension."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.system.outside import free_path, with_extension


def ask_where_to_save(parent: QWidget, title: str, proposed: str, kind: str, extension: str) -> Path | None:
    """The system's dialog; `kind` is its filter (`Calendario (*.ics)`). None where nothing was chosen.

    The dialog has asked about a file of the name that it gives. About the name with the extension nobody was asked:
    where that is taken, the file gets the next free one.
    """
    from PySide6.QtWidgets import QFileDialog  # nothing of the first window needs it

    chosen, _ = QFileDialog.getSaveFileName(parent, title, proposed, kind)
    if not chosen:
        return None
    path = Path(chosen)
    named = with_extension(path, extension)
    return path if named == path else free_path(named)
