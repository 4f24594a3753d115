"""What the window remembers between one start and the next: theme, size of text, place; no data of dossiers."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray

from desktop_app.gui.look.theme import Scheme
from desktop_app.gui.services.settings_file import SettingsFile, bytes_of, text_of

FACTORS = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
SCHEMES: dict[Scheme, str] = {
    "system": "Come il sistema",
    "light": "Chiaro",
    "dark": "Scuro",
    "contrast": "Alto contrasto",
}


MOST_FOLDERS = 30  # that are remembered
LIST_COLUMNS = ("title", "model", "office", "year", "state", "deadline", "modified")


class _Store(Protocol):
    """Where values are kept."""

    def value(self, key: str, /) -> object: ...

    def set_value(self, key: str, value: str | list[str], /) -> None: ...

    def wait_written(self) -> None: ...


class _Memory:
    """Forgets everything at the end of the program."""

    def __init__(self) -> None:
        self._values: dict[str, str | list[str]] = {}

    def value(self, key: str, /) -> object:
        return self._values.get(key)

    def set_value(self, key: str, value: str | list[str], /) -> None:
        self._values[key] = value

    def wait_written(self) -> None:
        """There is nothing to wait for."""


class Settings:
    """A small file beside the drafts; what cannot be read counts as not set.

    Without a folder nothing is kept.
    """

    def __init__(self, folder: Path | None) -> None:
        self._store: _Store = SettingsFile(folder) if folder is not None else _Memory()

    def close(self) -> None:
        """The end of the program: waits until everything is in the file."""
        self._store.wait_written()

    @property
    def scheme(self) -> Scheme:
        """The colours chosen."""
        value = self._store.value("tema")
        return next((scheme for scheme in SCHEMES if scheme == value), "system")

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._store.set_value("tema", scheme)

    @property
    def factor(self) -> float:
        """The size of text chosen, one of FACTORS."""
        try:
            value = float(str(self._store.value("testo") or 1))
        except ValueError:
            value = 1.0
        return min(FACTORS, key=lambda factor: abs(factor - value))

    @factor.setter
    def factor(self, factor: float) -> None:
        self._store.set_value("testo", str(factor))

    def step_factor(self, by: int) -> float:
        """The next size up or down."""
        at = FACTORS.index(self.factor) + by
        return FACTORS[max(0, min(at, len(FACTORS) - 1))]

    @property
    def geometry(self) -> QByteArray:
        """Where the window was; empty the first time."""
        return bytes_of(self._store.value("finestra"))

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.set_value("finestra", text_of(geometry))

    @property
    def guide_geometry(self) -> QByteArray:
        """Where the guide was; empty the first time."""
        return bytes_of(self._store.value("guida"))

    @guide_geometry.setter
    def guide_geometry(self, geometry: QByteArray) -> None:
        self._store.set_value("guida", text_of(geometry))

    @property
    def page_beside(self) -> bool:
        """Whether the page stands beside the questions, in place of the calculation."""
        return self._store.value("pagina_accanto") == "si"

    @page_beside.setter
    def page_beside(self, on: bool) -> None:
        self._store.set_value("pagina_accanto", "si" if on else "no")

    @property
    def export_base(self) -> str:
        """The folder last chosen for exports; empty for the usual one."""
        return str(self._store.value("cartella_documenti") or "")

    @export_base.setter
    def export_base(self, folder: str) -> None:
        self._store.set_value("cartella_documenti", folder)
        if folder:
            others = (each for each in self.chosen_folders if each != folder)
            self._store.set_value("cartelle_scelte", [folder, *others][:MOST_FOLDERS])

    @property
    def parties_printed(self) -> bool:
        """Whether exported documents have the names of the parties at the foot of their pages and in their file's."""
        return str(self._store.value("nomi_nei_documenti") or "si") != "no"

    @parties_printed.setter
    def parties_printed(self, on: bool) -> None:
        self._store.set_value("nomi_nei_documenti", "si" if on else "no")

    @property
    def company_in_folders(self) -> bool:
        """Whether the folder of an export has the name of the company in its own."""
        return self._store.value("nome_nelle_cartelle") == "si"

    @company_in_folders.setter
    def company_in_folders(self, on: bool) -> None:
        self._store.set_value("nome_nelle_cartelle", "si" if on else "no")

    @property
    def company_in_folders_told(self) -> bool:
        """Whether it was ever said that folders can have that name, or chosen."""
        return bool(self._store.value("nome_nelle_cartelle"))

    @property
    def parties_in_names(self) -> bool:
        """Whether the files that are sent have the names of the parties in theirs; as exports until chosen apart."""
        return str(self._store.value("nomi_nei_file") or ("si" if self.parties_printed else "no")) != "no"

    @parties_in_names.setter
    def parties_in_names(self, on: bool) -> None:
        self._store.set_value("nomi_nei_file", "si" if on else "no")

    @property
    def chosen_folders(self) -> list[str]:
        """The folders that were ever chosen for exports, the last one first."""
        value = self._store.value("cartelle_scelte")
        found = [str(each) for each in value] if isinstance(value, list) else [str(value)] if value else []
        return list(dict.fromkeys(each for each in (self.export_base, *found) if each))

    @property
    def documents_told(self) -> str:
        """The folder of documents of which it was said that others may read it; empty for none."""
        return str(self._store.value("cartella_detta") or "")

    @documents_told.setter
    def documents_told(self, folder: str) -> None:
        self._store.set_value("cartella_detta", folder)

    @property
    def list_order(self) -> tuple[str, bool]:
        """The column by which the list of dossiers is sorted, and whether downwards; at first the last changed."""
        column, _, way = str(self._store.value("ordine") or "").partition(" ")
        return (column, way == "giu") if column in LIST_COLUMNS else ("modified", True)

    @list_order.setter
    def list_order(self, order: tuple[str, bool]) -> None:
        self._store.set_value("ordine", f"{order[0]} {'giu' if order[1] else 'su'}")

    @property
    def was_used(self) -> bool:
        """Whether dossiers were ever opened in this folder: then it is no first start, whatever is there now."""
        return self._store.value("usata") == "1"

    @was_used.setter
    def was_used(self, used: bool) -> None:
        if used != self.was_used:
            self._store.set_value("usata", "1" if used else "")
