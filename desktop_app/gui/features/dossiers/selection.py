"""Which dossiers the list shows and which of them is chosen: search, filter, order and bin, without drawing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.drafts.models import DossierEntry
from desktop_app.gui.features.dossiers.listing import USUAL_ORDER, DossierListing, Filter, ListedRows


class ListView(NamedTuple):
    """What the user has set up on the page: it outlives a change of theme. `order` is a column, and downwards."""

    in_bin: bool = False
    filter: Filter = "all"
    order: tuple[str, bool] = USUAL_ORDER
    search: str = ""
    chosen: str = ""


class Selection:
    """The rows of the list and of the bin, those that match, and the chosen one."""

    def __init__(self, rows: Sequence[DossierEntry], now: dt.datetime) -> None:
        self._listings = {False: DossierListing(rows, now), True: DossierListing([], now)}
        self.view = ListView()
        self.rows = ListedRows(self.listing, [])

    @property
    def listing(self) -> DossierListing:
        """The list, or the bin."""
        return self._listings[self.view.in_bin]

    @property
    def in_list(self) -> int:
        """How many dossiers there are outside the bin."""
        return len(self._listings[False].rows)

    @property
    def in_bin(self) -> int:
        """How many dossiers there are in the bin."""
        return len(self._listings[True].rows)

    def is_known(self, rows: Sequence[DossierEntry], now: dt.datetime) -> bool:
        """Whether the list has these rows already, read on the same day."""
        known = self._listings[False]
        return rows == known.rows and now.date() == known.today

    def set_rows(self, rows: Sequence[DossierEntry], now: dt.datetime, in_bin: bool = False) -> None:
        """The dossiers of the list, or of the bin."""
        self._listings[in_bin] = DossierListing(rows, now)

    def update(self) -> int:
        """Works out the rows that match; gives the place of the chosen one, -1 where there is none.

        Where the chosen one went away, the next one takes its place.
        """
        before = self.place()
        search, filter = self.view.search, "all" if self.view.in_bin else self.view.filter
        self.rows = self.listing.matching(search, filter, *self.view.order)
        place = self.place()
        if place < 0 and len(self.rows):
            place = min(max(before, 0), len(self.rows) - 1)
        self.view = self.view._replace(chosen=self.rows.row(place).id if place >= 0 else "")
        return place

    def place(self) -> int:
        """Where the chosen dossier stands among the rows shown, -1 where it does not."""
        return self.rows.index_of(self.view.chosen) if self.view.chosen else -1

    def choose(self, place: int) -> bool:
        """Makes the row at a place the chosen one; False where there is none."""
        if not 0 <= place < len(self.rows):
            return False
        self.view = self.view._replace(chosen=self.rows.row(place).id)
        return True

    def chosen_row(self) -> DossierEntry | None:
        """The chosen dossier, where it is shown."""
        place = self.place()
        return self.rows.row(place) if place >= 0 else None
