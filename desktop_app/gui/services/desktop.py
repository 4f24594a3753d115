"""Opens folders in the system's own programs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from desktop_app.gui.services.notices import Notices
from desktop_app.system import environment

KEY: Final = "folder"
GONE: Final = "La cartella non c'è, o il disco dov'era non è collegato."
REFUSED: Final = "La cartella non si apre da qui: aprila con il programma dei file."


def show_folder(folder: Path, notices: Notices) -> None:
    """Opens a folder in the system's own program for files; where that cannot be, the window says where it is."""
    from PySide6.QtCore import QUrl  # nothing of the first window needs them
    from PySide6.QtGui import QDesktopServices

    notices.tell(KEY, None)
    environment.give_back()
    if not folder.is_dir():
        notices.say(KEY, "warning", GONE, str(folder))
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        notices.say(KEY, "warning", REFUSED, str(folder))
