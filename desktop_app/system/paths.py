"""Where things lie: the user's data, and the forms and resources that come with the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def data_folder() -> Path:
    """The folder of drafts and settings; COMMESSA_DATA names another one."""
    if chosen := os.environ.get("COMMESSA_DATA"):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("Commessa", appauthor=False, roaming=False)


def forms_folder() -> Path:
    return _program_folder() / "forms"


def resources_folder() -> Path:
    return _program_folder() / "resources"


def _program_folder() -> Path:
    """The folder around the package, also inside a frozen program (PyInstaller names it itself)."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parents[2]
