"""The cards of the forms that can be started."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.forms.definition import NoticeDef
from desktop_app.engine.forms.form import Form
from desktop_app.engine.italian.edition_words import edition_facts, out_of_date
from desktop_app.engine.italian.phrases import capitalized, counted
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView, Tag
from desktop_app.gui.widgets.drawing.labels import heading, text_label
from desktop_app.gui.widgets.drawing.states import ORIGIN_LOOKS
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.wording.document_words import BLANKS, BLANKS_ABOUT
from desktop_app.gui.wording.law_notice_words import headline, told
from desktop_app.gui.wording.sentences import tidy
from desktop_app.session.blank_forms import official_documents
from desktop_app.system.paths import BUILT_IN_ORIGIN

TWO_COLUMNS_WIDTH: Final = 680  # px at 100 %: narrower grids have one column


@dataclass(frozen=True, slots=True)
class FormCard:
    """A form as its card shows it: territory (`where`), purpose (`about`) or act (`source`), documents.

    `unconfirmed` counts the unconfirmed rules on which the results of its panels depend; `notices` are the changes of
    the law since its edition. `edition` says which it is and where it comes from, `out_of_date` what to know where it
    is not in force.
    """

    id: str
    title: str
    where: str = ""
    source: str = ""
    documents: tuple[str, ...] = ()
    unconfirmed: int = 0
    about: str = ""
    notices: tuple[NoticeDef, ...] = ()
    edition: str = ""
    out_of_date: str = ""
    has_blanks: bool = False


def form_card(form: Form, today: dt.date, origin: str = BUILT_IN_ORIGIN) -> FormCard:
    """The card of a form on a day; the territory is the part of its title before the first comma."""
    where, comma, title = form.spec.title.partition(", ")
    results = {id for panel in form.panels for id in (*panel.spec.trace, *panel.spec.limit_ids)}
    doubtful = [id for id, each in form.rules.items() if not all(rule.confirmed for rule in each)]
    rules = [id for id in doubtful if results & _worked_out_from(form, id)]
    return FormCard(
        id=form.id,
        title=capitalized(title if comma else where),
        where=where if comma else "",
        source=form.spec.source,
        documents=tuple(document.spec.title for document in form.documents),
        unconfirmed=len(rules),
        about=form.spec.about or "",
        notices=form.notices_on(today),
        edition=edition_facts(form.spec, origin),
        out_of_date=out_of_date(form.spec, today),
        has_blanks=bool(official_documents(form)),
    )


def _worked_out_from(form: Form, rule: str) -> set[str]:
    found = {rule}
    for node in form.order:
        if node.formula is not None and not found.isdisjoint(node.formula.uses):
            found.add(node.key)
    return found


def in_order(cards: Sequence[FormCard], used: Sequence[str]) -> list[FormCard]:
    """The forms used last first (`used` has ids, the newest first); of others those to be confirmed come last."""
    newest = {id: number for number, id in reversed([*enumerate(used)])}

    def place(card: FormCard) -> tuple[int, bool]:
        return newest.get(card.id, len(used)), bool(card.unconfirmed or card.out_of_date)

    return sorted(cards, key=place)


class CardNotice(QWidget):
    """A notice of the law on the card of a form (`name`): since when, and on request what has changed."""

    def __init__(self, theme: Theme, name: str, notice: NoticeDef) -> None:
        super().__init__()
        self.link = Link(theme, "Leggi")
        self.link.setAccessibleDescription(f"{name}: {headline(notice)}")
        self.link.clicked.connect(self._toggle)
        self._told = [
            text_label(theme, told(notice), "small"),
            text_label(theme, tidy(notice.source), "tiny", "muted"),
        ]
        head = QHBoxLayout()
        head.setSpacing(theme.gap(8))
        head.addWidget(IconView(theme, "info", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(text_label(theme, headline(notice), "small", weight=600), 1)
        head.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(4))
        column.addLayout(head)
        for part in self._told:
            column.addWidget(part)
            part.hide()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._toggle()  # who reads what has changed does not begin a dossier by it

    def _toggle(self) -> None:
        folded = self._told[0].isHidden()
        for part in self._told:
            part.setVisible(folded)
        self.link.show_words("Chiudi" if folded else "Leggi")


def _warning(theme: Theme, sentence: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.gap(8))
    row.addWidget(IconView(theme, "state-warning", "warn"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(text_label(theme, sentence, "small", weight=600), 1)
    return row


class CardView(CardFrame):
    """A card; `start_requested` when it or its button is pressed, `blanks_requested` at the link to blank forms.

    Keys and screen readers have the button: the card is only a larger place for the mouse.
    """

    start_requested = Signal()
    blanks_requested = Signal()

    def __init__(self, theme: Theme, card: FormCard) -> None:
        super().__init__(theme, radius=10)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        side = theme.gap(20)
        column.setContentsMargins(side, theme.gap(16), side, theme.gap(16))
        column.setSpacing(theme.gap(4))
        column.addLayout(self._head(theme, card))
        column.addWidget(heading(theme, card.title))
        if card.about or card.source:
            column.addWidget(text_label(theme, card.about or card.source, "small", "text" if card.about else "muted"))
        if card.edition:
            column.addWidget(text_label(theme, capitalized(card.edition), "tiny", "muted"))
        if card.out_of_date:
            column.addSpacing(theme.gap(4))
            column.addLayout(_warning(theme, card.out_of_date))
        if card.unconfirmed:
            rules = counted(card.unconfirmed, "un valore di legge", "{} valori di legge")
            words = f"Prima di firmare fai confermare all’ufficio {rules}."
            column.addWidget(text_label(theme, words, "small"))
        for notice in card.notices:
            column.addSpacing(theme.gap(4))
            column.addWidget(CardNotice(theme, f"{card.where} {card.title}".strip(), notice))
        column.addSpacing(theme.gap(6))
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap(14))
        documents = "Prepara: " + ", ".join(name[:1].lower() + name[1:] for name in card.documents) + "."
        left = QVBoxLayout()
        left.setSpacing(theme.gap(6))
        left.addStretch(1)
        left.addWidget(text_label(theme, documents if card.documents else "", "tiny", "muted"))
        foot.addLayout(left, 1)
        self.blanks: Link | None = None
        if card.has_blanks:
            self.blanks = Link(theme, BLANKS)
            self.blanks.setAccessibleName(f"{BLANKS}: {card.where} {card.title}".replace(":  ", ": "))
            self.blanks.setAccessibleDescription(BLANKS_ABOUT)
            self.blanks.clicked.connect(self.blanks_requested)
            left.addWidget(self.blanks, 0, Qt.AlignmentFlag.AlignLeft)
        self.button = Button(theme, "Inizia", "accent", trailing="arrow-right", small=True)
        self.button.setAccessibleName(f"Inizia: {card.where} {card.title}".replace(":  ", ": "))
        news = " ".join(f"{headline(notice)}." for notice in card.notices)
        edition = f"{capitalized(card.edition)}." if card.edition else ""
        told = (card.about, news, card.out_of_date, edition, documents)
        self.button.setAccessibleDescription(" ".join(filter(None, told)))
        self.button.clicked.connect(self.start_requested)
        foot.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.set_look(line="accent")

    def leaveEvent(self, event: QEvent) -> None:
        self.set_look()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.start_requested.emit()

    def _head(self, theme: Theme, card: FormCard) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.gap(10))
        row.addWidget(IconView(theme, "file-text", "accent", 20))
        row.addWidget(text_label(theme, card.where, "small", "muted", 600), 1)
        if card.unconfirmed:
            row.addWidget(Tag(theme, ORIGIN_LOOKS["unconfirmed"].words, ORIGIN_LOOKS["unconfirmed"].icon, "warn"))
        return row


class CardGrid(QWidget):
    """The cards in one or two columns. `form_chosen` and `blanks_requested` bring the id of a form."""

    form_chosen = Signal(str)
    blanks_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.views: list[CardView] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.gap(16))
        self._columns = 0

    def show_cards(self, cards: Sequence[FormCard]) -> None:
        """Replaces the cards."""
        for view in self.views:
            self._grid.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.views = []
        for card in cards:
            view = CardView(self._theme, card)
            view.start_requested.connect(lambda id=card.id: self.form_chosen.emit(id))
            view.blanks_requested.connect(lambda id=card.id: self.blanks_requested.emit(id))
            self.views.append(view)
        self._columns = 0
        self._lay_out()

    def _lay_out(self) -> None:
        columns = 2 if len(self.views) > 1 and self.width() >= self._theme.px(TWO_COLUMNS_WIDTH) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for number, view in enumerate(self.views):
            self._grid.removeWidget(view)
            self._grid.addWidget(view, number // columns, number % columns)
            view.show()  # now: a layout would do so a turn later, and leave a moment without any card
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
