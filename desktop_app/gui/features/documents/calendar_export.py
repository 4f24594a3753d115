"""Deadlines as a file for calendar programs: where it goes, how it is written, what is said then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop_app.calendar_file import SUFFIX, CalendarEntry, to_icalendar
from desktop_app.gui.services import save_dialog
from desktop_app.gui.services.export_folder import documents_base
from desktop_app.gui.services.worker import Progress, Steps
from desktop_app.gui.widgets.feedback.notice import NoticeKind
from desktop_app.system.files import write_atomically

CALENDAR_KIND: Final = "Calendario (*.ics)"


def ask_where(window: QWidget, name: str) -> Path | None:
    """The path that the user chooses, None where none was."""
    place = str(documents_base().parent / name)
    return save_dialog.ask_where_to_save(window, "Esporta le scadenze", place, CALENDAR_KIND, SUFFIX)


def write_calendar(dues: Callable[[], Sequence[CalendarEntry]], today: dt.date, path: Path) -> Steps[int | None]:
    """Writes deadlines as a file for calendar programs; gives how many, None where it was stopped before."""
    found = dues()
    if (yield Progress("Esporto le scadenze", 0, 1)):
        return None
    write_atomically(path, to_icalendar(found, today))
    return len(found)


def words_of(count: int | None, path: Path) -> tuple[NoticeKind, str, str]:
    """Kind, fact and text of the notice about so many deadlines; None where it was stopped."""
    if count is None:
        return "note", "Fermato: il file delle scadenze non è stato scritto.", ""
    many = "Una scadenza esportata." if count == 1 else f"Esportate {count} scadenze."
    return "ok", many, f"{path}. Aprilo con il tuo programma di calendario: se c'erano già, si aggiornano."
