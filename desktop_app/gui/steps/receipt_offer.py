"""The offer beside a field whose answer a receipt of a sending knows."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.italian import dates
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.wording.problem_words import WRITE


def offer_for(session: EditSession, place: FieldRef) -> Notice | None:
    """The offer, None where there is none, or the user is typing there."""
    offer = None if session.typing_place == place else session.receipt_offers().get(place)
    if offer is None:
        return None
    if offer.kind == "number":
        fact = f"Il numero dell'ufficio è «{offer.value}»."
        return Notice("note", fact, "", ((WRITE + offer.value, f"Scrivi «{offer.value}»"),), "archive")
    shown = dates.date(dt.date.fromisoformat(offer.value))
    what = "La pratica è stata presentata" if offer.filed else "L'invio è stato consegnato"
    fact = f"{what} {dates.with_article('il', shown)}."
    return Notice("note", fact, "", ((WRITE + shown, f"Scrivi {shown}"),), "send")
