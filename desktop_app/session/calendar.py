"""The deadlines of dossiers and drafts as calendar entries, and what tells whose they are."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Final

from desktop_app.calendar_file import CalendarEntry
from desktop_app.dossier_summary import from_json
from desktop_app.drafts.models import DossierEntry
from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation import deadlines
from desktop_app.engine.evaluation.state import FormState

CALENDAR_PAST_DAYS: Final = 30  # for so long a deadline that has passed goes into a calendar of all dossiers
_OF_THE_WINDOW: Final = re.compile("[0-9a-f]{16}")  # the ids of stored dossiers


def calendar_entries(
    state: FormState, id: str, number: int | None, changed: dt.datetime, met: deadlines.MetDays = deadlines.NONE_MET
) -> list[CalendarEntry]:
    """All deadlines of an open dossier for a calendar, those long past included; `met`: whatever the answers say."""
    title = state.form.spec.title
    return [
        CalendarEntry(
            id, term.key, number, title, term.name, term.date, term.source, changed,
            met=term.standing(state.today) == "met",
        )
        for term in deadlines.occurrences(state, met)
    ]  # fmt: skip


def calendar_identity(draft: Draft) -> str:
    """What tells the deadlines of a draft that is no stored dossier from those of others.

    A file that the window wrote names the dossier that it came from, whose deadlines have the same entries. Any other
    draft is told by its form and by the name that it gives itself, else by all that was answered: two that differ
    never take each other's place, wherever their files lie.
    """
    if _OF_THE_WINDOW.fullmatch(draft.dossier):
        return draft.dossier
    if draft.dossier:
        return f"{draft.form}\n{draft.dossier}"
    given = {id: value for id, value in draft.answers.items() if value is not None}
    replaced = {id: each.value for id, each in draft.overrides.items()}
    return json.dumps([draft.form, given, replaced], sort_keys=True)


def stored_calendar_entries(row: DossierEntry, number: int, today: dt.date) -> list[CalendarEntry]:
    """The deadlines of a stored dossier, with its number, for a calendar; those long past excluded."""
    known, since = from_json(row.summary), today - dt.timedelta(days=CALENDAR_PAST_DAYS)
    return [
        CalendarEntry(
            row.id, term.key or term.title, number, known.form, term.title, term.day, term.source, row.updated,
            met=term.standing(today) == "met",
        )
        for term in known.deadlines
        if term.day >= since
    ]  # fmt: skip
