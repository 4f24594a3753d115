"""Opens files and folders in the system's own programs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from desktop_app.gui.services.notices import Notices
from desktop_app.system import environment

KEY: Final = "folder"
GONE: Final = "La cartella non c'è, o il disco dov'era non è collegato."
REFUSED: Final = "La cartella non si apre da qui: aprila con il programma dei file."
FILE_GONE: Final = "Il file non c'è più, o il disco dov'era non è collegato."
ADDRESS_REFUSED: Final = "L'indirizzo non si apre da qui: copialo nel browser."
FILE_REFUSED: Final = "Il file non si apre da qui: aprilo con il programma dei file."


def show_folder(folder: Path, notices: Notices) -> None:
    """Opens a folder in the system's own program for files; where that cannot be, the window says where it is."""
    _open(folder, notices, GONE if not folder.is_dir() else "", REFUSED)


def open_file(file: Path, notices: Notices) -> None:
    """Opens a file with the system's own program for its kind; where that cannot be, the window says where it is."""
    _open(file, notices, FILE_GONE if not file.is_file() else "", FILE_REFUSED)


def open_address(address: str, notices: Notices) -> None:
    """Opens a page of the web in the user's browser, because the user asks for it: this program reads none."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    notices.tell(KEY, None)
    environment.give_back()
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if url.scheme() not in ("https", "http") or not QDesktopServices.openUrl(url):
        notices.say(KEY, "warning", ADDRESS_REFUSED, address)


def _open(path: Path, notices: Notices, gone: str, refused: str) -> None:
    from PySide6.QtCore import QUrl  # nothing of the first window needs them
    from PySide6.QtGui import QDesktopServices

    notices.tell(KEY, None)
    environment.give_back()
    if gone:
        notices.say(KEY, "warning", gone, str(path))
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        notices.say(KEY, "warning", refused, str(path))
