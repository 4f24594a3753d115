"""The list of dossiers as data: searched, filtered, sorted; put into words when a row is drawn."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any, Final, Literal, NamedTuple, overload

from desktop_app.dossier_summary import SummaryHead, from_json, read_heads, words_of
from desktop_app.drafts.content import folded
from desktop_app.drafts.listing.dossier_rows import DossierRows
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


class Facets(NamedTuple):
    """Of which form (id) and year dossiers are listed; empty and 0: of all."""

    form: str = ""
    year: int = 0


ALL: Final = Facets()


@dataclass(frozen=True, eq=False, slots=True)  # told apart by identity: thousands of dossiers share a few of them
class HeadFacts:
    """What the head of a summary says for the list: `first` is its first day, `filters` let the dossier through."""

    look: str
    first: str
    year: int
    office: str
    filters: frozenset[Filter]


def _facts(head: SummaryHead, today: dt.date) -> HeadFacts:
    now, week, last = ((today + dt.timedelta(days=days)).isoformat() for days in (0, URGENT_DAYS, DUE_SOON_DAYS))
    look, first = dossier_look(head.state, head.stage), head.first_day(now)
    found = {filter for filter, states in _STATES.items() if look in states}
    found |= {"due"} if first and first <= last else set()
    found |= {"overdue" if first < now else "week"} if first and first <= week else set()
    return HeadFacts(look, first, head.year, head.office, frozenset(found))


class DossierListing:
    """All dossiers of the list, each known by its place among `rows`; its summary is parsed only when it is drawn."""

    def __init__(self, rows: Sequence[DossierEntry], now: dt.datetime) -> None:
        self.rows, self.now, self.today = DossierRows.of(rows), now, now.date()
        self._facts = read_heads(self.rows.summaries, partial(_facts, today=self.today))
        for place in self.rows.places(attrgetter("damaged")):
            self._facts[place] = _facts(SummaryHead("damaged", 0, ""), self.today)
        self._marked = {*self.rows.places(attrgetter("marked"))}
        different, forms = {*self._facts}, {*self.rows.forms} - {""}
        self._has_overdue = any("overdue" in each.filters for each in different)
        self._titles = self._titles_of(forms)
        self._search_texts: list[str] | None = None
        self._counts: dict[Facets, dict[Filter, int]] = {}
        self.forms = sorted(forms, key=lambda form: folded(self.title_of(form)))
        self.years = sorted({each.year for each in different} - {0}, reverse=True)

    def _titles_of(self, forms: Iterable[str]) -> dict[str, str]:
        """The titles of forms, each as the first dossier of it tells; with its edition where two have one title."""
        known = {form: from_json(summary) for form in forms if (summary := self._first_summary(form))}
        several = Counter(each.form for each in known.values())
        return {id: each.form_and_edition if several[each.form] > 1 else each.form for id, each in known.items()}

    def _first_summary(self, form: str) -> str:
        found = (summary for each, summary in zip(self.rows.forms, self.rows.summaries, strict=True) if each == form)
        return next(filter(None, found), "")

    def counts(self, facets: Facets = ALL) -> dict[Filter, int]:
        """How many dossiers each filter lets through, of those that the facets do."""
        if facets not in self._counts:
            places, counts = self._within(facets), dict.fromkeys(FILTER_LABELS, 0)
            some = self._facts if facets == ALL else [self._facts[place] for place in places]
            for facts, number in Counter(some).items():
                for filter in facts.filters:
                    counts[filter] += number
            marked = sum(place in self._marked for place in places) if self._marked else 0
            self._counts[facets] = {**counts, "marked": marked, "all": len(places)}
        return self._counts[facets]

    def _within(self, facets: Facets) -> Sequence[int]:
        form, year = facets
        found: Sequence[int] = range(len(self.rows))
        if form:
            found = [place for place in found if self.rows.forms[place] == form]
        if year:
            found = [place for place in found if self._facts[place].year == year]
        return found

    def title_of(self, form: str) -> str:
        """The title of a form, from the summary of some dossier of it."""
        return self._titles.get(form) or form

    def model_of(self, row: DossierEntry) -> str:
        """The title of a dossier's form."""
        return self.title_of(row.form)

    def matching(self, search: str, filter: Filter, column: str, descending: bool, facets: Facets = ALL) -> ListedRows:
        """The dossiers that match search, filter and facets, sorted by a column.

        What is overdue comes first where the list has its usual order, the last changed one on top.
        """
        found = self._passing(filter, self._matching_search(search, facets))
        if (column, descending) != USUAL_ORDER:
            found = sorted(found, key=self._key(column), reverse=descending)
        elif self._has_overdue:
            binned = self.rows.binned
            found = sorted(found, key=lambda at: "overdue" not in self._facts[at].filters or binned[at] is not None)
        return ListedRows(self, found)

    def _matching_search(self, search: str, facets: Facets) -> Sequence[int]:
        """The places of the dossiers in which every word is found, wherever each is."""
        found = self._within(facets)
        wanted = sorted((each.strip('"\\') or each for each in folded(search).split()), key=len, reverse=True)
        if wanted and self._search_texts is None:
            self._search_texts = self._made_search_texts()
        texts = self._search_texts or []
        for word in wanted:
            found = [place for place in found if word in texts[place]]
        return found

    def _made_search_texts(self) -> list[str]:
        """What is searched of each dossier: what its summary says, unless it says it not yet or has another title."""
        rows, texts = self.rows, words_of(self.rows.summaries)
        for place in rows.places(attrgetter("own_title")):
            texts[place] = texts[place] and f"{folded(rows.titles[place])}\n{texts[place]}"
        for place in [place for place, text in enumerate(texts) if not text] if "" in texts else ():
            texts[place] = folded(f"{rows.titles[place]}\n{self.title_of(rows.forms[place])}")
        return texts

    def _passing(self, filter: Filter, found: Sequence[int]) -> Sequence[int]:
        """Those of them that a filter lets through."""
        if filter == "all":
            return found
        if filter == "marked":
            return [place for place in found if place in self._marked]
        return [place for place in found if filter in self._facts[place].filters]

    def _key(self, column: str) -> Callable[[int], Any]:
        rows, facts = self.rows, self._facts
        keys: dict[str, Callable[[int], Any]] = {
            "title": lambda place: folded(rows.titles[place]),
            "model": lambda place: folded(self.title_of(rows.forms[place])),
            "office": lambda place: folded(facts[place].office) or _LAST,
            "year": lambda place: facts[place].year,
            "state": lambda place: _STATE_ORDER[facts[place].look],
            "deadline": lambda place: facts[place].first or _NO_DEADLINE,
        }
        return keys.get(column, rows.updated.__getitem__)


class ListedRows(Sequence[DossierRow]):
    """The rows of the table; each is put into words when it is accessed."""

    def __init__(self, listing: DossierListing, places: Sequence[int]) -> None:
        self._listing, self._places = listing, places
        self._rows: dict[int, DossierRow] = {}

    def __len__(self) -> int:
        return len(self._places)

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
        return self._listing.rows[self._places[index]]

    def index_of(self, id: str) -> int:
        """The index of a dossier; -1 if it is not listed."""
        with suppress(ValueError):
            return self._places.index(self._listing.rows.ids.index(id))
        return -1


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
