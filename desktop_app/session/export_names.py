"""The names of exported files and folders: what it is, whose, of which day and version; good on every system."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from desktop_app.engine.italian.company_names import short_name
from desktop_app.session.sendings.names import SHORTEST_PARTY, in_words
from desktop_app.system.file_names import DEFAULT, ascii_words

LONGEST: Final = 96  # characters, with the ending: below the folders of a user it stays within what Windows takes
TITLE: Final = 40  # of what the document is
FOLDER_PARTY: Final = 32
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")


def export_name(title: str, parties: Sequence[str], day: dt.date, *, bozza: bool = False, version: int = 1) -> str:
    """`Convenzione_locale_Alfa_Srl_Beta_2026-11-29_v2.pdf`: letters of ASCII, digits, `_` and `-`.

    No version is said of the first one. As much of the parties as there is room for.
    """
    end = f"_{day.isoformat()}{'_BOZZA' if bozza else ''}{f'_v{version}' if version > 1 else ''}.pdf"
    stem = _titled(title)
    named = [words for party in parties if (words := ascii_words(short_name(party)))]
    for place, party in enumerate(named):
        share = (LONGEST - len(end) - len(stem)) // (len(named) - place) - 1
        if share >= SHORTEST_PARTY:
            stem += f"_{in_words(party, share)}"
    return f"{stem}{end}"


def blank_name(title: str) -> str:
    """`Convenzione_locale_in_bianco.pdf`."""
    return f"{_titled(title)}_in_bianco.pdf"


def folder_name(form_id: str, number: int, day: dt.date, company: str = "") -> str:
    """`<form>-n12-2026-11-29`, and the company at its end where it is given."""
    ours = f"{form_id.rpartition('/')[2]}-n{number}-{day.isoformat()}"
    words = in_words(short_name(company), FOLDER_PARTY) if ascii_words(company) else ""
    return f"{ours}-{words}" if words else ours


def _titled(title: str) -> str:
    return in_words(_IN_BRACKETS.sub("", title), TITLE) or in_words(title, TITLE) or DEFAULT
