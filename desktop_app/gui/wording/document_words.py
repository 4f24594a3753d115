"""The state of a document in words, and when it was exported."""

from __future__ import annotations

import datetime as dt

from desktop_app.dossier_summary import DocumentStatus
from desktop_app.drafts.models import ExportEntry
from desktop_app.gui.widgets.drawing.states import DOCUMENT_LOOKS, StateLook
from desktop_app.gui.wording.moments import day_and_time


def document_words(document: DocumentStatus, last: ExportEntry | None, now: dt.datetime) -> tuple[StateLook, str]:
    """How a document's state looks, and words on it; `last` is its last export."""
    if last is None:
        state = DOCUMENT_LOOKS[document.state]
        day = f" il {document.day:%d/%m/%Y}" if document.day else ""
        return state, state.words + day
    state = DOCUMENT_LOOKS["exported"] if not last.changed and not last.bozza else DOCUMENT_LOOKS[document.state]
    if document.state == "exported" and last.changed:
        state = DOCUMENT_LOOKS["draft"]
    return state, exported_words(last, now)


def exported_words(last: ExportEntry, now: dt.datetime) -> str:
    """When a document was exported, and whether the dossier has changed since."""
    day, hour = day_and_time(last.at, now)
    how = "Esportato come bozza" if last.bozza else "Esportato"
    on = f"{how} {day}" if day in ("oggi", "ieri") else f"{how} il {day}"
    return f"{on} alle {hour}; la pratica è cambiata da allora" if last.changed else f"{on} alle {hour}"
