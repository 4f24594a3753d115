"""What the list of dossiers shows of one without opening it: stored beside the draft, as text, at every save."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, get_args

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.italian.holidays import remark
from desktop_app.engine.italian.messages import MONTHS

DossierState = Literal["doing", "problem", "ready", "exported"]
OutstandingKind = Literal["error", "missing", "warning"]
DocumentState = Literal["todo", "draft", "problem", "ready", "exported"]

MOST_LACKS = 6
PAST_DAYS = 30  # a term that has passed is told of for so long
LONGEST = 300
WEEKDAYS = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
_STATES = get_args(DossierState)
_HEAD = re.compile(r'\{"state": "(\w+)", "problems": (\d{1,9}), "days": "((?:\d{4}-\d\d-\d\d ?)*)"')
_AFTER_HEAD = ', "missing"'


class DeadlineSummary(NamedTuple):
    """A deadline: its title, its day, its article; `key` tells it from the dossier's others."""

    title: str
    day: dt.date
    source: str
    key: str = ""


class OutstandingItem(NamedTuple):
    """Something to mend, answer or look at, and where: the answers missing on a page are one lack."""

    kind: OutstandingKind
    page: str
    words: str
    detail: str
    place: FieldRef


class DocumentStatus(NamedTuple):
    """A document of the dossier and how far it is; `day` is that of its export."""

    id: str
    title: str
    state: DocumentState
    day: dt.date | None = None


class DossierSummary(NamedTuple):
    """A dossier at a glance. `name` and `detail` are the two parts of its title, empty while not answered."""

    state: DossierState = "doing"
    problems: int = 0
    missing: int = 0
    name: str = ""
    detail: str = ""
    form: str = ""
    done: int = 0
    total: int = 0
    terms: tuple[DeadlineSummary, ...] = ()
    lacks: tuple[OutstandingItem, ...] = ()
    papers: tuple[DocumentStatus, ...] = ()

    def next_term(self, today: dt.date) -> DeadlineSummary | None:
        """The first term that has not passed."""
        return next((term for term in self.terms if term.day >= today), None)

    def passed_term(self, today: dt.date) -> DeadlineSummary | None:
        """The last term that passed, while it is worth a word."""
        since = today - dt.timedelta(days=PAST_DAYS)
        return next((term for term in reversed(self.terms) if since <= term.day < today), None)

    def to_json(self) -> str:
        """As it is stored; the first keys are those that `read_head` reads without parsing the rest."""
        content = {
            "state": self.state,
            "problems": self.problems,
            "days": _days(self.terms),
            "missing": self.missing,
            "title": [self.name, self.detail, self.form],
            "steps": [self.done, self.total],
            "terms": [[each.title, each.day.isoformat(), each.source, each.key] for each in self.terms],
            "lacks": [
                [each.kind, each.page, each.words, each.detail, each.place.field, each.place.column, each.place.line]
                for each in self.lacks
            ],
            "papers": [[each.id, each.title, each.state, each.day and each.day.isoformat()] for each in self.papers],
        }
        return json.dumps(content, ensure_ascii=False)


class SummaryHead(NamedTuple):
    """The least that a list of thousands needs of each dossier; `days` are ISO days, the first one first."""

    state: str
    problems: int
    days: str

    def next_day(self, today: str) -> str:
        """The first day that has not passed; empty where there is none."""
        if not self.days or self.days[-10:] < today:
            return ""
        return next(day for day in self.days.split() if day >= today)


def _days(terms: Sequence[DeadlineSummary]) -> str:
    return " ".join(term.day.isoformat() for term in terms)


def short(words: str) -> str:
    """The words, cut where they are longer than a list can show."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


# --- reading ---------------------------------------------------------------------------------------------


def read_head(summary: str) -> SummaryHead:
    """DossierState and days out of a stored text, without parsing the whole of it where it is one of ours."""
    known = _head(summary[: max(0, summary.find(_AFTER_HEAD))])
    if known is not None:
        return known
    read = from_json(summary)
    return SummaryHead(read.state, read.problems, _days(read.terms))


@lru_cache(4096)
def _head(text: str) -> SummaryHead | None:
    """Of thousands of dossiers many begin alike."""
    found = _HEAD.fullmatch(text)
    return SummaryHead(found[1], int(found[2]), found[3]) if found is not None and found[1] in _STATES else None


def from_json(text: str) -> DossierSummary:
    """The stored overview; what is missing, old or not ours counts as not known."""
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
        terms=tuple(sorted(_read_terms(content.get("terms")), key=lambda term: term.day)),
        lacks=tuple(_read_lacks(content.get("lacks"))),
        papers=tuple(_read_papers(content.get("papers"))),
    )


def _read_terms(found: Any) -> Iterator[DeadlineSummary]:
    for each in _list(found):
        title, day, source, key = _list(each, 4)
        date = _date(day)
        if date is not None and _text(title):
            yield DeadlineSummary(_text(title), date, _text(source), _text(key))


def _read_lacks(found: Any) -> Iterator[OutstandingItem]:
    for each in _list(found):
        kind, page, words, detail, field, column, line = _list(each, 7)
        if _text(field):
            place = FieldRef(_text(field), _text(column) or None, _text(line) or None)
            yield OutstandingItem(
                _one_of(kind, OutstandingKind, "error"), _text(page), _text(words), _text(detail), place
            )


def _read_papers(found: Any) -> Iterator[DocumentStatus]:
    for each in _list(found):
        id, title, state, day = _list(each, 4)
        if _text(id) and _text(title):
            yield DocumentStatus(_text(id), _text(title), _one_of(state, DocumentState, "todo"), _date(day))


def _list(found: Any, length: int | None = None) -> list[Any]:
    """A list, of that length if one is given."""
    items = found if isinstance(found, list) else []
    return items if length is None else [*items, *[None] * length][:length]


def _text(found: Any) -> str:
    return found[:LONGEST] if isinstance(found, str) else ""


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


def counted(number: int, one: str, many: str) -> str:
    """`una risposta`, `3 risposte`; the number stays on the line of what it counts."""
    return (one if number == 1 else many.replace(" ", "\u00a0", 1)).replace("{}", str(number))


def when(day: dt.date, today: dt.date) -> str:
    """How far off a day is: `oggi`, `domani`, `fra 11 giorni`, `3 giorni fa`."""
    days = (day - today).days
    near = {-1: "ieri", 0: "oggi", 1: "domani"}
    if days in near:
        return near[days]
    return f"fra\u00a0{days}\u00a0giorni" if days > 0 else f"{-days}\u00a0giorni fa"


def long_day(day: dt.date, today: dt.date) -> str:
    """`venerdì 4 dicembre`, with the year where it is another one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day}\u00a0{MONTHS[day.month - 1]}{year}"


def closed_words(day: dt.date) -> str:
    """What to know of a day on which offices are closed; empty on the others."""
    said = remark(day)
    return f"{capital(said)}: la data resta questa." if said else ""


def capital(words: str) -> str:
    """The words with a capital at their start."""
    return words[:1].upper() + words[1:]
