"""Opens folders in the system's own programs."""

from __future__ import annotations

from pathlib import Path

from desktop_app.system import environment


def show_folder(folder: Path) -> None:
    """Opens a folder in the system's own program for files."""
    from PySide6.QtCore import QUrl  # nothing of the first window needs them
    from PySide6.QtGui import QDesktopServices

    environment.give_back()
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
