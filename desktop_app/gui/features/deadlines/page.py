"""Scadenze: the deadlines of all dossiers by day; opens a dossier, or exports all to a calendar file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.dossier_summary import DeadlineSummary
from desktop_app.drafts.models import DossierEntry
from desktop_app.engine.italian.phrases import capitalized, closed_day_note, due_day, long_day
from desktop_app.gui.features.deadlines.listing import DeadlineListing
from desktop_app.gui.features.deadlines.mark_form import MarkForm
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.overlays import OverlayPage
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import heading, set_text_color, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.feedback.empty_state import EmptyState
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.flow import FlowLayout
from desktop_app.gui.widgets.layout.tab_order import set_tab_order
from desktop_app.gui.widgets.lists.deadline_table import DeadlineTable
from desktop_app.gui.widgets.lists.list_or_empty import ListOrEmpty

NO_DEADLINES = ("Nessuna scadenza per ora.", "Compare qui appena scrivi, in una pratica, la data da cui si conta.")
NONE_OPEN = ("Nessuna scadenza aperta.", "Sono tutte passate.")
LOW_HEIGHT = 480  # px at 100 %: lower pages hide the sentence on the calendar file
VERY_LOW_HEIGHT = 400  # and these the details that the list shows as well
LEAST_HEIGHT = 260  # and these the title, which the list has, and the button: a double click or Enter opens as well
FILE_NOTE = "Nel file per il calendario ci sono titoli, articoli e numeri delle pratiche: nessun nome."


class DeadlinesPage(OverlayPage):
    """`open_requested` brings the id of a dossier, `export_requested` asks for a calendar file of all deadlines.

    `marked` brings the id of a dossier, its deadline and the day on which it was met, `unmarked` the first two.
    """

    open_requested = Signal(str)
    marked = Signal(str, object, object)
    unmarked = Signal(str, object)
    export_requested = Signal()

    def __init__(self, theme: Theme, rows: Sequence[DossierEntry], today: dt.date) -> None:
        super().__init__()
        self._theme, self.deadlines = theme, DeadlineListing(rows, today)
        mnemonics = Mnemonics()
        self.export = Button(theme, mnemonics.assign("Esporta nel calendario…"), icon="calendar-days")
        self.close_button = Button(theme, mnemonics.assign("Chiudi"))
        self.open_button = Button(theme, mnemonics.assign("Apri la pratica"), "accent", trailing="arrow-right")
        self.form = MarkForm(theme, mnemonics)
        self.table = DeadlineTable(theme)
        self._list = ListOrEmpty(theme, self.table)
        self._about = text_label(theme, FILE_NOTE, "small", "muted")
        self._lay_out()
        self.table.open_requested.connect(self._open)
        self.table.current_row_changed.connect(self._choose)
        self.export.clicked.connect(self.export_requested)
        self.close_button.clicked.connect(self.closed)
        self.open_button.clicked.connect(lambda: self._open(self.table.currentIndex().row()))
        set_tab_order([self.export, self.close_button, self.table, *self.form.tab_stops(), self.open_button])
        self.form.marked.connect(lambda day: self._tell(lambda *about: self.marked.emit(*about, day)))
        self.form.unmarked.connect(lambda: self._tell(self.unmarked.emit))
        self.setAccessibleName("Scadenze")
        self._show()

    def _lay_out(self) -> None:
        theme = self._theme
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        head, buttons = QHBoxLayout(), QWidget()
        flow = FlowLayout(theme.gap(10), theme.gap(6), align_right=True)
        for button in (self.export, self.close_button):
            flow.addWidget(button)
        buttons.setLayout(flow)
        head.addWidget(heading(theme, "Scadenze", "h1"))
        head.addWidget(buttons, 1, Qt.AlignmentFlag.AlignTop)
        self.count = text_label(theme, "", "small", "muted")
        self._column.addLayout(head)
        for part in (self.count, self._about):
            self._column.addWidget(part)
        self._column.addSpacing(theme.gap(10))
        self._column.addWidget(self._list, 1)
        self._column.addSpacing(theme.gap(10))
        self._column.addWidget(self._details())

    def _details(self) -> QWidget:
        """The selected deadline in full: the list elides long texts."""
        theme = self._theme
        self.card = CardFrame(theme, fill="canvas")
        row, words = QHBoxLayout(self.card), QVBoxLayout()
        row.setContentsMargins(theme.gap(18), theme.gap(10), theme.gap(18), theme.gap(10))
        row.setSpacing(theme.gap(18))
        words.setSpacing(0)
        self.day = text_label(theme, "", weight=600)
        self.title = text_label(theme, "", "small")
        self.source = text_label(theme, "", "tiny", "muted")
        self.dossier = text_label(theme, "", "tiny", "muted")
        for part in (self.day, self.title, self.source, self.dossier):
            words.addWidget(part)
        words.addWidget(self.form)
        row.addLayout(words, 1)
        row.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignVCenter)
        return self.card

    def show_rows(self, rows: Sequence[DossierEntry], today: dt.date) -> None:
        """Shows the deadlines of these dossiers on another day; the one that is selected stays so, if it is there."""
        at = self.table.currentIndex().row()
        before = self.deadlines
        chosen = before.identity(at) if 0 <= at < len(before) else None
        self.deadlines = DeadlineListing(rows, today)
        place = self.deadlines.place_of(chosen) if chosen is not None else 0
        if at < before.open and place >= self.deadlines.open > 0:  # just met: the next one to be done takes its place
            place = min(at, self.deadlines.open - 1)
        self._show(place)

    def _show(self, place: int = 0) -> None:
        """Shows the list; unless another is chosen the first is selected, so that what is overdue is seen first."""
        some = len(self.deadlines) > 0
        none = NONE_OPEN if self.deadlines.has_others else NO_DEADLINES
        self._list.show_empty(None if some else EmptyState(self._theme, *none))
        self.export.setVisible(some or self.deadlines.has_others)
        self.card.setVisible(some)
        self._adapt_to_height()
        if not some:
            return
        self.count.setText(self.deadlines.count_words())
        self.table.show_rows(self.deadlines, place)
        self._choose(place)

    def _choose(self, place: int) -> None:
        if not 0 <= place < len(self.deadlines):
            return
        deadline, today = self.deadlines.deadline(place), self.deadlines.today
        name, detail = self.deadlines.dossier_title(place)
        met, note = deadline.standing(today) == "met", closed_day_note(deadline.day)
        row = self.deadlines[place]
        far = ", ".join(part for part in (row.distance, row.note) if part) if met else due_day(deadline.day, today)
        self.day.setText(f"{capitalized(long_day(deadline.day, today))}, {far}")
        set_text_color(self._theme, self.day, "error" if deadline.day < today and not met else "text")
        self.title.setText(deadline.title)
        self.source.setText(" · ".join(part for part in (deadline.source, "" if met else note) if part))
        self.form.show_deadline(self.deadlines.identity(place), deadline, today)
        self.dossier.setText(f"{name} · {detail}")
        self.open_button.setAccessibleDescription(name)

    def _tell(self, tell: Callable[[str, DeadlineSummary], object]) -> None:
        place = self.table.currentIndex().row()
        if 0 <= place < len(self.deadlines):
            tell(self.deadlines.row(place).id, self.deadlines.deadline(place))

    def _open(self, place: int) -> None:
        if 0 <= place < len(self.deadlines):
            self.open_requested.emit(self.deadlines.row(place).id)

    def first_focus(self) -> QWidget:
        """The table, or the close button if it is empty."""
        return self.table if len(self.deadlines) else self.close_button

    def _adapt_to_height(self) -> None:
        theme = self._theme
        low, lowest, some = (
            self.height() < theme.px(LOW_HEIGHT),
            self.height() < theme.px(VERY_LOW_HEIGHT),
            len(self.deadlines) > 0,
        )
        side = theme.gap(16 if low else 32)
        self._column.setContentsMargins(side, theme.gap(8 if low else 20), side, theme.gap(8 if low else 18))
        self._about.setVisible(some and not low)
        self.table.set_low(low)
        for part in (self.title, self.open_button):
            part.setVisible(self.height() >= theme.px(LEAST_HEIGHT))
        for part in (self.count, self.source, self.dossier):
            part.setVisible(some and not lowest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt_to_height()
