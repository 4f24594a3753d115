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
from desktop_app.engine.evaluation.standing import OPEN, Standing, standing

DossierState = Literal["doing", "problem", "ready", "to_export", "exported"]  # `ready`: there is nothing to export
OutstandingKind = Literal["error", "missing", "warning"]
DocumentState = Literal["todo", "draft", "problem", "ready", "outdated", "exported"]
# How far a document is on its way to the office; each later one includes those before it.
Stage = Literal["to_export", "superseded", "exported", "signing", "signed", "sent", "delivered", "protocolled"]

MetHow = Literal["", "answer", "delivery", "hand"]

MAX_OUTSTANDING = 6  # items stored
LONG_AGO = dt.date.min  # when a summary was made that does not say it
MAX_SUMMARY_TEXT = 300  # characters of each text stored
_STATES, _STAGES = get_args(DossierState), get_args(Stage)
_DAY = r"\d{4}-\d\d-\d\d"
# The first keys as `to_json` writes them.
_HEAD = re.compile(
    rf'\{{"state": "(\w+)", "problems": (\d{{1,9}}), "days": "((?:{_DAY}(?:\*|\+{_DAY})? ?)*)", "made": "({_DAY})?"'
    r'(?:, "stage": "(\w*)")?'
)
_AFTER_HEAD = ', "missing"'


class DeadlineSummary(NamedTuple):
    """A deadline: title, day, article; `key` identifies it within the dossier.

    `met` is the day on which it was met, `how` is what tells it; of an `event` nothing is due.
    """

    title: str
    day: dt.date
    source: str
    key: str = ""
    met: dt.date | None = None
    event: bool = False
    how: MetHow = ""

    def standing(self, today: dt.date) -> Standing:
        """Whether it is met, still to come or overdue on a day."""
        return standing(self.day, self.met, self.event, today)

    @property
    def token(self) -> str:
        """Its day as the head of a summary has it: `2026-12-04`, of an event `…*`, met on a day `…+2026-11-20`."""
        mark = "*" if self.event else f"+{self.met.isoformat()}" if self.met else ""
        return self.day.isoformat() + mark


class OutstandingItem(NamedTuple):
    """Something to correct, answer or look at, and where; the missing answers of a page are one item."""

    kind: OutstandingKind
    page: str
    words: str
    detail: str
    place: FieldRef


class DocumentStatus(NamedTuple):
    """A document of the dossier and its state; `day` is that of its export.

    `change` is a clause that says why what was exported is superseded, whatever the state; empty where it is not.
    `stage` is how far it is on its way to the office, since `stage_day`: signed by `signed` of `signers` parties,
    `lacking` are the labels of the others; `protocol` is the office's number. `trouble` is a clause that says what
    keeps it from being delivered.
    """

    id: str
    title: str
    state: DocumentState
    day: dt.date | None = None
    change: str = ""
    stage: Stage = "to_export"
    stage_day: dt.date | None = None
    signed: int = 0
    signers: int = 0
    lacking: tuple[str, ...] = ()
    protocol: str = ""
    trouble: str = ""


class DossierSummary(NamedTuple):
    """The summary of a dossier.

    `name` and `detail` are the parts of its title, empty while not answered; `form` is the form's title; `done` of
    `total` steps are complete; `problems` and `missing` count wrong and missing answers. `made` is the day on which it
    was worked out, None where every day gives the same. `stage` is that of the documents that are signed or sent, of
    the one that is least far; empty where there is none.
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
    made: dt.date | None = None
    stage: Stage | Literal[""] = ""

    def open_deadlines(self, today: dt.date) -> list[DeadlineSummary]:
        """What is still to be done: the overdue ones first, then those to come, each by day."""
        return [each for each in self.deadlines if each.standing(today) in OPEN]

    def to_json(self) -> str:
        """As it is stored; `read_head` relies on the order of the first keys. Stored summaries fix the keys' names."""
        content = {
            "state": self.state,
            "problems": self.problems,
            "days": _days(self.deadlines),
            "made": self.made.isoformat() if self.made else "",
            "stage": self.stage,
            "missing": self.missing,
            "title": [self.name, self.detail, self.form],
            "steps": [self.done, self.total],
            "terms": [
                [
                    each.title,
                    each.day.isoformat(),
                    each.source,
                    each.key,
                    each.met and each.met.isoformat(),
                    each.event,
                    each.how,
                ]
                for each in self.deadlines
            ],
            "lacks": [
                [each.kind, each.page, each.words, each.detail, each.place.field, each.place.column, each.place.line]
                for each in self.outstanding
            ],
            "papers": [
                [
                    each.id,
                    each.title,
                    each.state,
                    each.day and each.day.isoformat(),
                    each.change,
                    each.stage,
                    each.stage_day and each.stage_day.isoformat(),
                    each.signed,
                    each.signers,
                    each.lacking,
                    each.protocol,
                    each.trouble,
                ]
                for each in self.documents
            ],
        }
        return json.dumps(content, ensure_ascii=False)


