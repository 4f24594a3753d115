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
from desktop_app.gui.widgets.feedback.fold import Fold
from desktop_app.gui.widgets.inputs.toggles import CheckBox
from desktop_app.gui.widgets.layout.later import in_turns
from desktop_app.gui.widgets.layout.scroll import ScrollContent

NAMES = "Nei nomi dei file metti anche i nomi delle parti"
WORKING = "Guardo che cosa c'è da inviare…"


class SendingsSection(ScrollContent):
    """`names_chosen` tells whether the names of files have those of the parties; the rest as of a card."""

    action_requested = Signal(str, str)
    ref_requested = Signal(object)
    dropped = Signal(str, str, list)
    names_chosen = Signal(bool)
    grown = Signal()  # there is another card

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cards: dict[str, SendingCard] = {}
        self._asked: list[Card] = []
        self._today, self._going = dt.date.min, False
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
        """These sendings, one in each turn; the focus stays on the control of the same name."""
        self._working.hide()
        self.names.setVisible(any(each.files for each in cards))
        self.names.setChecked(with_parties)
        if list(cards) == self._asked:
            return
        self._asked, self._today = list(cards), today
        keys = {each.key for each in cards}
        for key in [key for key in self.cards if key not in keys]:
            self._drop(self.cards.pop(key))
        if self._show_next() and not self._going:
            self._going = True
            in_turns(self, self._go_on)

    def _go_on(self) -> bool:
        self._going = self._show_next()
        return self._going

    def _show_next(self) -> bool:
        """Makes the first card that is another than asked; False where there is none left."""
        for at, card in enumerate(self._asked):
            old = self.cards.get(card.key)
            if old is None or old.card != card:
                self._show(at, card, old)
                return True
            if self._list.indexOf(old) != at:
                self._list.insertWidget(at, old)
        return False

    def _show(self, at: int, card: Card, old: SendingCard | None) -> None:
        focused = QApplication.focusWidget()
        inside = old is not None and focused is not None and old.isAncestorOf(focused)
        name = focused.accessibleName() if inside and focused is not None else ""
        opened = [each.button.accessibleName() for each in old.findChildren(Fold) if each.is_open] if old else []
        if old is not None:
            self._drop(old)
        new = self.cards[card.key] = SendingCard(self._theme, card, self._today)
        new.action_requested.connect(self.action_requested)
        new.ref_requested.connect(self.ref_requested)
        new.dropped.connect(self.dropped)
        for fold in opened:
            _open(new, fold)
        self._list.insertWidget(at, new)
        new.show()  # now: Qt would do it in a later turn
        self.grown.emit()
        if name:
            _focus(new, name)

    def _drop(self, card: SendingCard) -> None:
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()


def _open(card: SendingCard, name: str) -> None:
    """Unfolds what was unfolded before; one may lie in another, which comes first."""
    for each in card.findChildren(Fold):
        if each.button.accessibleName() == name:
            each.set_open(True)


def _focus(part: QWidget, name: str) -> None:
    for each in part.findChildren(QWidget):
        if each.accessibleName() == name and each.focusPolicy() != Qt.FocusPolicy.NoFocus and not each.isHidden():
            each.setFocus(Qt.FocusReason.OtherFocusReason)
            return
