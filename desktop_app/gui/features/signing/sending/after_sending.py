"""The lower part of a sending: whether it went, who has it, the office's number, and what the dossier gains."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.features.signing.sending.cards import Card
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import StateMark
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.fold import Fold
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.inputs.done_on import DoneOn
from desktop_app.gui.widgets.inputs.given_line import GivenLine
from desktop_app.gui.widgets.layout.flow import FlowLayout
from desktop_app.gui.widgets.layout.scroll import ScrollContent

ASK: Final = "Hai inviato? Trascina qui le ricevute: riconosco da sole quali sono."
ASK_PORTAL: Final = "Hai presentato la pratica nel portale?"
BY_HAND: Final = "L'ho inviato il…"
BY_HAND_PORTAL: Final = "L'ho presentato il…"
WITH_DAY: Final = "Con la data, se la sai: 1234 del 12/03/2027"
NO_NUMBER: Final = "Scrivi il numero che ha dato l'ufficio."


class AfterSending(ScrollContent):
    """`action_requested` brings what is asked, and the key of the sending with what was typed."""

    action_requested = Signal(str, str)

    def __init__(self, theme: Theme, card: Card, today: dt.date) -> None:
        super().__init__()
        self._theme, self._card, self._today = theme, card, today
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap(8))
        if card.trouble:
            self._column.addWidget(Callout(theme, Notice("error", card.trouble)))
        for each in card.recipients:
            self._column.addWidget(StateMark(theme, each.look, f"{each.address}: {each.words}"))
        if card.offers:
            self._column.addWidget(self._offers())
        if card.state in ("ready", "gaps", "prepared"):
            self._ask_whether_it_went()
        elif not card.protocol:
            self._column.addWidget(self._number())
        self._add_ways_back()

    def _offers(self) -> QWidget:
        holder, flow = QWidget(), FlowLayout(self._theme.gap(10), self._theme.gap(6))
        for key, words in self._card.offers:
            button = Button(self._theme, escape_mnemonic(words), "accent", icon="pen-line", small=True)
            button.clicked.connect(lambda _=False, key=key: self._request("write", key))
            flow.addWidget(button)
        holder.setLayout(flow)
        return holder

    def _request(self, what: str, more: str = "") -> None:
        self.action_requested.emit(what, f"{self._card.key}:{more}" if more else self._card.key)

    def _ask_whether_it_went(self) -> None:
        card, theme = self._card, self._theme
        if card.state == "prepared":
            ask = ASK_PORTAL if card.is_portal else ASK
            self._column.addWidget(text_label(theme, ask, weight=600))
        done = DoneOn(theme, BY_HAND_PORTAL if card.is_portal else BY_HAND, card.title, self._today)
        done.given.connect(lambda day: self._request("sent", day))
        self._column.addWidget(done)

    def _number(self) -> QWidget:
        return Fold(self._theme, "Scrivi il numero di protocollo…", self._number_line, self._card.title)

    def _number_line(self) -> QWidget:
        about = self._card.title
        line = GivenLine(self._theme, "Numero di protocollo", "Segna", missing=NO_NUMBER, about=about, help=WITH_DAY)
        line.given.connect(lambda typed: self._request("protocol", typed))
        return line

    def _add_ways_back(self) -> None:
        card = self._card
        ways = [
            (card.sent_act, "Annulla l'invio segnato a mano"),
            (card.protocol_act, "Annulla il numero di protocollo"),
        ]
        for number, words in ways:
            if number:
                link = Link(self._theme, words)
                link.setAccessibleName(f"{words}: {card.title}")
                link.clicked.connect(lambda _=False, number=number: self.action_requested.emit("undo", str(number)))
                self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
