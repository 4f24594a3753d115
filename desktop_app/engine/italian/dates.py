"""Writes days the Italian way: 31/01/2027, l'11/03/2027. Apart from numbers: a list of dossiers needs none of those."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.forms.agreement import article


def date(day: dt.date) -> str:
    """gg/mm/aaaa."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def with_article(written: str, shown: str) -> str:
    """A number or a date with its article as both want it: `il 12/03/2027`, `l'11/03/2027`."""
    return f"{article(f'{written} ', shown)}{shown}"
