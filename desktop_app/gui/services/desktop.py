"""Opens files and folders in the system's own programs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

from desktop_app.gui.services.notices import Notices
from desktop_app.system import environment

KEY: Final = "folder"
GONE: Final = "La cartella non c'è, o il disco dov'era non è collegato."
REFUSED: Final = "La cartella non si apre da qui: aprila con il programma dei file."
FILE_GONE: Final = "Il file non c'è più, o il disco dov'era non è collegato."
ADDRESS_REFUSED: Final = "L'indirizzo non si apre da qui: copialo nel browser."
FILE_REFUSED: Final = "Il file non si apre da qui: aprilo con il programma dei file."
PATIENCE_SECONDS: Final = 0.04  # that the window waits for a disk; one that is gone may take half a minute to say so
POLL_MS: Final = 100  # between two looks whether it has answered


def show_folder(folder: Path, notices: Notices) -> None:
    """Opens a folder in the system's own program for files; where that cannot be, the window says where it is."""
    _when_looked(folder.is_dir, lambda there: _open(folder, notices, "" if there else GONE, REFUSED))


def open_file(file: Path, notices: Notices) -> None:
    """Opens a file with the system's own program for its kind; where that cannot be, the window says where it is."""
    _when_looked(file.is_file, lambda there: _open(file, notices, "" if there else FILE_GONE, FILE_REFUSED))


def open_address(address: str, notices: Notices) -> None:
    """Opens a page of the web in the user's browser, because the user asks for it: this program reads none."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    notices.tell(KEY, None)
    environment.give_back()
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if url.scheme() not in ("https", "http") or not QDesktopServices.openUrl(url):
        notices.say(KEY, "warning", ADDRESS_REFUSED, address)


def _when_looked(look: Callable[[], bool], then: Callable[[bool], object]) -> None:
    """Looks beside the window: goes on at once where the disk answers at once, else as soon as it does."""
    from PySide6.QtCore import QTimer

    answers = list[bool]()

    def ask() -> None:
        found = False
        with suppress(OSError, ValueError):
            found = look()
        answers.append(found)

    def go_on() -> None:
        if answers:
            then(answers[0])
        else:
            QTimer.singleShot(POLL_MS, go_on)

    asking = Thread(target=ask, name="disk", daemon=True)
    asking.start()
    asking.join(PATIENCE_SECONDS)
    go_on()


def _open(path: Path, notices: Notices, gone: str, refused: str) -> None:
    from PySide6.QtCore import QUrl  # nothing of the first window needs them
    from PySide6.QtGui import QDesktopServices
    from shiboken6 import isValid

    if not isValid(notices):  # the window was closed meanwhile
        return
    notices.tell(KEY, None)
    environment.give_back()
    if gone:
        notices.say(KEY, "warning", gone, str(path))
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        notices.say(KEY, "warning", refused, str(path))
