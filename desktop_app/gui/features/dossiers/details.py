"""The panel beside the list of dossiers: deadlines, outstanding items, documents and actions of the selected one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.dossier_summary import DeadlineSummary, DossierSummary, OutstandingItem
from desktop_app.drafts.models import DossierEntry, ExportEntry
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.italian.phrases import capitalized, closed_day_note, counted, due_day, long_day
from desktop_app.gui.features.dossiers.context_menu import fill_context_menu
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.controls.menu import Menu, styled_menu
from desktop_app.gui.widgets.drawing.indicators import IconView, StateMark
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics, escape_mnemonic
from desktop_app.gui.widgets.drawing.painting import fill, painting
from desktop_app.gui.widgets.drawing.states import (
    DOSSIER_LOOKS,
    OUTSTANDING_LOOKS,
)
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea, ScrollContent
from desktop_app.gui.widgets.layout.tab_order import tab_stops
from desktop_app.gui.wording.document_words import document_words
from desktop_app.gui.wording.dossier_words import (
    ARCHIVED_TEXT,
    DAMAGED_TEXT,
    NO_DEADLINES,
    NONE_OPEN,
    bin_words,
    deadline_mark,
    dossier_look,
    dossier_title,
    state_words,
    summary_of_row,
)
from desktop_app.gui.wording.moments import day_and_time

PANEL_WIDTH: Final = 372
OVERDUE_SHOWN: Final = 4
SEVERAL_SHOWN: Final = 12
MORE_OVERDUE: Final = "Un'altra è scaduta: la trovi in Scadenze."
MANY_MORE_OVERDUE: Final = "Altre {} sono scadute: le trovi in Scadenze."


class DossierActions(QWidget):
    """The buttons for the selected dossiers; in the bin only Ripristina, for several what all of them can have.

    `action_requested` brings a key of `context_menu.entries`, show_archive or show_bin.
    """

    action_requested = Signal(str)

    def __init__(self, theme: Theme, mnemonics: Mnemonics) -> None:
        super().__init__()
        self._open, self._mend = mnemonics.assign("Apri"), mnemonics.assign("Riprendi")
        self.open = Button(theme, self._open, "accent", trailing="arrow-right")
        self.copy = Button(theme, mnemonics.assign("Duplica"), icon="copy")
        self.more = Button(theme, "Altre azioni", icon="ellipsis", icon_only=True)
        self.restore = Button(theme, mnemonics.assign("Ripristina"), "accent", icon="undo-2")
        self.archive = Button(theme, mnemonics.assign("Archivia"), icon="archive")
        self._theme = theme
        self._rows: Sequence[DossierEntry] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap(8))
        buttons = (self.open, self.copy, self.archive, self.restore)
        for button, key in zip(buttons, ("open", "copy", "archive", "restore"), strict=True):
            button.clicked.connect(lambda _=False, key=key: self.action_requested.emit(key))
            row.addWidget(button)
        row.insertWidget(3, self.more)
        for wide in (self.open, self.restore, self.archive):
            wide.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.more.clicked.connect(self._open_menu)
        self.show_actions((), False)

    @cached_property
    def menu(self) -> Menu:
        """What else can be done, filled when it opens."""
        return styled_menu(self._theme, self)

    def show_actions(self, rows: Sequence[DossierEntry], in_bin: bool) -> None:
        """Shows the actions for these dossiers, in the bin or outside it; a damaged one is opened to be mended."""
        self._rows, one = rows, len(rows) < 2
        damaged = any(row.damaged for row in rows)
        self.restore.setVisible(in_bin)
        self.open.setVisible(one and not in_bin)
        self.copy.setVisible(one and not in_bin and not damaged)
        self.archive.setVisible(not one and not in_bin and any(row.archived is None for row in rows))
        self.more.setVisible(not in_bin)
        self.open.show_words(self._mend if damaged else self._open)

    def set_small(self, small: bool) -> None:
        """For a page of little height, and back."""
        for button in (self.open, self.copy, self.more, self.restore, self.archive):
            button.set_compact(small, icon_only=button is self.more)

    def _open_menu(self) -> None:
        fill_context_menu(self.menu, self._rows, False, self.action_requested.emit, ("open", "copy"))
        self.menu.addSeparator()
        for words, what in (("Apri l'archivi&o", "show_archive"), ("Apri il &cestino", "show_bin")):
            self.menu.addAction(words).triggered.connect(lambda _=False, what=what: self.action_requested.emit(what))
        high = self.menu.sizeHint().height()
        self.menu.popup(self.more.mapToGlobal(QPoint(0, -high)))


class DossierDetails(QWidget):
    """The panel. `action_requested`: see DossierActions; `navigate_requested` brings the FieldRef of a link."""

    action_requested = Signal(str)
    navigate_requested = Signal(object)

    def __init__(self, theme: Theme, mnemonics: Mnemonics) -> None:
        super().__init__()
        self._theme = theme
        self._area = FadeScrollArea(theme, "canvas")
        self.bar = DossierActions(theme, mnemonics)
        self.bar.action_requested.connect(self.action_requested)
        self.setFixedWidth(theme.px(PANEL_WIDTH))
        self.setAccessibleName("Dettagli della pratica")
        foot = QHBoxLayout()
        side = theme.gap(22)
        foot.setContentsMargins(side, theme.gap(10), side, theme.gap(16))
        foot.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addLayout(foot)
        self._shown: tuple[DossierEntry, int, list[ExportEntry], dt.date] | None = None

    def tab_stops(self) -> list[QWidget]:
        """The focusable widgets, in order."""
        content = self._area.widget()
        return [*(tab_stops(content) if content else []), *tab_stops(self.bar)]

    def show_nothing(self, words: str = "Scegli una pratica per vedere che cosa manca.") -> None:
        """Shows that no dossier is selected."""
        self._shown = None
        page, column = self._page()
        column.addWidget(text_label(self._theme, words, "small", "muted"))
        column.addStretch(1)
        self._area.set_content(page)
        self.bar.hide()

    def show_several(self, rows: Sequence[DossierEntry], in_bin: bool) -> None:
        """Shows how many dossiers are selected, and what can be done with all of them."""
        self._shown = None
        page, column = self._page()
        column.addWidget(heading(self._theme, f"{len(rows)} pratiche scelte"))
        column.addSpacing(self._theme.gap(6))
        for row in rows[:SEVERAL_SHOWN]:
            title, _ = dossier_title(row, summary_of_row(row))
            column.addWidget(text_label(self._theme, title, "small", "muted"))
        if len(rows) > SEVERAL_SHOWN:
            more = counted(len(rows) - SEVERAL_SHOWN, "e un'altra", "e altre {}")
            column.addWidget(text_label(self._theme, more, "small", "muted"))
        column.addStretch(1)
        self._area.set_content(page)
        self.bar.show_actions(rows, in_bin)
        self.bar.show()

    def show_dossier(self, row: DossierEntry, number: int, exports: Sequence[ExportEntry], now: dt.datetime) -> None:
        """Shows a dossier with its number (0: none); `exports` are the documents exported from it, the newest first."""
        from desktop_app.session.reference import reference  # nothing of the first window needs it

        if self._shown == (shown := (row, number, list(exports), now.date())):
            return
        self._shown = shown
        theme, known = self._theme, summary_of_row(row)
        title, detail = dossier_title(row, known)
        page, column = self._page()
        column.addWidget(heading(theme, title))
        named = f"pratica n.\u00a0{number}" if number else ""  # as exported calendars name it
        under = " · ".join(
            part for part in (detail, known.form_and_edition, named, f"sigla {reference(row.id)}") if part
        )
        if under:
            column.addWidget(text_label(theme, under, "small", "muted"))
        column.addSpacing(theme.gap(6))
        look = DOSSIER_LOOKS["damaged" if row.damaged else dossier_look(known.state, known.stage)]
        mark = StateMark(theme, look)
        more = "" if row.damaged else state_words(known)
        mark.show_state(look, " · ".join(part for part in (look.words, more) if part), tinted=True)
        column.addWidget(mark)
        column.addSpacing(theme.gap(14))
        if row.damaged:
            column.addWidget(text_label(theme, DAMAGED_TEXT, "small"))
        elif row.binned is None:
            if row.archived is not None:
                column.addLayout(self._beside("archive", "muted", text_label(theme, ARCHIVED_TEXT, "small")))
                column.addSpacing(theme.gap(10))
            self._add_deadline(column, known, now.date())
            self._add_outstanding(column, known)
        else:
            day, _ = day_and_time(row.binned, now)
            words = f"Eliminata {day if day in ('oggi', 'ieri') else 'il ' + day}: {bin_words(row.binned, now)}."
            column.addLayout(self._beside("trash-2", "muted", text_label(theme, words, "small")))
        self._add_documents(column, known, exports, now)
        column.addStretch(1)
        self._area.set_content(page)
        self.bar.show_actions([row], row.binned is not None)
        self.bar.show()

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        page = ScrollContent()
        column = QVBoxLayout(page)
        side = self._theme.gap(22)
        column.setContentsMargins(side, side, side, self._theme.gap(24))
        column.setSpacing(0)
        return page, column

    def _add_heading(self, column: QVBoxLayout, words: str) -> None:
        column.addSpacing(self._theme.gap(18))
        column.addWidget(text_label(self._theme, words, "small", weight=700))
        column.addSpacing(self._theme.gap(4))

    def _add_deadline(self, column: QVBoxLayout, known: DossierSummary, today: dt.date) -> None:
        found = known.open_deadlines(today)
        overdue = [each for each in found if each.day < today]
        if not found:
            column.addWidget(text_label(self._theme, NONE_OPEN if known.deadlines else NO_DEADLINES, "small", "muted"))
            return
        card = CardFrame(self._theme)
        inside = QVBoxLayout(card)
        side = self._theme.gap(14)
        inside.setContentsMargins(side, self._theme.gap(10), side, self._theme.gap(10))
        inside.setSpacing(self._theme.gap(10))
        for deadline in overdue[:OVERDUE_SHOWN]:
            inside.addLayout(self._deadline(deadline, today))
        if len(overdue) > OVERDUE_SHOWN:
            words = counted(len(overdue) - OVERDUE_SHOWN, MORE_OVERDUE, MANY_MORE_OVERDUE)
            inside.addWidget(text_label(self._theme, words, "small", "error", 600))
        for deadline in found[len(overdue) :][:1]:
            inside.addLayout(self._deadline(deadline, today))
        column.addWidget(card)

    def _deadline(self, deadline: DeadlineSummary, today: dt.date) -> QHBoxLayout:
        theme, (icon, color) = self._theme, deadline_mark(deadline.day, today)
        words = QVBoxLayout()
        words.setSpacing(0)
        day = f"{capitalized(long_day(deadline.day, today))}, {due_day(deadline.day, today)}"
        words.addWidget(text_label(theme, day, "body", "error" if deadline.day < today else "text", 600))
        words.addWidget(text_label(theme, deadline.title, "small"))
        for more in (deadline.source, closed_day_note(deadline.day) if deadline.day >= today else ""):
            if more:
                words.addWidget(text_label(theme, more, "tiny", "muted"))
        return self._beside(icon, color, words, 20)

    def _beside(self, icon: str, color: str, words: QVBoxLayout | QWidget, size: int = 16) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.gap(10))
        row.addWidget(IconView(self._theme, icon, color, size, "small"), 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(words, QWidget):
            row.addWidget(words, 1)
        else:
            row.addLayout(words, 1)
        return row

    def _add_outstanding(self, column: QVBoxLayout, known: DossierSummary) -> None:
        if not known.outstanding:
            return
        errors = any(item.kind != "warning" for item in known.outstanding)
        self._add_heading(column, "Che cosa manca" if errors else "Da guardare ancora")
        for item in known.outstanding:
            column.addLayout(self._outstanding_row(item))
            column.addSpacing(self._theme.gap(8))

    def _outstanding_row(self, item: OutstandingItem) -> QHBoxLayout:
        theme, state = self._theme, OUTSTANDING_LOOKS[item.kind]
        words = QVBoxLayout()
        words.setSpacing(0)
        link = Link(theme, escape_mnemonic(f"{item.page}: {item.words[:1].lower() + item.words[1:]}"))
        link.setAccessibleDescription(f"{state.words}. {item.detail}")
        place = item.place
        link.clicked.connect(lambda _=False: self._request_navigation(place))
        words.addWidget(link)
        words.addWidget(text_label(theme, item.detail, "tiny", "muted"))
        return self._beside(state.icon, state.color, words)

    def _request_navigation(self, place: FieldRef) -> None:
        self.navigate_requested.emit(place)

    def _add_documents(
        self, column: QVBoxLayout, known: DossierSummary, exports: Sequence[ExportEntry], now: dt.datetime
    ) -> None:
        if not known.documents:
            return
        self._add_heading(column, "Documenti")
        last = {each.document: each for each in reversed(exports)}
        for document in known.documents:
            state, words = document_words(document, last.get(document.id), now)
            lines = QVBoxLayout()
            lines.setSpacing(0)
            lines.addWidget(text_label(self._theme, document.title, "small", weight=600))
            lines.addWidget(text_label(self._theme, words, "tiny", "muted"))
            column.addLayout(self._beside(state.icon, state.color, lines))
            column.addSpacing(self._theme.gap(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            fill(painter, self.rect(), self._theme.color("canvas"))
            fill(painter, QRect(0, 0, 1, self.height()), self._theme.color("line"))
