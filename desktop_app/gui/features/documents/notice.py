"""What is said of an export that ended well, and once that folders can be called after the company."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop_app.gui.features.documents.export import ExportResult
from desktop_app.gui.services.settings import Settings

FOLDER_UNNAMED = "La cartella non porta il nome di nessuno: se vuoi, le prossime hanno quello dell'azienda."
FOLDERS_UNNAMED = "Le cartelle non portano il nome di nessuno: se vuoi, le prossime hanno quello dell'azienda."
OFFER = (("company", "Metti il nome dell'azienda"),)
FOLDERS_NAMED = "Dalla prossima esportazione la cartella porta il nome dell'azienda."
CHANGE_IN_OPTIONS = "Quelle che ci sono restano come sono. Puoi cambiare idea in Opzioni."

Links = tuple[tuple[str, str], ...]
Do = Callable[[str], object]
Tell = Callable[[str, str, str], object]


def after_export(
    result: ExportResult, settings: Settings, show: Callable[[Path], object], tell: Tell
) -> tuple[str, Links, Do]:
    """The words, the links below them and what these do."""
    offer = offer_names(settings, tell)
    links: Links = ()
    place = result.place_words
    if offer is not None:
        place, links = with_offer(place, FOLDER_UNNAMED), OFFER

    def do(what: str) -> None:
        if what == "company" and offer is not None:
            offer()
        else:
            show(result.folder)

    return place, (("open", "Apri la cartella"), *links), do


def with_offer(place: str, offer: str) -> str:
    """Where the documents are, and what can be had from now on."""
    return f"{place}{'' if place.endswith('.') else '.'} {offer}"


def offer_names(settings: Settings, tell: Tell) -> Callable[[], object] | None:
    """What has folders called after the company from now on, and says so; None where that was offered before: it is
    offered once.
    """  # fmt: skip
    if settings.company_in_folders_told:
        return None
    settings.company_in_folders = False

    def name_folders() -> None:
        settings.company_in_folders = True
        tell("ok", FOLDERS_NAMED, CHANGE_IN_OPTIONS)

    return name_folders
