"""Records acts of a dossier, and takes them back. Called beside the window's thread.

Apart from `keeping.py`, which opens files: what needs PDFs, envelopes and messages takes 300 ms to import.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from desktop_app.drafts.models import SummaryOrMaker
from desktop_app.drafts.store import Drafts
from desktop_app.session.acts import Act, marks_of
from desktop_app.session.dossier import Dossier
from desktop_app.session.stored_acts import read_acts, to_data
from desktop_app.session.summary import summary_of

Summaries = Mapping[str, tuple[str, SummaryOrMaker]]  # the draft and its summary, by the dossier's id
NOTHING: Final[tuple[str, SummaryOrMaker]] = ("", "")


def record(
    drafts: Drafts, id: str, act: Act, file: bytes | None = None, summary: tuple[str, SummaryOrMaker] = NOTHING,
    at: dt.datetime | None = None,
) -> int:  # fmt: skip
    """Records an act of a dossier; without a `summary` that of the list is made anew. Raises StoreFault."""
    content, made = summary
    return drafts.acts.record(
        id, act.kind, to_data(act), file, at or act.at, marks=marks_of(act), content=content, summary=made
    )


def summary_anew(dossier: Dossier) -> tuple[str, SummaryOrMaker]:
    """The draft of a dossier, and what makes its summary in the writer's thread."""
    state = dossier.state
    return state.draft.to_json(), lambda exports, acts: summary_of(state, exports, acts=read_acts(acts)).to_json()


def put_back(drafts: Drafts, id: str, number: int) -> Callable[[], object]:
    """What records an act again that is taken away next, with its file. Raises StoreFault."""
    entry = next((each for each in drafts.acts.of(id) if each.number == number), None)
    if entry is None:
        return lambda: None
    (act, *_) = (*read_acts([entry]), None)
    data = drafts.acts.archive.read(entry.file) if entry.file else None
    return lambda: record(drafts, id, act, data, at=entry.at) if act is not None else 0
