"""What the list, the details and the menus say of a dossier without opening it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from desktop_app.dossier_summary import DossierSummary, counted, from_json
from desktop_app.drafts.models import DossierEntry

DUE_DAYS: Final = 30


URGENT_DAYS: Final = 7


BIN_DAYS: Final = 30


NAMELESS: Final = "Pratica ancora senza nome"


_ARTICLE = re.compile(r"art\. \d+(?:-\w+)?")


def summary_of_row(row: DossierEntry) -> DossierSummary:
    """What was stored of a dossier, with what the row itself tells."""
    return from_json(row.summary)


def title_of(row: DossierEntry, known: DossierSummary) -> tuple[str, str]:
    """The name of a dossier and what stands after it."""
    if known.name:
        return known.name, known.detail
    if known.form or not row.title.strip("…, "):  # what a title holds beside the answers is no name
        return NAMELESS, known.detail
    return row.title, ""


def full_title(row: DossierEntry) -> str:
    """A dossier's name in one line."""
    return ", ".join(part for part in title_of(row, summary_of_row(row)) if part)


def state_of(row: DossierEntry, state: str) -> str:
    """A ready dossier whose documents were exported as it is now is exported; the stored text may be older."""
    if state == "ready" and row.exported is not None and row.exported >= row.updated:
        return "exported"
    return state


def short_model(title: str) -> str:
    """A form's title in a narrow column: where it is from, and its article."""
    article = _ARTICLE.search(title)
    return f"{title.partition(',')[0]}, {article[0]}" if article and "," in title[: article.start()] else title


def state_words(known: DossierSummary, state: str) -> str:
    """What a state does not say by itself."""
    if state == "problem":
        return counted(known.problems, "un problema", "{} problemi")
    if state == "doing":
        if known.done == 0:
            return "appena iniziata"
        return f"{counted(known.done, 'un passo', '{} passi')} su {known.total}"
    if state == "ready":
        return "da esportare"
    done = sum(paper.state == "exported" for paper in known.papers)
    return f"{counted(done, 'un documento', '{} documenti')} su {len(known.papers)}" if done else ""


def bin_words(binned: dt.datetime, now: dt.datetime) -> str:
    """For how long a dossier still lies in the bin."""
    left = BIN_DAYS - (now.date() - binned.astimezone(now.tzinfo).date()).days
    return f"ancora {counted(max(left, 1), 'un giorno', '{} giorni')} nel cestino"
