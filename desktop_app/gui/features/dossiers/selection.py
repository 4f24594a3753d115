"""Which dossiers the list shows and which of them are chosen: search, filters, order and place, without drawing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from operator import attrgetter
from typing import Final, Literal, NamedTuple

from desktop_app.drafts.listing.dossier_rows import DossierRows
from desktop_app.drafts.models import DossierEntry
from desktop_app.gui.features.dossiers.listing import USUAL_ORDER, DossierListing, Facets, Filter, ListedRows

Place = Literal["list", "archive", "bin"]


class ListView(NamedTuple):
    """What the user has set up on the page: it outlives a change of theme. `order` is a column, and downwards.

    `chosen` is the current dossier, `several` are all that are selected where there is more than one.
    """

    place: Place = "list"
    filter: Filter = "all"
    facets: Facets = Facets()
    order: tuple[str, bool] = USUAL_ORDER
    search: str = ""
    chosen: str = ""
    several: tuple[str, ...] = ()

    @property
    def in_bin(self) -> bool:
        """Whether the bin is shown."""
        return self.place == "bin"


USUAL_VIEW: Final = ListView()


class Selection:
    """The rows of the list, of the archive and of the bin, those that match, and the chosen ones."""

    def __init__(
        self,
        rows: Sequence[DossierEntry],
        now: dt.datetime,
        view: ListView = USUAL_VIEW,
        binned: Sequence[DossierEntry] = (),
    ) -> None:
        self._listings: dict[Place, DossierListing] = {}
        self.set_binned(binned, now)
        self.set_rows(rows, now)
        self.view = view
        self.rows = ListedRows(self.listing, [])

    @property
    def listing(self) -> DossierListing:
        """The list, the archive or the bin."""
        return self._listings[self.view.place]

    def number_in(self, place: Place) -> int:
        """How many dossiers there are."""
        return len(self._listings[place].rows)

    def found_in_archive(self) -> int:
        """How many of the archive have what is searched in the list; 0 where nothing is."""
        if self.view.place != "list" or not self.view.search.strip():
            return 0
        return len(self._listings["archive"].matching(self.view.search, "all", *USUAL_ORDER))

    def is_known(self, rows: Sequence[DossierEntry], now: dt.datetime) -> bool:
        """Whether the list has these rows already, read on the same day."""
        return DossierRows.of(rows) == self._read and now.date() == self._listings["list"].today

    def set_rows(self, rows: Sequence[DossierEntry], now: dt.datetime) -> None:
        """The dossiers outside the bin."""
        self._read = in_list = DossierRows.of(rows)
        archived = in_list.places(attrgetter("archived"))
        if archived:
            apart = {*archived}
            in_list = in_list.only([place for place in range(len(in_list)) if place not in apart])
        self._listings["list"] = DossierListing(in_list, now)
        self._listings["archive"] = DossierListing(self._read.only(archived), now)

    def set_binned(self, rows: Sequence[DossierEntry], now: dt.datetime) -> None:
        """The dossiers in the bin."""
        self._listings["bin"] = DossierListing(rows, now)

    def update(self) -> int:
        """Works out the rows that match; gives the place of the chosen one, -1 where there is none.

        Where the chosen one went away, the next one takes its place.
        """
        before, view = self.place(), self.view
        filter, facets = (view.filter, view.facets) if view.place == "list" else ("all", Facets())
        self.rows = self.listing.matching(view.search, filter, *view.order, facets)
        place = self.place()
        if place < 0 and len(self.rows):
            place = min(max(before, 0), len(self.rows) - 1)
        there = {id for id in view.several if self.rows.index_of(id) >= 0}
        several = tuple(id for id in view.several if id in there) if len(there) > 1 else ()
        self.view = view._replace(chosen=self.rows.row(place).id if place >= 0 else "", several=several)
        return place

    def place(self) -> int:
        """Where the chosen dossier stands among the rows shown, -1 where it does not."""
        return self.rows.index_of(self.view.chosen) if self.view.chosen else -1

    def places(self) -> list[int]:
        """Where those that are selected together stand."""
        return [self.rows.index_of(id) for id in self.view.several]

    def choose(self, place: int, several: Sequence[int] = ()) -> bool:
        """Makes the row at a place the chosen one, with all that are selected; False where there is none."""
        if not 0 <= place < len(self.rows):
            return False
        ids = tuple(self.rows.row(each).id for each in several if 0 <= each < len(self.rows))
        self.view = self.view._replace(chosen=self.rows.row(place).id, several=ids if len(ids) > 1 else ())
        return True

    def chosen_row(self) -> DossierEntry | None:
        """The chosen dossier, where it is shown."""
        place = self.place()
        return self.rows.row(place) if place >= 0 else None

    def chosen_rows(self) -> list[DossierEntry]:
        """All that are selected, in the order of the list."""
        row = self.chosen_row()
        return [self.rows.row(each) for each in self.places()] or ([row] if row is not None else [])

    def number_of(self, row: DossierEntry) -> int:
        """The number of a dossier that is shown; 0 where none is known."""
        return self.listing.rows.numbers.of(row.id)
