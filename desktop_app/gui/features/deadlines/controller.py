"""What the user does with deadlines: looks at those of all dossiers, takes them into a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_app.system.clock import today

if TYPE_CHECKING:
    from desktop_app.drafts.models import DossierEntry
    from desktop_app.gui.features.editor.controller import Desk
    from desktop_app.gui.shell.overlays import OverlayPage


def show_all(desk: Desk) -> None:
    """The page over all dossiers, read without opening them; what was just typed is in it."""
    if desk.ready():
        desk.aside.show(lambda: _page(desk))


def _page(desk: Desk) -> OverlayPage:
    from desktop_app.gui.features.deadlines.page import DeadlinesPage

    rows: Sequence[DossierEntry] = []
    with desk.faults_told():
        rows = desk.drafts.rows()
    page = DeadlinesPage(desk.theme, rows, today())
    page.opened.connect(desk.open)
    page.export_requested.connect(lambda: _export_all(desk, rows))
    return page


def _export_all(desk: Desk, rows: Sequence[DossierEntry]) -> None:
    from desktop_app.calendar_file import file_name
    from desktop_app.session.summary import stored_calendar_entries

    day = today()
    desk.output.export_calendar(
        lambda: [due for row in rows for due in stored_calendar_entries(row, day)], file_name(day), day
    )


def export_open(desk: Desk) -> None:
    """Those of the open dossier."""
    if desk.saver is None or not desk.ready():
        return
    from desktop_app.calendar_file import file_name
    from desktop_app.session.summary import calendar_entries

    saver, state = desk.saver, desk.saver.dossier.state
    with desk.faults_told():
        changed = desk.drafts.read(saver.id).updated
        name = file_name(state.today, state.form.id, saver.number)
        desk.output.export_calendar(lambda: calendar_entries(state, saver.id, saver.number, changed), name, state.today)
