"""The dossiers of a list, held column by column: of thousands an entry is made only of those somebody looks at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any, Final, overload

from desktop_app.drafts.models import LONG_AGO, DossierEntry

# The first fields of an entry; of most dossiers the others say nothing.
COLUMNS: Final = ("id", "form", "title", "summary", "updated", "exported", "binned")
NOTHING_SAID: Final = DossierEntry(*("",) * 4, LONG_AGO, None, None)[len(COLUMNS) :]
Column = Sequence[Any]


class Numbers:
    """The numbers of dossiers (see Stored): two texts, ids and numbers, with commas before, between and after them.

    No list shows them; they are put apart where many are wanted.
    """

    def __init__(self, ids: str = "", numbers: str = "") -> None:
        self._ids, self._numbers = ids, numbers

    def of(self, id: str) -> int:
        """The number of one dossier; 0 where none is known."""
        at = self._ids.find(f",{id},")
        before = self._ids.count(",", 0, max(0, at)) + 1
        return int(self._numbers.split(",", before + 1)[before]) if at >= 0 else 0

    @cached_property
    def by_id(self) -> Mapping[str, int]:
        """Those of all dossiers."""
        each = zip(self._ids.split(","), self._numbers.split(","), strict=True)
        return {id: int(number) for id, number in each if id}


NO_NUMBERS: Final = Numbers()


class DossierRows(Sequence[DossierEntry]):
    """Dossiers, the last changed first. Two lists are equal that say the same of each; a number never changes.

    `columns`: of each of COLUMNS the values of all dossiers, of which `order` are those of the list. `made`: by their
    places in it the entries that say more than the columns.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        order: Sequence[int],
        made: Mapping[int, DossierEntry],
        numbers: Numbers = NO_NUMBERS,
    ) -> None:
        self._columns, self._order, self._made, self.numbers = columns, order, made, numbers

    @classmethod
    def of(cls, entries: Iterable[DossierEntry], numbers: Numbers = NO_NUMBERS) -> DossierRows:
        """A list of entries that are there already; of two changed at once the one that came first is the first."""
        if isinstance(entries, DossierRows):
            return entries
        made = sorted(entries, key=attrgetter("updated"), reverse=True)
        columns = [*zip(*made, strict=True)][: len(COLUMNS)] or [()] * len(COLUMNS)
        return cls(columns, range(len(made)), dict(enumerate(made)), numbers)

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> DossierEntry: ...
    @overload
    def __getitem__(self, place: slice) -> list[DossierEntry]: ...
    def __getitem__(self, place: int | slice) -> DossierEntry | list[DossierEntry]:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        place = range(len(self))[place]
        at = self._order[place]
        return self._made.get(place) or DossierEntry(*(column[at] for column in self._columns))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DossierRows):
            return isinstance(other, list) and [*self] == other
        return all(self.column(name) == other.column(name) for name in COLUMNS) and self.said() == other.said()

    __hash__ = None  # type: ignore[assignment]  # as of a list

    def said(self) -> dict[int, tuple[Any, ...]]:
        """By their places what the columns do not say."""
        found = ((place, row[len(COLUMNS) :]) for place, row in self._made.items())
        return {place: more for place, more in found if more != NOTHING_SAID}

    def column(self, name: str) -> Column:
        """Of each dossier what one of COLUMNS says."""
        column, order = self._columns[COLUMNS.index(name)], self._order
        return itemgetter(*order)(column) if len(order) > 1 else tuple(column[at] for at in order)

    @cached_property
    def ids(self) -> Sequence[str]:
        """The id of each dossier."""
        return self.column("id")

    @cached_property
    def forms(self) -> Sequence[str]:
        """The form of each."""
        return self.column("form")

    @cached_property
    def titles(self) -> Sequence[str]:
        """The title of each."""
        return self.column("title")

    @cached_property
    def summaries(self) -> Sequence[str]:
        """The summary of each."""
        return self.column("summary")

    @cached_property
    def updated(self) -> Sequence[dt.datetime]:
        """When each was changed."""
        return self.column("updated")

    @cached_property
    def binned(self) -> Sequence[dt.datetime | None]:
        """When each was put into the bin."""
        return self.column("binned")

    def places(self, are: Callable[[DossierEntry], object]) -> list[int]:
        """The places of those that are so by what few are: archived, marked, damaged, or of a title of their own."""
        return [place for place, row in self._made.items() if are(row)]

    def only(self, places: Sequence[int]) -> DossierRows:
        """Those at some places, which come in their order."""
        made = {new: self._made[place] for new, place in enumerate(places) if place in self._made} if self._made else {}
        return DossierRows(self._columns, [self._order[place] for place in places], made, self.numbers)

    def with_more(self, made: Mapping[int, DossierEntry]) -> DossierRows:
        """The same, with entries at some places that say more than the columns."""
        return DossierRows(self._columns, self._order, made, self.numbers)
