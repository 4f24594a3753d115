"""Words about a notice of the law that the start page, the panel and the guide share."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.forms.definition import NoticeDef
from desktop_app.engine.italian import dates
from desktop_app.engine.italian.phrases import TO_VERIFY
from desktop_app.gui.wording.sentences import tidy


def headline(notice: NoticeDef) -> str:
    """`Novità dal 31/12/2025, da verificare`."""
    since = dates.with_article("dal", dates.date(notice.from_))
    return f"Novità {since}{'' if notice.confirmed else f', {TO_VERIFY}'}"


def told(notice: NoticeDef) -> str:
    """What has changed and what to do, with numbers and units kept together."""
    return tidy(notice.text)


def read_on(day: dt.date) -> str:
    """`Letta il 29/11/2026`."""
    return f"Letta {dates.with_article('il', dates.date(day))}"
