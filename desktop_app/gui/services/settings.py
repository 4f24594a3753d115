"""What the window remembers between one start and the next: theme, size of text, place; no data of dossiers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray, QSettings

from desktop_app.gui.look.theme import Scheme
from desktop_app.system.files import is_regular
from desktop_app.system.folder_state import may

FACTORS = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
SCHEMES: dict[Scheme, str] = {
    "system": "Come il sistema",
    "light": "Chiaro",
    "dark": "Scuro",
    "contrast": "Alto contrasto",
}


FILE_NAME = "impostazioni.ini"
MOST_FOLDERS = 30  # that are remembered


class _Store(Protocol):
    """What of QSettings is needed."""

    def value(self, key: str, default: object = None, /) -> object: ...

    def setValue(self, key: str, value: object, /) -> None: ...


class _Memory:
    """Forgets everything at the end of the program."""

    def __init__(self) -> None:
        self._values: dict[str, object] = {}

    def value(self, key: str, default: object = None, /) -> object:
        return self._values.get(key, default)

    def setValue(self, key: str, value: object, /) -> None:
        self._values[key] = value


class Settings:
    """A small file beside the drafts; what cannot be read counts as not set.

    Without a folder nothing is kept.
    """

    def __init__(self, folder: Path | None) -> None:
        self._store: _Store = _Memory()
        path = _file(folder) if folder is not None else None
        if path is not None:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """The colours chosen."""
        value = self._store.value("tema", "system")
        return next((scheme for scheme in SCHEMES if scheme == value), "system")

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._store.setValue("tema", scheme)

    @property
    def factor(self) -> float:
        """The size of text chosen, one of FACTORS."""
        try:
            value = float(str(self._store.value("testo", "1")))
        except ValueError:
            value = 1.0
        return min(FACTORS, key=lambda factor: abs(factor - value))

    @factor.setter
    def factor(self, factor: float) -> None:
        self._store.setValue("testo", str(factor))

    def step_factor(self, by: int) -> float:
        """The next size up or down."""
        at = FACTORS.index(self.factor) + by
        return FACTORS[max(0, min(at, len(FACTORS) - 1))]

    @property
    def geometry(self) -> QByteArray:
        """Where the window was; empty the first time."""
        value = self._store.value("finestra")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("finestra", geometry)

    @property
    def guide_geometry(self) -> QByteArray:
        """Where the guide was; empty the first time."""
        value = self._store.value("guida")
        return value if isinstance(value, QByteArray) else QByteArray()

    @guide_geometry.setter
    def guide_geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("guida", geometry)

    @property
    def export_base(self) -> str:
        """The folder last chosen for exports; empty for the usual one."""
        return str(self._store.value("cartella_documenti", "") or "")

    @export_base.setter
    def export_base(self, folder: str) -> None:
        self._store.setValue("cartella_documenti", folder)
        if folder:
            others = (each for each in self.chosen_folders if each != folder)
            self._store.setValue("cartelle_scelte", [folder, *others][:MOST_FOLDERS])

    @property
    def chosen_folders(self) -> list[str]:
        """The folders that were ever chosen for exports, the last one first."""
        value = self._store.value("cartelle_scelte")
        found = [str(each) for each in value] if isinstance(value, list) else [str(value)] if value else []
        return list(dict.fromkeys(each for each in (self.export_base, *found) if each))

    @property
    def documents_told(self) -> str:
        """The folder of documents of which it was said that others may read it; empty for none."""
        return str(self._store.value("cartella_detta", "") or "")

    @documents_told.setter
    def documents_told(self, folder: str) -> None:
        self._store.setValue("cartella_detta", folder)

    @property
    def was_used(self) -> bool:
        """Whether dossiers were ever opened in this folder: then it is no first start, whatever is there now."""
        return str(self._store.value("usata", "")) == "1"

    @was_used.setter
    def was_used(self, used: bool) -> None:
        if used != self.was_used:
            self._store.setValue("usata", "1" if used else "")


def _file(folder: Path) -> Path | None:
    """The file of the settings; another one beside what has its name and would be waited for; None where there is none.

    Qt waits for ever for a pipe, and for a lock that it cannot take away.
    """
    path = folder / FILE_NAME
    return next((each for each in (path, path.with_stem("impostazioni-2")) if _may_be_opened(each)), None)


def _may_be_opened(path: Path) -> bool:
    lock = path.with_name(f"{path.name}.lock")
    return all(not os.path.lexists(each) or is_regular(each) for each in (path, lock)) and (
        not os.path.lexists(lock) or may(lock, os.W_OK)
    )
