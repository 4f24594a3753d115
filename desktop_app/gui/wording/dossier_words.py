"""A stored dossier in words, for lists, details and menus."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from desktop_app.dossier_summary import DossierSummary, from_json
from desktop_app.drafts.models import BIN_DAYS, DossierEntry
from desktop_app.engine.italian.dates import date, with_article
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.widgets.drawing.states import URGENCY_COLORS, Urgency

DUE_SOON_DAYS: Final = 30  # a deadline this near is highlighted
URGENT_DAYS: Final = 7  # and one this near has a warning's icon
NO_DEADLINES: Final = "Nessuna scadenza per ora. Compare qui appena scrivi la data da cui si conta."
NONE_OPEN: Final = "Nessuna scadenza aperta: sono tutte rispettate o passate."
DAMAGED_HINT: Final = "scegli «Riprendi»"
DAMAGED_TEXT: Final = (
    "Sul disco questa pratica non è più come l'avevo salvata. «Riprendi» la apre con la sua ultima versione buona, "
    "dalla sua storia o da una copia."
)
ARCHIVED_TEXT: Final = "È nell'archivio: le sue scadenze non avvisano nell'elenco, le trovi in Scadenze."
UNNAMED: Final = "Pratica ancora senza nome"
_ARTICLE = re.compile(r"art\. \d+(?:-\w+)?")


def summary_of_row(row: DossierEntry) -> DossierSummary:
    """The stored summary of a dossier."""
    return from_json(row.summary)


def dossier_title(row: DossierEntry, known: DossierSummary) -> tuple[str, str]:
    """The name of a dossier and its detail: below a title of the user's own, the one that the answers give."""
    if row.own_title:
        return row.title, ", ".join(part for part in (known.name, known.detail) if part)
    if known.name:
        return known.name, known.detail
    if known.form or not row.title.strip("…, "):  # a title of punctuation only is no name
        return UNNAMED, known.detail
    return row.title, ""


def full_title(row: DossierEntry) -> str:
    """A dossier's name and detail on one line."""
    return ", ".join(part for part in dossier_title(row, summary_of_row(row)) if part)


def urgency(day: dt.date, today: dt.date) -> Urgency:
    """How a deadline that is not met is shown."""
    left = (day - today).days
    return "overdue" if left < 0 else "urgent" if left <= URGENT_DAYS else "soon" if left <= DUE_SOON_DAYS else "later"


def deadline_mark(day: dt.date, today: dt.date) -> tuple[str, str]:
    """Its icon, and the colour of the icon."""
    color = URGENCY_COLORS.get(urgency(day, today))
    return ("clock-alert", color) if color else ("calendar-clock", "accent")


def short_model(title: str) -> str:
    """A form's title for a narrow column: its territory and article."""
    article = _ARTICLE.search(title)
    return f"{title.partition(',')[0]}, {article[0]}" if article and "," in title[: article.start()] else title


_ON_THE_WAY: Final = {"exported": "to_sign", "signing": "to_sign", "signed": "to_send"}


@lru_cache
def dossier_look(state: str, stage: str) -> str:
    """How a dossier looks in lists, an id of DOSSIER_LOOKS: what is at the office counts before what the answers lack,
    who signs only once all is exported.
    """
    if stage in ("sent", "delivered", "protocolled", "withdrawn"):
        return stage
    return _ON_THE_WAY.get(stage, state) if state == "exported" else state


def state_words(known: DossierSummary) -> str:
    """Details that the words of its look do not say."""
    state = known.state
    if dossier_look(state, known.stage) != state:
        return _way_words(known)
    if state == "problem":
        return counted(known.problems, "un problema", "{} problemi")
    if state == "doing":
        if known.done == 0:
            return "appena iniziata"
        return f"{counted(known.done, 'un passo', '{} passi')} su {known.total}"
    outdated = sum(each.state == "outdated" for each in known.documents)
    if state == "to_export" and outdated:
        return counted(outdated, "un documento superato", "{} documenti superati")
    done = sum(each.state == "exported" for each in known.documents)
    return f"{counted(done, 'un documento', '{} documenti')} su {len(known.documents)}" if done else ""


def _way_words(known: DossierSummary) -> str:
    """Of a dossier on its way to the office: what is wrong with it, else how many have signed, the day, the number."""
    if known.stage == "withdrawn":
        return ""
    trouble = next((each.trouble for each in known.documents if each.trouble), "")
    changed = sum(bool(each.change) for each in known.documents)
    if trouble or known.problems or changed:
        return trouble or (
            counted(known.problems, "un problema", "{} problemi")
            if known.problems
            else counted(changed, "un documento superato", "{} documenti superati")
        )
    if known.stage in ("exported", "signing", "signed"):
        signers = sum(each.signers for each in known.documents)
        signed = sum(each.signed for each in known.documents)
        return f"{counted(signed, 'una firma', '{} firme')} su {signers}" if signed else ""
    last = next((each for each in known.documents if each.stage == known.stage), None)
    if last is None or last.stage_day is None:
        return ""
    day = date(last.stage_day)
    return f"n. {last.protocol} del {day}" if last.protocol else with_article("il", day)


def bin_words(binned: dt.datetime, now: dt.datetime) -> str:
    """For how many more days at least a dossier stays in the bin."""
    left = BIN_DAYS - (now.date() - binned.astimezone(now.tzinfo).date()).days
    if left < 1:  # it waits until some days of use agree
        return "fra poco cancellata per sempre"
    return f"ancora {counted(min(left, BIN_DAYS), 'un giorno', '{} giorni')} nel cestino"
