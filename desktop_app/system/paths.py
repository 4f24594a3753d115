"""Where things lie: the user's data, and the forms and resources that come with the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

BUILT_IN = "fa parte di Commessa"
OWN = "dalla tua cartella «moduli»"
ASSOCIATION = "associazione.toml"
# Where it may lie for all users of a machine: of a package that the system keeps, or that is signed, nothing changes.
FOR_ALL = {"linux": Path("/etc/commessa"), "darwin": Path("/Library/Application Support/Commessa")}


class FormSource(NamedTuple):
    """A folder that holds forms, and where they come from in words for people."""

    folder: Path
    origin: str


PORTABLE_MARKER = "portatile.txt"
SOURCE = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """The folder of drafts and settings: what COMMESSA_DATA names, that of a portable program, or the system's."""
    if chosen := os.environ.get("COMMESSA_DATA"):
        return Path(chosen)
    if beside_program(PORTABLE_MARKER).is_file():
        return beside_program("dati")
    from platformdirs import user_data_path

    return user_data_path("Commessa", appauthor=False, roaming=False)


def forms_folder() -> Path:
    return _program_folder() / "forms"


def own_forms_folder() -> Path:
    """The user's own forms, laid out like the built-in ones; made when it is first opened."""
    return data_folder() / "moduli"


def form_sources(*, own: bool, others: Sequence[Path] = ()) -> list[FormSource]:
    """Where forms are looked for, in order: the built-in ones, the user's own, those named at the start."""
    mine = [FormSource(own_forms_folder(), OWN)] if own else []
    named = [FormSource(folder, f"dalla cartella «{folder.name or folder}»") for folder in others]
    return [FormSource(forms_folder(), BUILT_IN), *mine, *named]


def resources_folder() -> Path:
    return _program_folder() / "resources"


def beside_program(name: str) -> Path:
    """A file or folder in the folder of the installed program's executable, where whoever hands it out may put some.

    From source this is the folder of the Python that runs it, where nobody puts any.
    """
    return Path(sys.executable).parent / name


def association_file() -> Path | None:
    """What the user's association handed out with the program; COMMESSA_ASSOCIAZIONE names it, empty for none."""
    chosen = os.environ.get("COMMESSA_ASSOCIAZIONE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    places = [beside_program(""), *(folder for system, folder in FOR_ALL.items() if sys.platform.startswith(system))]
    return next((place / ASSOCIATION for place in places if os.path.lexists(place / ASSOCIATION)), None)


def _program_folder() -> Path:
    """The folder around the package, also inside a frozen program (PyInstaller names it itself)."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else SOURCE
