"""Firma e invio, the step that closes every dossier: what is signed, what comes back, what is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QFocusEvent, QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.sendings import sendings, signed_by_pen
from desktop_app.gui.features.signing.afterwards_section import AfterwardsSection
from desktop_app.gui.features.signing.arrivals_section import ArrivalsSection
from desktop_app.gui.features.signing.desk import Desk
from desktop_app.gui.features.signing.document_list import DocumentList
from desktop_app.gui.features.signing.how_to_sign import TITLE as HOW
from desktop_app.gui.features.signing.how_to_sign import HowToSign
from desktop_app.gui.features.signing.next_box import NextBox
from desktop_app.gui.features.signing.next_thing import next_thing
from desktop_app.gui.features.signing.pen_form import PenForm
from desktop_app.gui.features.signing.rail_words import TITLE
from desktop_app.gui.features.signing.rows import DocumentRow, document_rows
from desktop_app.gui.features.signing.sending.cards import Card
from desktop_app.gui.features.signing.sending.sendings_section import SendingsSection
from desktop_app.gui.features.signing.terms_section import TermsSection, term_rows
from desktop_app.gui.features.signing.timeline_section import TimelineSection
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.feedback.fold import Fold
from desktop_app.gui.widgets.inputs.field_row import label_with_guide
from desktop_app.gui.widgets.layout.later import in_turn
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea, ScrollContent, centred_column
from desktop_app.gui.widgets.layout.tab_order import set_tab_order, stops_as_laid_out
from desktop_app.session.dossier import Dossier
from desktop_app.session.progress.chain import may_be_taken_back
from desktop_app.session.progress.timeline import TimelineDay

WIDTH: Final = 860  # px at 100 %
INTRO: Final = "Qui segui i documenti dall'esportazione fino al protocollo dell'ufficio."


class MovedColumn(ScrollContent):
    """A column that tells when it is elsewhere, or of another size."""

    moved = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.moved.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.moved.emit()


class SigningPage(QWidget):
    """Worked out when it is seen; only what changed is drawn again. `requested` brings an action, and what it is about.

    `guide_requested` asks for the guide's page on this step.
    """

    navigate_requested = Signal(object)
    sides_changed = Signal()
    requested = Signal(str, str)
    guide_requested = Signal()
    pen_registered = Signal(object)  # a PenSigned
    attached = Signal(str, str, list)  # a sending, a line of its checklist, paths
    names_chosen = Signal(bool)
    shown = Signal()  # as the dossier is now

    def __init__(self, theme: Theme, dossier: Dossier, desk: Desk | None = None) -> None:
        super().__init__()
        self._desk = desk or Desk()
        self._theme, self.dossier = theme, dossier
        self.next, self.documents = NextBox(theme), DocumentList(theme)
        self.arrivals, self.pen = ArrivalsSection(theme), PenForm(theme, dossier.today)
        self.sendings, self._of_sendings = SendingsSection(theme), QWidget()
        self.terms, self._of_terms = TermsSection(theme), QWidget()
        self.timeline, self.after = TimelineSection(theme), AfterwardsSection(theme, dossier.today)
        self._of_after = QWidget()
        self.cards: tuple[Card, ...] = ()
        self.rows: dict[str, DocumentRow] = {}
        self.is_whole = self._rest_comes = False  # all is there: the first time that takes two turns of the event loop
        self.how = Fold(theme, HOW, lambda: HowToSign(theme, signed_by_pen(self.dossier.state)))
        self._area = FadeScrollArea(theme)
        self._column = MovedColumn()
        self._column.moved.connect(self.sides_changed)
        self._lay_out()
        self.next.action_requested.connect(lambda action: self.requested.emit(*action.partition(":")[::2]))
        self.documents.action_requested.connect(self.requested)
        self.arrivals.add_requested.connect(lambda: self.requested.emit("add", ""))
        self.arrivals.action_requested.connect(lambda key: self.requested.emit(*key.partition(":")[::2]))
        self.pen.scan_requested.connect(lambda: self.requested.emit("scan", ""))
        self.pen.closed.connect(lambda: self.requested.emit("close_pen", ""))
        for section in (self.sendings, self.terms, self.timeline, self.after):
            section.action_requested.connect(self.requested)
        self.sendings.ref_requested.connect(self.navigate_requested)
        self.sendings.dropped.connect(self.attached)
        self.sendings.grown.connect(self._fit_cards)
        self.sendings.names_chosen.connect(self.names_chosen)
        self.pen.registered.connect(self.pen_registered)
        self.setAccessibleName(TITLE)

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, theme.gap(24), 0, theme.gap(32))
        column.setSpacing(0)
        title = heading(theme, TITLE, "h1", one_line=True)
        column.addLayout(label_with_guide(theme, title, TITLE, self.guide_requested.emit))
        column.addWidget(text_label(theme, INTRO, color="muted"))
        column.addSpacing(theme.gap(14))
        column.addWidget(self.next)
        column.addSpacing(theme.gap(24))
        column.addWidget(heading(theme, "Documenti"))
        column.addWidget(self.how)
        column.addWidget(self.documents)
        column.addWidget(self.pen)
        self._add_heading(column, "Cosa torna")
        column.addWidget(self.arrivals)
        self._add_part(column, self._of_sendings, "Invii", self.sendings)
        self._add_part(column, self._of_terms, "Termini", self.terms)
        self._of_terms.hide()  # until there are some
        self._add_part(column, self._of_after, "Se qualcosa non va", self.after)
        self._of_after.hide()  # until something is signed or sent
        self._add_heading(column, "Cronologia")
        column.addWidget(self.timeline)
        column.addStretch(1)
        self._column.setMaximumWidth(theme.px(WIDTH))
        self._area.set_content(centred_column(self._column, theme.gap(32)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def _add_part(self, column: QVBoxLayout, part: QWidget, words: str, section: QWidget) -> None:
        """A section that is shown or not together with its heading."""
        inside = QVBoxLayout(part)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self._add_heading(inside, words)
        inside.addWidget(section)
        column.addWidget(part)

    def _add_heading(self, column: QVBoxLayout, words: str) -> None:
        column.addSpacing(self._theme.gap(28))
        column.addWidget(heading(self._theme, words))
        column.addSpacing(self._theme.gap(6))

    @property
    def widget(self) -> QWidget:
        """This page, as that of a closing step of the guided view."""
        return self

    # --- data in -----------------------------------------------------------------------------------------

    def show_state(self) -> None:
        """Shows the dossier as it is now; does nothing while it is not seen."""
        if self.isVisible():
            self._show()

    def show_exports(self) -> None:
        """What was exported from this dossier is known anew (`Dossier.exports`), or another day has begun."""
        self.show_state()

    def _show(self) -> None:
        rows = document_rows(self.dossier)
        self.rows = {row.id: row for row in rows}
        self.how.setVisible(any(row.signers for row in rows))
        self.next.show_next(next_thing(self.dossier, rows, self.cards))
        self.documents.show_rows(rows)
        self.arrivals.show_rows(self._desk.rows(self.dossier))
        offer = self._desk.pen_offer(self.dossier)
        self.pen.setVisible(offer is not None)
        if offer is not None:
            self.pen.show_offer(offer, self.dossier.today)
        self._of_sendings.setVisible(bool(sendings(self.dossier.state)))
        if self.is_whole:
            self._show_rest()
        elif not self._rest_comes:
            self._rest_comes = True
            in_turn(self, self._complete)

    def _complete(self) -> None:
        self._rest_comes, self.is_whole = False, self.isVisible()  # else it was left meanwhile
        if self.is_whole:
            self._show_rest()

    def _show_rest(self) -> None:
        """What stands further down, the first time in a later turn of the event loop."""
        terms = term_rows(self.dossier)
        self.terms.show_rows(terms, self.dossier.today)
        self._of_terms.setVisible(bool(terms))
        self._of_after.setVisible(may_be_taken_back(self.dossier.document_statuses(), self.dossier.acts))
        self.after.today = self.dossier.today
        self.shown.emit()

    def show_days(self, days: Sequence[TimelineDay]) -> None:
        """All that happened, the earliest day first."""
        self.timeline.show_days(days, self.dossier.today)

    def show_cards(self, cards: Sequence[Card], with_parties: bool) -> None:
        """The sendings, worked out by now."""
        self.cards = tuple(cards)
        self.sendings.show_cards(cards, self.dossier.today, with_parties)
        self.next.show_next(next_thing(self.dossier, [*self.rows.values()], self.cards))

    def _fit_cards(self) -> None:
        """Qt tells of another height level by level, and squeezes what is above meanwhile: all levels at once."""
        part: QWidget | None = self.sendings
        while part is not None and part is not self._area.viewport():
            layout = part.layout()
            if layout is not None:
                layout.invalidate()
            part = part.parentWidget()
        QApplication.sendEvent(self._area, QEvent(QEvent.Type.LayoutRequest))

    def focus_pen(self) -> None:
        """Where the form for signatures by pen begins."""
        self.pen.focus()

    # --- look --------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus goes to the next thing to do. Not by a proxy: Qt leaves out of Tab all that stands before one."""
        stops = (self.next.button, *self.how.findChildren(Button), self.arrivals.add)
        first = next((each for each in stops if each.isVisible()), None)
        if first is not None:
            first.setFocus(event.reason())
        else:
            super().focusInEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes as the page is read, whichever part was made last."""
        set_tab_order(stops_as_laid_out(self._column))
        return super().focusNextPrevChild(next)

    def setVisible(self, visible: bool) -> None:
        around = self.parentWidget()
        if visible and around is not None and around.isVisible():
            self._show()  # before it is visible: else Qt would lay out at every part added
            for layout in self._area.findChildren(QLayout):
                layout.invalidate()  # what changes in a hidden part is told to its own layout alone
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        self._show()
        super().showEvent(event)

    @property
    def sides(self) -> tuple[int, int]:
        """The space left and right of the text, in px: the bar below the page is aligned with it."""
        left = self._column.mapTo(self, QPoint()).x()
        return left, self.width() - left - self._column.width()
