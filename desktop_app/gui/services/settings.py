"""What the window remembers between one start and the next: theme, size of text, place; no data of dossiers."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from desktop_app.gui.look.theme import Scheme
from desktop_app.system.files import is_regular

FACTORS = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
SCHEMES: dict[Scheme, str] = {
    "system": "Come il sistema",
    "light": "Chiaro",
    "dark": "Scuro",
    "contrast": "Alto contrasto",
}


class Settings:
    """A small file beside the drafts; what cannot be read counts as not set."""

    def __init__(self, folder: Path) -> None:
        self._store = QSettings(str(_file(folder)), QSettings.Format.IniFormat)

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


def _file(folder: Path) -> Path:
    """The file of the settings; another one beside what has its name and is no file: a pipe would be waited for."""
    path = folder / "impostazioni.ini"
    return path if is_regular(path) or not os.path.lexists(path) else path.with_stem("impostazioni-2")
