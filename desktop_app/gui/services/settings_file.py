"""The file of the settings: read once at the start, written beside the window's thread soon after each change."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from pathlib import Path

from PySide6.QtCore import QByteArray

from desktop_app.system.files import FileFault, is_regular, read_bounded, write_atomically
from desktop_app.system.folder_state import may

NAME, OLDER_NAME = "impostazioni.json", "impostazioni.ini"  # the older one was Qt's, which waits for the disk
MAX_BYTES = 100_000


class SettingsFile:
    """Texts and lists of texts by key. What cannot be read counts as not set, what cannot be written is forgotten."""

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        # A folder or a pipe with its name stays what it is.
        self._path = path if not os.path.lexists(path) or is_regular(path) else path.with_stem("impostazioni-2")
        self._values = _read(self._path) or _read_older(folder / OLDER_NAME)
        self._changed = threading.Condition()
        self._is_written, self._is_writing = True, False

    def value(self, key: str) -> object:
        """What was set, None for nothing."""
        return self._values.get(key)

    def set_value(self, key: str, value: str | list[str]) -> None:
        """Sets it, and lets the file be written."""
        if self._values.get(key) == value:
            return
        with self._changed:
            self._values[key] = value
            self._is_written = False
            if self._is_writing:
                return
            self._is_writing = True
        # Not a daemon: the end of the program waits for the last change.
        threading.Thread(target=self._write, name="settings").start()

    def wait_written(self) -> None:
        """Until the file has everything, as far as it can be written."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_writing)

    def _write(self) -> None:
        while True:
            with self._changed:
                if self._is_written:
                    self._is_writing = False
                    self._changed.notify_all()
                    return
                self._is_written = True
                data = json.dumps(self._values, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
            with contextlib.suppress(FileFault):
                write_atomically(self._path, data)


def _read(path: Path) -> dict[str, str | list[str]]:
    try:
        found = json.loads(read_bounded(path, MAX_BYTES))
    except (FileFault, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str) or _is_texts(value)}


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _read_older(path: Path) -> dict[str, str | list[str]]:
    """What an earlier edition of the program left."""
    lock = path.with_name(f"{path.name}.lock")  # Qt would wait for a pipe, and for a lock that it cannot take away
    if not is_regular(path) or (os.path.lexists(lock) and not (is_regular(lock) and may(lock, os.W_OK))):
        return {}
    from PySide6.QtCore import QSettings

    older = QSettings(str(path), QSettings.Format.IniFormat)
    found: dict[str, str | list[str]] = {}
    for key in older.allKeys():
        value = older.value(key)
        if isinstance(value, QByteArray):
            value = text_of(value)
        if isinstance(value, str) or _is_texts(value):
            found[key] = value
    return found


def text_of(data: QByteArray) -> str:
    """Bytes as the file has them."""
    return data.toBase64().toStdString()


def bytes_of(value: object) -> QByteArray:
    """Bytes from the file; none from anything else."""
    return QByteArray.fromBase64(value.encode("ascii", "replace")) if isinstance(value, str) else QByteArray()
