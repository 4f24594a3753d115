"""Invii: a card for each sending; only those that changed are made again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.gui.features.signing.sending.cards import Card
from desktop_app.gui.features.signing.sending.sending_card import SendingCard
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.inputs.toggles import CheckBox
from desktop_app.gui.widgets.layout.scroll import ScrollContent

NAMES = "Nei nomi dei file metti anche i nomi delle parti"
WORKING = "Guardo che cosa c'è da inviare…"


class SendingsSection(ScrollContent):
    """`names_chosen` tells whether the names of files have those of the parties; the rest as of a card."""

    action_requested = Signal(str, str)
    ref_requested = Signal(object)
    dropped = Signal(str, str, list)
    names_chosen = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cards: dict[str, SendingCard] = {}
        self._working = text_label(theme, WORKING, "small", "muted")
        self.names = CheckBox(theme, NAMES)
        self.names.setFont(theme.font("small"))
        self.names.clicked.connect(self.names_chosen)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.gap(10))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(8))
        column.addWidget(self._working)
        column.addLayout(self._list)
        column.addWidget(self.names)
        self.names.hide()

    def show_cards(self, cards: Sequence[Card], today: dt.date, with_parties: bool) -> None:
        """These sendings; the focus stays on the control of the same name."""
        self._working.hide()
        self.names.setVisible(any(each.files for each in cards))
        self.names.setChecked(with_parties)
        if [each.card for each in self.cards.values()] == list(cards):
            return
        focused = QApplication.focusWidget()
        name = focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""
        before, self.cards = self.cards, {}
        for at, card in enumerate(cards):
            old = before.pop(card.key, None)
            if old is not None and old.card == card:
                self.cards[card.key] = old
                self._list.insertWidget(at, old)
                continue
            if old is not None:
                self._drop(old)
            new = self.cards[card.key] = SendingCard(self._theme, card, today)
            new.action_requested.connect(self.action_requested)
            new.ref_requested.connect(self.ref_requested)
            new.dropped.connect(self.dropped)
            self._list.insertWidget(at, new)
        for old in before.values():
            self._drop(old)
        if name:
            _focus(self, name)

    def _drop(self, card: SendingCard) -> None:
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()


def _focus(part: QWidget, name: str) -> None:
    for each in part.findChildren(QWidget):
        if each.accessibleName() == name and each.focusPolicy() != Qt.FocusPolicy.NoFocus and not each.isHidden():
            each.setFocus(Qt.FocusReason.OtherFocusReason)
            return
