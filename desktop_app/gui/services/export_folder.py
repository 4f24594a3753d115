"""The folders that documents are exported to, and how they are named to people."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from itertools import count
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

from desktop_app.gui.services.settings import Settings
from desktop_app.system.outside import content_of

NO_EXPORTS: Final[Mapping[Path, str]] = {}


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


def export_folder(
    base: Path,
    form_id: str,
    number: int,
    day: dt.date,
    files: Collection[str] = (),
    good: Mapping[Path, str] = NO_EXPORTS,
) -> Path:
    """Where to export a dossier, `base/Ente/anno/modulo-n1-AAAA-MM-GG`: nobody's name is in it.

    What was exported earlier is never written over: where one of `files` is already there (without files, where
    there is anything), the folder gets a number. `good` are exports of the same answers by their SHA-256: a file
    that is still one of them would be written again as it is, and does not count.
    """
    name = f"{form_id.rpartition('/')[2]}-n{number}-{day.isoformat()}"
    parent = year_folder(base, form_id, day)
    return next(
        folder
        for version in count(1)
        if _is_free(folder := parent / (name if version == 1 else f"{name}-{version}"), files, good)
    )


def is_later_version(folder: Path) -> bool:
    """Whether it got a number because what lies in the first one stays."""
    return re.search(r"-\d{4}-\d\d-\d\d-\d+$", folder.name) is not None


def _is_free(folder: Path, files: Collection[str], good: Mapping[Path, str]) -> bool:
    try:
        taken = {path.name for path in folder.iterdir()}
    except OSError:
        return True  # not there; or it cannot be read, and writing will say why
    in_the_way = [folder / name for name in taken if name in files or not files]
    return all(path in good and good[path] == digest(path) for path in in_the_way)
