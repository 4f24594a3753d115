"""Opens folders in the system's own programs."""

from __future__ import annotations

from pathlib import Path


def show_folder(folder: Path) -> None:
    """Opens a folder in the system's own program for files."""
    from PySide6.QtCore import QUrl  # nothing of the first window needs them
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
