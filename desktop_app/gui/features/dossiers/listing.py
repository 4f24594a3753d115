"""The dossiers of the home page as data: searched, filtered, sorted, and put into words when they are drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, Literal, overload

from desktop_app.dossier_summary import from_json, read_head
from desktop_app.drafts.content import folded
from desktop_app.drafts.models import DossierEntry
from desktop_app.engine.italian.phrases import relative_day
from desktop_app.gui.widgets.lists.dossier_row import DossierRow
from desktop_app.gui.wording.dossier_words import (
    DUE_SOON_DAYS,
    URGENT_DAYS,
    bin_words,
    dossier_state,
    dossier_title,
    short_model,
    state_words,
    summary_of_row,
)
from desktop_app.gui.wording.moments import day_and_time

Filter = Literal["all", "open", "due"]
FILTERS: Final[dict[Filter, str]] = {"all": "Tutte", "open": "Da completare", "due": "In scadenza"}
_ORDER = {"problem": 0, "doing": 1, "ready": 2, "exported": 3}
_NEVER = "9999"


class DossierListing:
    """All dossiers of the list. Only the few that are seen are parsed whole."""

    def __init__(self, rows: Sequence[DossierEntry], now: dt.datetime) -> None:
        self.rows, self.now, self.today = list(rows), now, now.date()
        self._glances = [read_head(row.summary) for row in self.rows]
        today, last = self.today.isoformat(), (self.today + dt.timedelta(days=DUE_SOON_DAYS)).isoformat()
        self._next = [known.next_day(today) if known.days else "" for known in self._glances]
        self._due = [bool(day) and day <= last for day in self._next]
        self._models = {row.form: row for row in reversed(self.rows) if row.summary}
        self._titles: dict[str, str] = {}
        self._words: list[str] | None = None
        self.counts: dict[Filter, int] = {
            "all": len(self.rows),
            "open": sum(each.state in ("doing", "problem") for each in self._glances),
            "due": sum(self._due),
        }

    def model_of(self, row: DossierEntry) -> str:
        """The title of a dossier's form, as some dossier of it has it stored."""
        if row.form not in self._titles:
            known = self._models.get(row.form)
            self._titles[row.form] = from_json(known.summary).form if known else ""
        return self._titles[row.form] or row.form

    def picked(self, search: str, filter: Filter, column: str, downwards: bool) -> ListedRows:
        """The dossiers that match, in that order."""
        found = [number for number in self._matching(search) if self._passes(filter, number)]
        found.sort(key=self._key(column), reverse=downwards)
        return ListedRows(self, found)

    def _matching(self, search: str) -> Iterator[int] | range:
        wanted = folded(search.strip())
        if not wanted:
            return range(len(self.rows))
        if self._words is None:
            models = {row.form: row for row in self.rows}
            titles = {form: "\n" + folded(self.model_of(row)) for form, row in models.items()}
            self._words = [folded(row.title) + titles[row.form] for row in self.rows]
        return (number for number, words in enumerate(self._words) if wanted in words)

    def _passes(self, filter: Filter, number: int) -> bool:
        if filter == "open":
            return self._glances[number].state in ("doing", "problem")
        return filter == "all" or self._due[number]

    def _key(self, column: str) -> Callable[[int], Any]:
        rows, glances = self.rows, self._glances
        keys: dict[str, Callable[[int], Any]] = {
            "title": lambda number: folded(rows[number].title),
            "model": lambda number: folded(self.model_of(rows[number])),
            "state": lambda number: _ORDER[dossier_state(rows[number], glances[number].state)],
            "deadline": lambda number: self._next[number] or _NEVER,
        }
        return keys.get(column, lambda number: rows[number].updated)


class ListedRows(Sequence[DossierRow]):
    """The rows of the table, each put into words when it is asked for."""

    def __init__(self, listing: DossierListing, numbers: Sequence[int]) -> None:
        self._listing, self._numbers = listing, numbers
        self._made: dict[int, DossierRow] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> DossierRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[DossierRow]: ...
    def __getitem__(self, index: int | slice) -> DossierRow | Sequence[DossierRow]:
        if isinstance(index, slice):
            return [self[each] for each in range(len(self))[index]]
        if index not in self._made:
            self._made[index] = row_words(self.row(index), self._listing)
        return self._made[index]

    def row(self, index: int) -> DossierEntry:
        """The stored row at a place."""
        return self._listing.rows[self._numbers[index]]

    def place_of(self, id: str) -> int:
        """Where a dossier is, -1 where it is not."""
        rows = self._listing.rows
        return next((place for place, number in enumerate(self._numbers) if rows[number].id == id), -1)


def row_words(row: DossierEntry, listing: DossierListing) -> DossierRow:
    """One dossier as the table shows it."""
    known = summary_of_row(row)
    title, detail = dossier_title(row, known)
    state = dossier_state(row, known.state)
    term = known.next_deadline(listing.today) if row.binned is None else None
    day, hour = day_and_time(row.updated, listing.now)
    left = (term.day - listing.today).days if term else DUE_SOON_DAYS + 1
    return DossierRow(
        title=title,
        subtitle=detail if row.binned is None else bin_words(row.binned, listing.now),
        model=short_model(listing.model_of(row)),
        state=state,
        state_words=state_words(known, state),
        deadline=f"{term.day:%d/%m/%Y}" if term else "",
        deadline_in=relative_day(term.day, listing.today) if term else "",
        deadline_for=term.title if term else "",
        urgent=left <= URGENT_DAYS,
        soon=left <= DUE_SOON_DAYS,
        modified=day,
        modified_at=hour,
    )
