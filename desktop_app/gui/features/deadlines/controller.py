"""What the user does with deadlines: looks at those of all dossiers, takes them into a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_app.system.clock import today

if TYPE_CHECKING:
    from desktop_app.drafts.models import Row
    from desktop_app.gui.features.editor.controller import Desk
    from desktop_app.gui.shell.overlays import Covering


def show_all(desk: Desk) -> None:
    """The page over all dossiers, read without opening them; what was just typed is in it."""
    if desk.ready():
        desk.aside.show(lambda: _page(desk))


def _page(desk: Desk) -> Covering:
    from desktop_app.gui.features.deadlines.page import DeadlinesPage

    rows: Sequence[Row] = []
    with desk.faults_told():
        rows = desk.drafts.rows()
    page = DeadlinesPage(desk.theme, rows, today())
    page.opened.connect(desk.open)
    page.export_requested.connect(lambda: _export_all(desk, rows))
    return page


def _export_all(desk: Desk, rows: Sequence[Row]) -> None:
    from desktop_app.calendar_file import file_name
    from desktop_app.session.summary import stored_dues

    day = today()
    desk.output.export_calendar(lambda: [due for row in rows for due in stored_dues(row, day)], file_name(day), day)


def export_open(desk: Desk) -> None:
    """Those of the open dossier."""
    if desk.saver is None or not desk.ready():
        return
    from desktop_app.calendar_file import file_name
    from desktop_app.session.summary import dues_of

    saver, dossier = desk.saver, desk.saver.dossier.snapshot()
    with desk.faults_told():
        changed = desk.drafts.read(saver.id).updated
        name = file_name(dossier.today, dossier.form.id, saver.number)
        desk.output.export_calendar(lambda: dues_of(dossier, saver.id, saver.number, changed), name, dossier.today)
