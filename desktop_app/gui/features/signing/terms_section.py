"""Termini: what is due and what was done, each marked by hand where nothing else tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.deadlines import DeadlineOccurrence, occurrences
from desktop_app.engine.italian import dates
from desktop_app.engine.italian.phrases import capitalized, due_day, long_day
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.feedback.fold import Fold
from desktop_app.gui.widgets.inputs.done_on import DoneOn
from desktop_app.gui.widgets.layout.flow import clear_layout
from desktop_app.gui.widgets.layout.scroll import ScrollContent
from desktop_app.gui.wording.dossier_words import deadline_mark
from desktop_app.gui.wording.sentences import tidy
from desktop_app.session.acts import Met, of_kind
from desktop_app.session.dossier import Dossier

SHOWN: Final = 8  # before "Mostra tutti i termini"
_ORDER: Final[Mapping[str, int]] = {"overdue": 0, "due": 1, "met": 2}


@dataclass(frozen=True, slots=True)
class TermRow:
    """A deadline in words; `by_hand` is the number of the act by which the user marked it as done, 0 without one."""

    key: str
    title: str
    source: str
    standing: str
    icon: str
    color: str
    words: str
    by_hand: int = 0


def term_rows(dossier: Dossier) -> list[TermRow]:
    """The overdue ones first, then those to come, then what was done; events are nobody's to do."""
    today, by_hand = dossier.today, {each.deadline: each.number for each in of_kind(dossier.acts, Met)}
    rows: list[TermRow] = []
    if dossier.withdrawal is not None:  # they ended
        return rows
    for each in occurrences(dossier.state, dossier.met_days()):
        standing = each.standing(today)
        if standing not in _ORDER or each.event:
            continue
        look, words = _done(each) if standing == "met" else _due(each, today)
        mine = by_hand.get(each.key, 0)
        rows.append(TermRow(each.key, tidy(each.name), tidy(each.source), standing, *look, words, mine))
    return sorted(rows, key=lambda row: _ORDER[row.standing])


def _done(each: DeadlineOccurrence) -> tuple[tuple[str, str], str]:
    """Its icon with the colour, and when it was done."""
    met = each.met or each.date
    words = f"Fatta {dates.with_article('il', dates.date(met))}"
    if met <= each.date:
        return ("check", "ok"), words
    due = dates.with_article("il", dates.date(each.date))
    return ("check", "warn"), f"{words}, in ritardo: era entro {due}"


def _due(each: DeadlineOccurrence, today: dt.date) -> tuple[tuple[str, str], str]:
    return deadline_mark(each.date, today), f"{capitalized(long_day(each.date, today))}, {due_day(each.date, today)}"


class TermsSection(ScrollContent):
    """`action_requested` brings `met` with key and day, or `undo` with the number of an act."""

    action_requested = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._all = False
        self._shown: tuple[Sequence[TermRow], dt.date] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def rows(self) -> Sequence[TermRow]:
        """The deadlines that are shown."""
        return self._shown[0] if self._shown is not None else ()

    def show_rows(self, rows: Sequence[TermRow], today: dt.date) -> None:
        """These deadlines; drawn again only if one changed."""
        if (list(rows), today) == self._shown:
            return
        self._shown = (list(rows), today)
        clear_layout(self._column)
        shown = rows if self._all else rows[:SHOWN]
        for row in shown:
            self._column.addWidget(self._entry(row, today))
        if len(shown) < len(rows):
            more = Link(self._theme, f"Mostra tutti i termini ({len(rows)})")
            more.clicked.connect(self._show_all)
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        """Shows all; the first that was hidden gets the focus, if something can be done with it."""
        self._all = True
        if self._shown is not None:
            rows, today = self._shown
            self._shown = None
            self.show_rows(rows, today)
            first = next(iter(self.findChildren(Fold)), None)
            if first is not None:
                first.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entry(self, row: TermRow, today: dt.date) -> QWidget:
        theme, made = self._theme, ScrollContent()
        line, lines = QHBoxLayout(made), QVBoxLayout()
        line.setContentsMargins(0, theme.gap(6), 0, theme.gap(6))
        line.setSpacing(theme.gap(10))
        lines.setSpacing(theme.gap(2))
        line.addWidget(IconView(theme, row.icon, row.color, 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(lines, 1)
        ink = "error" if row.standing == "overdue" else "text"
        lines.addWidget(text_label(theme, row.title, "small", weight=600))
        lines.addWidget(text_label(theme, row.words, "small", ink, 600 if ink == "error" else None))
        lines.addWidget(text_label(theme, row.source, "tiny", "muted"))
        if row.by_hand:
            link = Link(theme, "Annulla: non è fatta")
            link.setAccessibleName(f"Annulla: non è fatta: {row.title}")
            link.clicked.connect(lambda: self.action_requested.emit("undo", str(row.by_hand)))
            lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        elif row.standing != "met":
            done = DoneOn(theme, "Fatta il…", row.title, today)
            done.given.connect(lambda day: self.action_requested.emit("met", f"{row.key}:{day}"))
            lines.addWidget(done)
        return made