class SummaryHead(NamedTuple):
    """What a list of thousands needs of each dossier; `days` are the tokens of its deadlines, in order of days."""

    state: str
    problems: int
    days: str
    made: str = ""
    stage: str = ""

    def is_stale(self, today: str) -> bool:
        """Whether it was worked out on another day, and this one may give something else."""
        return self.made not in ("", today)

    def open_days(self, today: str) -> Iterator[tuple[int, str]]:
        """Number and day of each deadline that is still to be done, overdue ones included; days are ISO dates."""
        for number, token in enumerate(self.days.split()):
            if len(token) == 10 or (token[10] == "*" and token[:10] >= today) or token[11:] > today:
                yield number, token[:10]

    def met_days(self, today: str) -> Iterator[tuple[int, str]]:
        """Number of each deadline that is met, and the day on which it was."""
        for number, token in enumerate(self.days.split()):
            if token[10:11] == "+" and token[11:] <= today:
                yield number, token[11:]

    def first_day(self, today: str) -> str:
        """The first of them; empty if there is none."""
        return next((day for _, day in self.open_days(today)), "") if self.days else ""


def _days(deadlines: Sequence[DeadlineSummary]) -> str:
    return " ".join(each.token for each in deadlines)


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
    return SummaryHead(
        read.state, read.problems, _days(read.deadlines), read.made.isoformat() if read.made else "", read.stage
    )


@lru_cache(4096)
def _head(text: str) -> SummaryHead | None:
    """Cached: among thousands of dossiers many have the same head."""
    found = _HEAD.fullmatch(text)
    if found is None or found[1] not in _STATES or (found[5] and found[5] not in _STAGES):
        return None
    made = found[4] or ""
    if found[5] is None and found[1] == "exported":  # before stages were told: it is worked out anew
        made = LONG_AGO.isoformat()
    return SummaryHead(found[1], int(found[2]), found[3], made, found[5] or "")


def from_json(text: str) -> DossierSummary:
    """Reads a stored summary; whatever is missing, outdated or malformed gets its default."""
    content: Any = None
    with contextlib.suppress(ValueError, RecursionError):
        content = json.loads(text)
    if not isinstance(content, dict):
        return DossierSummary(made=LONG_AGO)
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
        made=None if content.get("made") == "" else _date(content.get("made")) or LONG_AGO,
        stage=_one_of(content.get("stage"), Stage, ""),
    )


def _read_deadlines(found: Any) -> Iterator[DeadlineSummary]:
    for each in _list(found):
        title, day, source, key, met, event, how = _list(each, 7)
        date = _date(day)
        if date is not None and _text(title):
            known: MetHow = _one_of(how, MetHow, "")
            yield DeadlineSummary(_text(title), date, _text(source), _text(key), _date(met), event is True, known)


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
        id, title, state, day, change, stage, since, signed, signers, lacking, protocol, trouble = _list(each, 12)
        if _text(id) and _text(title):
            status: DocumentState = _one_of(state, DocumentState, "todo")
            yield DocumentStatus(
                _text(id), _text(title), status, _date(day), _text(change), _stage(stage, status), _date(since),
                _count(signed), _count(signers), tuple(_text(each) for each in _list(lacking)), _text(protocol),
                _text(trouble),
            )  # fmt: skip


def _stage(found: Any, state: DocumentState) -> Stage:
    """Of a summary that does not say it yet, what its state tells."""
    known: Stage = "exported" if state == "exported" else "superseded" if state == "outdated" else "to_export"
    stage: Stage = _one_of(found, Stage, known)
    return stage


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
