"""The list of dossiers as data: searched, filtered, sorted; put into words when a row is drawn."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final, Literal, NamedTuple, overload

from desktop_app.dossier_summary import SummaryHead, from_json, read_heads, words_in
from desktop_app.drafts.content import folded
from desktop_app.drafts.models import LONG_AGO, DossierEntry
from desktop_app.engine.italian.phrases import due_day
from desktop_app.gui.widgets.lists.dossier_row import DossierRow
from desktop_app.gui.wording.dossier_words import (
    DAMAGED_HINT,
    DUE_SOON_DAYS,
    URGENT_DAYS,
    bin_words,
    dossier_look,
    dossier_title,
    full_title,
    short_model,
    state_words,
    summary_of_row,
    urgency,
)
from desktop_app.gui.wording.moments import day_and_time

Filter = Literal[
    "all", "marked", "open", "ready", "to_export", "exported", "to_sign", "to_send", "sent", "delivered",
    "protocolled", "withdrawn", "week", "due", "overdue",
]  # fmt: skip
FILTER_LABELS: Final[dict[Filter, str]] = {
    "all": "Tutte", "marked": "In evidenza", "open": "Da completare", "ready": "Pronte", "to_export": "Da esportare",
    "exported": "Esportate", "to_sign": "Da firmare", "to_send": "Da inviare", "sent": "Inviate",
    "delivered": "Consegnate", "protocolled": "Protocollate", "withdrawn": "Ritirate", "week": "Entro 7 giorni",
    "due": "Entro 30 giorni", "overdue": "Scadute",
}  # fmt: skip
_STATES: Final[dict[Filter, tuple[str, ...]]] = {
    "open": ("doing", "problem"), "ready": ("ready",), "to_export": ("to_export",), "exported": ("exported",),
    **{each: (each,) for each in ("to_sign", "to_send", "sent", "delivered", "protocolled", "withdrawn")},
}  # fmt: skip
_STATE_ORDER = {
    each: place
    for place, each in enumerate(
        ("damaged", "problem", "doing", "ready", "to_export", "exported", "to_sign", "to_send", "sent", "delivered",
         "protocolled", "withdrawn")
    )
}  # fmt: skip
_NO_DEADLINE = "9999"
_LAST: Final = "\uffff"  # after every name
USUAL_ORDER: Final = ("modified", True)
_DAMAGED: Final = SummaryHead("damaged", 0, "")


class Facets(NamedTuple):
    """Of which form (id) and year dossiers are listed; empty and 0: of all."""

    form: str = ""
    year: int = 0


ALL: Final = Facets()


class DossierListing:
    """All dossiers of the list. A summary is fully parsed only when its row is drawn."""

    def __init__(self, rows: Sequence[DossierEntry], now: dt.datetime) -> None:
        self.rows, self.now, self.today = list(rows), now, now.date()
        self._heads = read_heads([row.summary for row in self.rows])
        for number in [number for number, row in enumerate(self.rows) if row.damaged]:
            self._heads[number] = _DAMAGED
        today, week, last = (
            (self.today + dt.timedelta(days=days)).isoformat() for days in (0, URGENT_DAYS, DUE_SOON_DAYS)
        )
        self._first = [known.days and known.first_day(today) for known in self._heads]
        self._week = [bool(day) and today <= day <= week for day in self._first]
        self._due = [bool(day) and day <= last for day in self._first]
        self._overdue = [bool(day) and day < today for day in self._first]
        marked = [row.marked for row in self.rows]
        self._others: dict[Filter, list[bool]] = {
            "marked": marked, "week": self._week, "due": self._due, "overdue": self._overdue
        }  # fmt: skip
        self._looks = [dossier_look(each.state, each.stage) for each in self._heads]
        self._models = {row.form: row for row in reversed(self.rows) if row.summary}
        self._titles: dict[str, str] = {}
        self._search_texts: list[str] | None = None
        self._counts: dict[Facets, dict[Filter, int]] = {}
        self.forms = sorted({row.form for row in self.rows if row.form}, key=lambda form: folded(self.title_of(form)))
        self.years = sorted({head.year for head in self._heads} - {0}, reverse=True)

    def counts(self, facets: Facets = ALL) -> dict[Filter, int]:
        """How many dossiers each filter lets through, of those that the facets do."""
        if facets not in self._counts:
            numbers = self._within(facets)
            some = [*map(self._looks.__getitem__, numbers)]
            by_state = Counter(some)
            counts: dict[Filter, int] = {
                filter: sum(by_state[state] for state in states) for filter, states in _STATES.items()
            }
            for filter, passes in self._others.items():
                counts[filter] = sum(map(passes.__getitem__, numbers))
            self._counts[facets] = {**counts, "all": len(numbers)}
        return self._counts[facets]

    def _within(self, facets: Facets) -> Sequence[int]:
        form, year = facets
        if not (form or year):
            return range(len(self.rows))
        return [
            number
            for number, row in enumerate(self.rows)
            if (not form or row.form == form) and (not year or self._heads[number].year == year)
        ]

    def title_of(self, form: str) -> str:
        """The title of a form, from the summary of some dossier of it; with its edition where two have one title."""
        if not self._titles:
            known = {id: from_json(row.summary) for id, row in self._models.items()}
            several = Counter(each.form for each in known.values())
            self._titles = {
                id: each.form_and_edition if several[each.form] > 1 else each.form for id, each in known.items()
            }
        return self._titles.get(form) or form

    def model_of(self, row: DossierEntry) -> str:
        """The title of a dossier's form."""
        return self.title_of(row.form)

    def matching(self, search: str, filter: Filter, column: str, descending: bool, facets: Facets = ALL) -> ListedRows:
        """The dossiers that match search, filter and facets, sorted by a column.

        What is overdue comes first where the list has its usual order, the last changed one on top.
        """
        found = self._passing(filter, self._matching_search(search, facets))
        found.sort(key=self._key(column), reverse=descending)
        if (column, descending) == USUAL_ORDER and any(self._overdue):
            found.sort(key=lambda number: not self._overdue[number] or self.rows[number].binned is not None)
        return ListedRows(self, found)

    def _matching_search(self, search: str, facets: Facets) -> Sequence[int]:
        """The numbers of the dossiers in which every word is found, wherever each is."""
        wanted = sorted((each.strip('"\\') or each for each in folded(search).split()), key=len, reverse=True)
        if not wanted:
            return self._within(facets)
        if self._search_texts is None:
            said = [words_in(row.summary) for row in self.rows]
            self._search_texts = [
                words if words and not row.own_title else self._title_text(row, words)
                for row, words in zip(self.rows, said, strict=True)
            ]
        found = self._within(facets)
        for word in wanted:
            found = [number for number in found if word in self._search_texts[number]]
        return found

    def _title_text(self, row: DossierEntry, words: str) -> str:
        """What is searched of a dossier whose summary says it not yet, or has another title than it says."""
        if not words:
            return folded(f"{row.title}\n{self.model_of(row)}")
        return f"{folded(row.title)}\n{words}"

    def _passing(self, filter: Filter, found: Sequence[int]) -> list[int]:
        """Those of them that a filter lets through."""
        if filter == "all":
            return [*found]
        if filter in _STATES:
            return [number for number in found if self._looks[number] in _STATES[filter]]
        passes = self._others[filter]
        return [number for number in found if passes[number]]

    def _key(self, column: str) -> Callable[[int], Any]:
        rows, looks, heads = self.rows, self._looks, self._heads
        keys: dict[str, Callable[[int], Any]] = {
            "title": lambda number: folded(rows[number].title),
            "model": lambda number: folded(self.model_of(rows[number])),
            "office": lambda number: folded(heads[number].office) or _LAST,
            "year": lambda number: heads[number].year,
            "state": lambda number: _STATE_ORDER[looks[number]],
            "deadline": lambda number: self._first[number] or _NO_DEADLINE,
        }
        return keys.get(column, lambda number: rows[number].updated)


