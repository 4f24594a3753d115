"""The state of a document in words, and when it was exported."""

from __future__ import annotations

import datetime as dt
from typing import Final

from desktop_app.dossier_summary import DocumentStatus
from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.italian.dates import date, with_article
from desktop_app.engine.italian.phrases import capitalized
from desktop_app.gui.widgets.drawing.states import DOCUMENT_LOOKS, StateLook
from desktop_app.gui.wording.moments import day_and_time
from desktop_app.session.progress.chain_words import stage_words

BLANKS: Final = "Modulo in bianco"
BLANKS_ABOUT: Final = "Il testo ufficiale senza risposte, da stampare e compilare a penna."
NO_DOCUMENTS: Final = "Con le risposte di adesso questa pratica non ha nessun documento da preparare."
NO_DOCUMENTS_ADVICE: Final = "Rivedi le scelte nei passi: i documenti che servono compaiono nel Riepilogo."
ON_ITS_WAY: Final = ("signing", "signed", "sent", "delivered", "protocolled")
CHANGED_SINCE: Final = "la pratica è cambiata da allora"  # where it is not known which answer


def status_words(document: DocumentStatus) -> str:
    """The state of a document; of one that is superseded also which answer did it."""
    words = DOCUMENT_LOOKS[document.state].words
    if document.state == "exported" and document.day:
        return f"{words} {with_article('il', date(document.day))}"
    if document.state == "outdated":
        return f"{words}: {document.change or CHANGED_SINCE}"
    return f"{words}. {superseded_words(document)}" if document.change else words


def superseded_words(document: DocumentStatus) -> str:
    """Why what was exported of a document is superseded, as a sentence; empty where it is not."""
    day = f" {with_article('il', date(document.day))}" if document.day else ""
    return f"Quello esportato{day} è superato: {document.change}." if document.change else ""


def document_words(document: DocumentStatus, last: ExportEntry | None, now: dt.datetime) -> tuple[StateLook, str]:
    """How the state of a stored document looks, and words on it; `last` is its last export.

    The state was stored at the last save. Where that does not know the export yet, the export itself tells.
    """
    look = DOCUMENT_LOOKS[document.state]
    if document.stage in ON_ITS_WAY:
        words = f"{capitalized(stage_words(document))}. {superseded_words(document)}"
        return DOCUMENT_LOOKS[document.stage], words.strip()
    if last is None:
        return look, status_words(document)
    if last.bozza:
        return look, f"{status_words(document)}. {exported_words(last, now)}" if document.day else exported_words(
            last, now
        )
    if document.state == "exported" or (document.state == "ready" and not last.changed):
        return DOCUMENT_LOOKS["exported"], exported_words(last, now)
    change = document.change or (CHANGED_SINCE if last.changed and document.state == "ready" else "")
    if document.state in ("ready", "outdated"):
        return DOCUMENT_LOOKS["outdated"], exported_words(last, now, change or CHANGED_SINCE)
    return look, f"{look.words}. {exported_words(last, now, change)}"


def exported_words(last: ExportEntry, now: dt.datetime, change: str = "") -> str:
    """When a document was exported, and why it is superseded, if it is."""
    day, hour = day_and_time(last.at, now)
    how = "Esportato come bozza" if last.bozza else "Esportato"
    on = f"{how} {day} alle {hour}" if day in ("oggi", "ieri") else f"{how} {with_article('il', day)} alle {hour}"
    return f"{on}; superato: {change}" if change else on
