"""The deadlines in the summary: day, article, days left, and their export to a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.deadlines import NONE_MET, DeadlineOccurrence, MetDays, occurrences
from desktop_app.engine.evaluation.standing import OPEN
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.italian import dates
from desktop_app.engine.italian.phrases import capitalized, closed_day_note, due_day, long_day, relative_day
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.layout.flow import clear_layout
from desktop_app.gui.wording.dossier_words import NO_DEADLINES, NONE_OPEN, deadline_mark

DEADLINES_SHOWN: Final = 8  # before "Mostra tutte"; more where more are overdue


def icon_note(
    theme: Theme, icon: str, color: str, fact: str, words: str, *more: str, fact_color: str = "text"
) -> QWidget:
    """A fact with an icon, and words below it; empty strings in `more` are skipped."""
    made = QWidget()
    row, lines = QHBoxLayout(made), QVBoxLayout()
    row.setContentsMargins(0, theme.gap(4), 0, theme.gap(6))
    row.setSpacing(theme.gap(10))
    lines.setSpacing(0)
    row.addWidget(IconView(theme, icon, color, 18), 0, Qt.AlignmentFlag.AlignTop)
    lines.addWidget(text_label(theme, fact, "small", fact_color, 600))
    lines.addWidget(text_label(theme, words, "tiny"))
    for each in more:
        if each:
            lines.addWidget(text_label(theme, each, "tiny", "muted"))
    row.addLayout(lines, 1)
    return made


_ORDER: Final = {"overdue": 0, "due": 1, "past": 2, "met": 3}


def _in_order(found: Sequence[DeadlineOccurrence], today: dt.date) -> list[DeadlineOccurrence]:
    """The overdue ones, then those to come, the events that have passed, and what is met."""
    return sorted(found, key=lambda each: (_ORDER[each.standing(today)], each.date))


def _first(found: Sequence[DeadlineOccurrence], today: dt.date) -> Sequence[DeadlineOccurrence]:
    """All that are overdue, and the next ones; an event that has passed only where there is room."""
    overdue = sum(each.standing(today) == "overdue" for each in found)
    return found[: max(DEADLINES_SHOWN, overdue + 1)]


class DeadlineList(QWidget):
    """`export_requested` asks for a calendar file; `tab_stops_changed` comes when links were added or removed."""

    export_requested = Signal()
    tab_stops_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[list[DeadlineOccurrence], dt.date, bool] | None = None
        self._all_shown = False
        self.more: Link | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.export = Button(theme, "Esporta nel calendario…", icon="calendar-days", small=True)
        self.export.setAccessibleDescription("Scrive le scadenze in un file per il tuo programma di calendario")
        self.export.clicked.connect(self.export_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(8))
        column.addLayout(self._list)
        column.addWidget(self.export, 0, Qt.AlignmentFlag.AlignLeft)

    def tab_stops(self) -> list[QWidget]:
        """The focusable widgets, in order."""
        return [*([self.more] if self.more else []), self.export]

    def show_state(self, state: FormState, today: dt.date, met: MetDays = NONE_MET) -> None:
        """Shows the deadlines, those in `met` as done on their days; drawn again only if one changed."""
        found = occurrences(state, met)
        now = (_in_order(found, today), today, bool(found))
        if now != self._shown:
            self._shown = now
            self._draw(*now)

    def _draw(self, found: Sequence[DeadlineOccurrence], today: dt.date, some: bool) -> None:
        clear_layout(self._list)
        self.more = None
        self.export.setVisible(some)
        if not any(each.standing(today) in OPEN for each in found):
            self._list.addWidget(text_label(self._theme, NONE_OPEN if some else NO_DEADLINES, "small", "muted"))
        shown = found if self._all_shown else _first(found, today)
        for term in shown:
            self._list.addWidget(self._entry(term, today))
        if len(shown) < len(found):
            self.more = Link(self._theme, f"Mostra tutte le {len(found)} scadenze")
            self.more.clicked.connect(self._show_all)
            self._list.addWidget(self.more)
        self.tab_stops_changed.emit()

    def _entry(self, term: DeadlineOccurrence, today: dt.date) -> QWidget:
        standing, day = term.standing(today), capitalized(long_day(term.date, today))
        if standing == "met" and term.met is not None:
            done = f"Fatta {dates.with_article('il', dates.date(term.met))}"
            return icon_note(self._theme, "check", "ok", done, term.name, f"Entro {long_day(term.date, today)}")
        if standing == "past":
            words = f"{day}, {relative_day(term.date, today)}"
            return icon_note(self._theme, "history", "muted", words, term.name, term.source)
        icon, color = deadline_mark(term.date, today)
        fact = f"{day}, {due_day(term.date, today)}"
        ink = "error" if standing == "overdue" else "text"
        note = closed_day_note(term.date) if standing == "due" else ""
        return icon_note(self._theme, icon, color, fact, term.name, term.source, note, fact_color=ink)

    def _show_all(self) -> None:
        """Shows all; the link that had the focus is gone, so the next control gets it."""
        self._all_shown = True
        if self._shown is not None:
            self._draw(*self._shown)
        self.export.setFocus(Qt.FocusReason.OtherFocusReason)