class ListedRows(Sequence[DossierRow]):
    """The rows of the table; each is put into words when it is accessed."""

    def __init__(self, listing: DossierListing, numbers: Sequence[int]) -> None:
        self._listing, self._numbers = listing, numbers
        self._rows: dict[int, DossierRow] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> DossierRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[DossierRow]: ...
    def __getitem__(self, index: int | slice) -> DossierRow | Sequence[DossierRow]:
        if isinstance(index, slice):
            return [self[each] for each in range(len(self))[index]]
        if index not in self._rows:
            self._rows[index] = row_words(self.row(index), self._listing)
        return self._rows[index]

    def row(self, index: int) -> DossierEntry:
        """The dossier at an index."""
        return self._listing.rows[self._numbers[index]]

    def index_of(self, id: str) -> int:
        """The index of a dossier; -1 if it is not listed."""
        rows = self._listing.rows
        return next((place for place, number in enumerate(self._numbers) if rows[number].id == id), -1)


def row_words(row: DossierEntry, listing: DossierListing) -> DossierRow:
    """One dossier as the table shows it."""
    if row.damaged:
        return _damaged_words(row, listing)
    known = summary_of_row(row)
    title, detail = dossier_title(row, known)
    here = row.binned is None and row.archived is None
    term = next(iter(known.open_deadlines(listing.today)), None) if row.binned is None else None
    office, _, part = known.office.partition(", ")
    day, hour = day_and_time(row.updated, listing.now)
    return DossierRow(
        title=title,
        subtitle=detail if row.binned is None else bin_words(row.binned, listing.now),
        model=short_model(listing.model_of(row)),
        state=dossier_look(known.state, known.stage),
        state_words=state_words(known),
        deadline=f"{term.day:%d/%m/%Y}" if term else "",
        deadline_in=due_day(term.day, listing.today) if term else "",
        deadline_for=term.title if term else "",
        no_deadline="nessuna" if row.binned is None and row.summary else "",  # in the bin none counts
        urgency=urgency(term.day, listing.today) if term and here else "later",
        modified=day,
        modified_at=hour,
        office=office,
        office_part=part,
        year=str(known.year or ""),
        marked=row.marked,
    )


def _damaged_words(row: DossierEntry, listing: DossierListing) -> DossierRow:
    """A dossier that is not as it was stored, with what can be read of it."""
    there = row.updated > LONG_AGO
    day, hour = day_and_time(row.updated, listing.now) if there else ("", "")
    return DossierRow(
        title=full_title(row),
        subtitle="" if row.binned is None else bin_words(row.binned, listing.now),
        model=short_model(listing.model_of(row)),
        state="damaged",
        state_words=DAMAGED_HINT,
        no_deadline="",
        modified=day,
        modified_at=hour,
    )
