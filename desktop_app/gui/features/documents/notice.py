"""What is said of an export that ended well, and once that folders can be called after the company."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop_app.gui.features.documents.export import ExportResult
from desktop_app.gui.services.settings import Settings

FOLDERS_UNNAMED = "La cartella non porta il nome di nessuno: se vuoi, le prossime hanno quello dell'azienda."
NAME_FOLDERS = "Metti il nome dell'azienda"
FOLDERS_NAMED = "Dalla prossima esportazione la cartella porta il nome dell'azienda."
CHANGE_IN_OPTIONS = "Quelle che ci sono restano come sono. Puoi cambiare idea in Opzioni."

Links = tuple[tuple[str, str], ...]
Do = Callable[[str], object]


def after_export(
    result: ExportResult, settings: Settings, show: Callable[[Path], object], tell: Callable[[str, str, str], object]
) -> tuple[str, Links, Do]:
    """The words, the links below them and what these do."""
    words, links = result.place_words, (("open", "Apri la cartella"),)
    if settings.company_in_folders_told:
        return words, links, lambda _: show(result.folder)
    settings.company_in_folders = False  # it is said once

    def do(what: str) -> None:
        if what == "open":
            show(result.folder)
        else:
            settings.company_in_folders = True
            tell("ok", FOLDERS_NAMED, CHANGE_IN_OPTIONS)

    return f"{words}. {FOLDERS_UNNAMED}", (*links, ("company", NAME_FOLDERS)), do
