"""What is shown in place of an empty list of dossiers."""

from __future__ import annotations

from typing import Final

from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.features.dossiers.listing import Facets, Filter
from desktop_app.gui.features.dossiers.selection import Selection
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.feedback.empty_state import EmptyState

EMPTY_TEXTS: Final[dict[Filter, tuple[str, str]]] = {
    "all": ("Quale pratica vuoi preparare?", "Rispondi una volta sola: Commessa fa i conti e compila i documenti."),
    "marked": ("Nessuna pratica in evidenza.", "Ci metti quelle da avere sotto mano, dal menu di ogni pratica."),
    "open": ("Nessuna pratica da completare.", "Quelle che hai sono pronte: le trovi in «Tutte»."),
    "ready": ("Nessuna pratica pronta senza documenti.", "Le altre le trovi in «Tutte»."),
    "to_export": (
        "Nessuna pratica da esportare.",
        "Ci viene una pratica a cui non manca niente, finché non la esporti.",
    ),
    "exported": (
        "Nessuna pratica esportata.",
        "Ci viene quando i documenti esportati dicono quello che dice la pratica.",
    ),
    "to_sign": ("Nessuna pratica da firmare.", "Ci viene quando la esporti; le firme si raccolgono in Firma e invio."),
    "to_send": ("Nessuna pratica da inviare.", "Ci viene quando hanno firmato tutti."),
    "sent": ("Nessuna pratica inviata.", "Ci viene quando in Firma e invio segni che l'hai mandata."),
    "delivered": ("Nessuna pratica consegnata.", "Ci viene quando aggiungi le ricevute di consegna."),
    "protocolled": ("Nessuna pratica protocollata.", "Ci viene con il numero di protocollo dell'ufficio."),
    "withdrawn": ("Nessuna pratica ritirata.", "Ci viene quando ritiri quella che hai mandato."),
    "week": ("Nessuna scadenza nei prossimi 7 giorni.", "Le altre sono in «Entro 30 giorni»."),
    "overdue": ("Nessuna scadenza passata.", "Bene così: le prossime sono in «Entro 30 giorni»."),
    "due": ("Nessuna scadenza nei prossimi 30 giorni.", "Compare qui appena scrivi la data da cui si conta."),
}
MAX_SEARCH_SHOWN: Final = 40  # characters of the searched text
NEW, SEARCH_ARCHIVE = "Nuova pratica", "Cerca nell'archivio"


def empty_state(theme: Theme, selection: Selection) -> EmptyState | None:
    """Why nothing is listed, and what to do; None while something is."""
    if len(selection.rows):
        return None
    view, none = selection.view, not selection.listing.rows
    search = "" if none else view.search.strip()
    if search:
        words = search if len(search) <= MAX_SEARCH_SHOWN else search[: MAX_SEARCH_SHOWN - 1] + "…"
        said = "Controlla come è scritto: guardo nomi, codici, comuni, uffici, anni e modelli."
        archived = selection.found_in_archive()
        if archived:
            said = counted(archived, "Nell'archivio ce n'è una.", "Nell'archivio ce ne sono {}.")
        return EmptyState(theme, f"Nessuna pratica con «{words}».", said, SEARCH_ARCHIVE if archived else "")
    if view.in_bin:
        return EmptyState(theme, "Il cestino è vuoto.", "Quello che elimini resta qui per almeno 30 giorni.")
    if none and view.place == "list":
        return EmptyState(theme, *EMPTY_TEXTS["all"], NEW)
    if view.place == "archive":
        return EmptyState(theme, "L'archivio è vuoto.", "Ci metti le pratiche finite: restano intere, e si cercano.")
    if view.facets != Facets():
        return EmptyState(theme, "Nessuna pratica di questo modello e anno.", "Scegline altri, oppure «Tutte».")
    return EmptyState(theme, *EMPTY_TEXTS[view.filter])
