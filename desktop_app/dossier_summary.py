"""The summary of a dossier that lists show without opening it: stored as JSON beside the draft at every save."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, get_args

from desktop_app.engine.evaluation.field_ref import FieldRef

DossierState = Literal["doing", "problem", "ready", "exported"]
OutstandingKind = Literal["error", "missing", "warning"]
DocumentState = Literal["todo", "draft", "problem", "ready", "exported"]

MAX_OUTSTANDING = 6  # items stored
PAST_DAYS = 30  # for so long a deadline that has passed is still shown
MAX_SUMMARY_TEXT = 300  # characters of each text stored
_STATES = get_args(DossierState)
# The first keys as `to_json` writes them.
_HEAD = re.compile(r'\{"state": "(\w+)", "problems": (\d{1,9}), "days": "((?:\d{4}-\d\d-\d\d ?)*)"')
_AFTER_HEAD = ', "missing"'


class DeadlineSummary(NamedTuple):
    """A deadline: title, day, article; `key` identifies it within the dossier."""

    title: str
    day: dt.date
    source: str
    key: str = ""


class OutstandingItem(NamedTuple):
    """Something to correct, answer or look at, and where; the missing answers of a page are one item."""

    kind: OutstandingKind
    page: str
    words: str
    detail: str
    place: FieldRef


class DocumentStatus(NamedTuple):
    """A document of the dossier and its state; `day` is that of its export."""

    id: str
    title: str
    state: DocumentState
    day: dt.date | None = None


class DossierSummary(NamedTuple):
    """The summary of a dossier.

    `name` and `detail` are the parts of its title, empty while not answered; `form` is the form's title; `done` of
    `total` steps are complete; `problems` and `missing` count wrong and missing answers.
    """

    state: DossierState = "doing"
    problems: int = 0
    missing: int = 0
    name: str = ""
    detail: str = ""
    form: str = ""
    done: int = 0
    total: int = 0
    deadlines: tuple[DeadlineSummary, ...] = ()
    outstanding: tuple[OutstandingItem, ...] = ()
    documents: tuple[DocumentStatus, ...] = ()

    def next_deadline(self, today: dt.date) -> DeadlineSummary | None:
        """The first deadline from today on."""
        return next((each for each in self.deadlines if each.day >= today), None)

    def passed_deadline(self, today: dt.date) -> DeadlineSummary | None:
        """The last deadline that passed, within PAST_DAYS."""
        since = today - dt.timedelta(days=PAST_DAYS)
        return next((each for each in reversed(self.deadlines) if since <= each.day < today), None)

    def to_json(self) -> str:
        """As it is stored; `read_head` relies on the order of the first keys. Stored summaries fix the keys' names."""
        content = {
            "state": self.state,
            "problems": self.problems,
            "days": _days(self.deadlines),
            "missing": self.missing,
            "title": [self.name, self.detail, self.form],
            "steps": [self.done, self.total],
            "terms": [[each.title, each.day.isoformat(), each.source, each.key] for each in self.deadlines],
            "lacks": [
                [each.kind, each.page, each.words, each.detail, each.place.field, each.place.column, each.place.line]
                for each in self.outstanding
            ],
            "papers": [[each.id, each.title, each.state, each.day and each.day.isoformat()] for each in self.documents],
        }
        return json.dumps(content, ensure_ascii=False)


class SummaryHead(NamedTuple):
    """What a list of thousands needs of each dossier; `days` are ISO dates in order, separated by spaces."""

    state: str
    problems: int
    days: str

    def next_day(self, today: str) -> str:
        """The first day from today on; empty if there is none."""
        if not self.days or self.days[-10:] < today:
            return ""
        return next(day for day in self.days.split() if day >= today)


def _days(deadlines: Sequence[DeadlineSummary]) -> str:
    return " ".join(each.day.isoformat() for each in deadlines)


def cut_to_fit(words: str) -> str:
    """The words, cut to MAX_SUMMARY_TEXT characters."""
    return words if len(words) <= MAX_SUMMARY_TEXT else words[: MAX_SUMMARY_TEXT - 1] + "…"


# --- reading ---------------------------------------------------------------------------------------------


def read_head(summary: str) -> SummaryHead:
    """State and days of a stored summary, read without parsing the rest of it if `to_json` wrote it."""
    known = _head(summary[: max(0, summary.find(_AFTER_HEAD))])
    if known is not None:
        return known
    read = from_json(summary)
    return SummaryHead(read.state, read.problems, _days(read.deadlines))


@lru_cache(4096)
def _head(text: str) -> SummaryHead | None:
    """Cached: among thousands of dossiers many have the same head."""
    found = _HEAD.fullmatch(text)
    return SummaryHead(found[1], int(found[2]), found[3]) if found is not None and found[1] in _STATES else None


def from_json(text: str) -> DossierSummary:
    """Reads a stored summary; whatever is missing, outdated or malformed gets its default."""
    content: Any = None
    with contextlib.suppress(ValueError, RecursionError):
        content = json.loads(text)
    if not isinstance(content, dict):
        return DossierSummary()
    name, detail, form = (_text(each) for each in _list(content.get("title"), 3))
    done, total = (_count(each) for each in _list(content.get("steps"), 2))
    return DossierSummary(
        state=_one_of(content.get("state"), DossierState, "doing"),
        problems=_count(content.get("problems")),
        missing=_count(content.get("missing")),
        name=name,
        detail=detail,
        form=form,
        done=min(done, total),
        total=total,
        deadlines=tuple(sorted(_read_deadlines(content.get("terms")), key=lambda each: each.day)),
        outstanding=tuple(_read_outstanding(content.get("lacks"))),
        documents=tuple(_read_documents(content.get("papers"))),
    )


def _read_deadlines(found: Any) -> Iterator[DeadlineSummary]:
    for each in _list(found):
        title, day, source, key = _list(each, 4)
        date = _date(day)
        if date is not None and _text(title):
            yield DeadlineSummary(_text(title), date, _text(source), _text(key))


def _read_outstanding(found: Any) -> Iterator[OutstandingItem]:
    for each in _list(found):
        kind, page, words, detail, field, column, line = _list(each, 7)
        if _text(field):
            place = FieldRef(_text(field), _text(column) or None, _text(line) or None)
            yield OutstandingItem(
                _one_of(kind, OutstandingKind, "error"), _text(page), _text(words), _text(detail), place
            )


def _read_documents(found: Any) -> Iterator[DocumentStatus]:
    for each in _list(found):
        id, title, state, day = _list(each, 4)
        if _text(id) and _text(title):
            yield DocumentStatus(_text(id), _text(title), _one_of(state, DocumentState, "todo"), _date(day))


def _list(found: Any, length: int | None = None) -> list[Any]:
    """The list, or an empty one; padded with None or cut to `length` if that is given."""
    items = found if isinstance(found, list) else []
    return items if length is None else [*items, *[None] * length][:length]


def _text(found: Any) -> str:
    return found[:MAX_SUMMARY_TEXT] if isinstance(found, str) else ""


def _count(found: Any) -> int:
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 10**9 else 0


def _one_of(found: Any, among: Any, otherwise: Any) -> Any:
    return found if isinstance(found, str) and found in get_args(among) else otherwise


def _date(found: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(found)
    except (TypeError, ValueError):
        return None


# --- words -----------------------------------------------------------------------------------------------
