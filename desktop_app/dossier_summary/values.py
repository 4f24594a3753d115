"""What a summary says, and how it is stored."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Literal, NamedTuple

from desktop_app import __version__
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.standing import OPEN, Standing, standing

DossierState = Literal["doing", "problem", "ready", "to_export", "exported"]  # `ready`: there is nothing to export
OutstandingKind = Literal["error", "missing", "warning"]
DocumentState = Literal["todo", "draft", "problem", "ready", "outdated", "exported"]
# How far a document is on its way to the office; each later one includes those before it.
Stage = Literal[
    "to_export", "superseded", "exported", "signing", "signed", "sent", "delivered", "protocolled", "withdrawn"
]

MetHow = Literal["", "answer", "delivery", "hand", "withdrawal"]

MAX_OUTSTANDING = 6  # items stored
LONG_AGO = dt.date.min  # when a summary was made that does not say it
MAX_SUMMARY_TEXT = 300  # characters of each text stored


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

    def stored(self) -> list[object]:
        """As a summary has it."""
        met = self.met and self.met.isoformat()
        return [self.title, self.day.isoformat(), self.source, self.key, met, self.event, self.how]

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

    `name` and `detail` are the parts of its title, empty while not answered; `form` is the form's title, `edition` the
    day of its edition (None in earlier summaries); `done` of `total` steps are complete; `problems` and `missing` count
    wrong and missing answers. `made` is the day on which it was worked out, None where every day gives the same.
    `stage` is that of the documents that are signed or sent, of the one that is least far; empty where there is none.
    `office` is where it goes, `year` that of its date (0: none yet). `words` are what else it is found by, folded (see
    `drafts.content.folded`), without quotes. `by` is the version of the program that worked it out.
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
    office: str = ""
    year: int = 0
    edition: dt.date | None = None
    words: str = ""
    by: str = __version__

    @property
    def form_and_edition(self) -> str:
        """`Valdoria, convenzione, edizione 2023`."""
        return f"{self.form}, edizione {self.edition.year}" if self.edition and self.form else self.form

    def open_deadlines(self, today: dt.date) -> list[DeadlineSummary]:
        """What is still to be done: the overdue ones first, then those to come, each by day."""
        return [each for each in self.deadlines if each.standing(today) in OPEN]

    def to_json(self) -> str:
        """As it is stored; `read_head` and `words_in` rely on the order of the first keys and on the last. Stored
        summaries fix the keys' names."""
        content = {
            "state": self.state,
            "problems": self.problems,
            "days": days_of(self.deadlines),
            "made": self.made.isoformat() if self.made else "",
            "stage": self.stage,
            "by": self.by,
            "year": self.year,
            "office": self.office,
            "missing": self.missing,
            "title": [self.name, self.detail, self.form],
            "edition": self.edition and self.edition.isoformat(),
            "steps": [self.done, self.total],
            "terms": [each.stored() for each in self.deadlines],
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
            "words": self.words,
        }
        return json.dumps(content, ensure_ascii=False)


def days_of(deadlines: Sequence[DeadlineSummary]) -> str:
    """The tokens of deadlines, as the head of a summary has them."""
    return " ".join(each.token for each in deadlines)


def cut_to_fit(words: str) -> str:
    """The words, cut to MAX_SUMMARY_TEXT characters."""
    return words if len(words) <= MAX_SUMMARY_TEXT else words[: MAX_SUMMARY_TEXT - 1] + "…"
