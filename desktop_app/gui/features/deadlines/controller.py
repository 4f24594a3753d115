"""Scadenze: the deadlines of all dossiers on one page, and the files that take them into a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal

from desktop_app.gui.shell.actions import Action, Entry
from desktop_app.gui.shell.room import Room

if TYPE_CHECKING:
    from desktop_app.calendar_file import CalendarEntry
    from desktop_app.drafts.listing.dossier_rows import DossierRows
    from desktop_app.drafts.models import DossierEntry
    from desktop_app.gui.features.deadlines.marking import Marking
    from desktop_app.gui.features.deadlines.page import DeadlinesPage
    from desktop_app.gui.shell.overlays import OverlayPage


class DeadlinesController(Room):
    """`open_requested` brings the id of a dossier.

    `export_requested`: what makes the entries, in the worker; the name of the file; the day. `recorded` comes when a
    deadline was marked as met, or not.
    """

    open_requested = Signal(str)
    export_requested = Signal(object, str, object)
    recorded = Signal()
    _rows: Sequence[DossierEntry] = ()  # as they were read last

    def actions(self) -> Sequence[Entry]:
        return (
            Action("deadlines", "&Scadenze", self.show, None, "store"),
            Action("export_deadlines", "&Esporta le scadenze…", self.export_open, None, "dossier"),
        )

    def show(self) -> None:
        """The page over all dossiers, read without opening them; what was just typed is in it."""
        overlays = self._context.overlays
        self._context.store.when_ready(lambda: self._with_rows(lambda: overlays.show(self._make_page)))

    def on_day_changed(self, today: dt.date) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Reads the deadlines again, where the page is shown."""
        if self._page() is not None:
            self._with_rows(self._show_again)

    def _show_again(self) -> None:
        page = self._page()
        if page is not None:  # it may have been closed meanwhile
            page.show_rows(self._rows, self._context.day.today())

    def _page(self) -> DeadlinesPage | None:
        return cast("DeadlinesPage | None", self._context.overlays.page_of(self._make_page))

    def _make_page(self) -> OverlayPage:
        from desktop_app.gui.features.deadlines.page import DeadlinesPage

        page = DeadlinesPage(self._context.theme, self._rows, self._context.day.today())
        page.open_requested.connect(self.open_requested)
        page.marked.connect(lambda id, deadline, day: self._marking.mark(id, deadline, day))
        page.unmarked.connect(lambda id, deadline: self._marking.unmark(id, deadline))
        page.export_requested.connect(lambda: self._export_all(page.deadlines.rows))
        return page

    @cached_property
    def _marking(self) -> Marking:
        from desktop_app.gui.features.deadlines.marking import Marking

        marking = Marking(self._context)
        marking.recorded.connect(self.recorded)
        marking.recorded.connect(self.refresh)
        return marking

    def _with_rows(self, then: Callable[[], object]) -> None:
        """Reads the dossiers beside the window, which thousands would hold up, and goes on; a fault is told."""

        def found(rows: Sequence[DossierEntry]) -> None:
            self._rows = rows
            then()

        self._context.store.ask(self._context.drafts.rows, found)

    def _export_all(self, rows: DossierRows) -> None:
        from desktop_app.calendar_file import file_name
        from desktop_app.session.calendar import stored_calendar_entries

        day = self._context.day.today()

        def entries() -> list[CalendarEntry]:
            numbers = rows.numbers.by_id
            return [each for row in rows for each in stored_calendar_entries(row, numbers.get(row.id, 0), day)]

        self.export_requested.emit(entries, file_name(day), day)

    def export_open(self) -> None:
        """The deadlines of the open dossier."""
        self._context.day.today()
        self._context.store.when_ready(self._export_stored)

    def _export_stored(self) -> None:
        from desktop_app.calendar_file import file_name
        from desktop_app.session.calendar import calendar_entries

        saver = self._context.store.saver
        if saver is None:
            return
        state, met = saver.dossier.state, saver.dossier.met_days()
        with self._context.store.faults_told():
            changed = self._context.drafts.read(saver.id).updated
            name = file_name(state.today, state.form.id, saver.number)
            self.export_requested.emit(
                lambda: calendar_entries(state, saver.id, saver.number, changed, met), name, state.today
            )
