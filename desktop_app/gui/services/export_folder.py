"""The folders that documents are exported to, and how they are named to people."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

from desktop_app.gui.services.settings import Settings
from desktop_app.system.outside import content_of

SEPARATOR: Final = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "


def digest(path: Path) -> str:
    """The SHA-256 of a file; empty where it cannot be read."""
    data = content_of(path)
    if data is None:
        return ""
    import hashlib  # not for the first window

    return hashlib.sha256(data).hexdigest()


def documents_base() -> Path:
    """The user's own folder of documents, where ours begins."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)) / "Commessa"


def chosen_base(settings: Settings) -> Path:
    """Where exports go: the folder that the user chose, else the usual one."""
    return Path(settings.export_base) if settings.export_base else documents_base()


def chosen_folders(settings: Settings) -> list[Path]:
    """The folders below which exports may be looked up: those that the user chose here, and the usual one."""
    return [*map(Path, settings.chosen_folders), documents_base()]


def folder_words(folder: Path) -> str:
    """A folder as people read it, from their documents on."""
    mine = documents_base().parent
    if folder.is_relative_to(mine):
        return SEPARATOR.join(("Documenti", *folder.relative_to(mine).parts))
    return SEPARATOR.join(part.strip("/\\") for part in folder.parts if part.strip("/\\"))


def year_folder(base: Path, form_id: str, day: dt.date) -> Path:
    """Where the folders of one year's exports lie, `base/Ente/anno`; nothing is looked up on the disk."""
    return base / form_id.rpartition("/")[0].replace("_", " ").title() / str(day.year)


def blank_folder(base: Path, form_id: str) -> Path:
    """Where blank forms go, `base/Ente/Moduli in bianco/modulo`: they belong to no dossier and no year."""
    return year_folder(base, form_id, dt.date.min).parent / "Moduli in bianco" / form_id.rpartition("/")[2]


def export_folder(base: Path, form_id: str, number: int, day: dt.date, company: str = "") -> Path:
    """Where to export a dossier, `base/Ente/anno/modulo-n1-AAAA-MM-GG`: nobody's name is in it, unless given."""
    from desktop_app.session.export_names import folder_name  # nothing of the first window needs it

    return year_folder(base, form_id, day) / folder_name(form_id, number, day, company)
