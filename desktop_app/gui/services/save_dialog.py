"""Asks where a file is to be saved: one place for every kind, so that each name gets its extension."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.system.outside import named


def ask_where_to_save(parent: QWidget, title: str, proposed: str, kind: str, extension: str) -> Path | None:
    """The system's dialog; `kind` is its filter (`Calendario (*.ics)`). None where nothing was chosen."""
    from PySide6.QtWidgets import QFileDialog  # nothing of the first window needs it

    chosen, _ = QFileDialog.getSaveFileName(parent, title, proposed, kind)
    return named(Path(chosen), extension) if chosen else None
