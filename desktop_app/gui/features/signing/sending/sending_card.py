"""One sending: to whom, which files, what is missing, the ways to send it, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.gui.features.signing.sending.after_sending import AfterSending
from desktop_app.gui.features.signing.sending.cards import Card, GapItem
from desktop_app.gui.features.signing.sending.checklist import CheckRow
from desktop_app.gui.features.signing.sending.sender_choice import SenderChoice
from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.feedback.fold import Fold
from desktop_app.gui.widgets.inputs.given_line import GivenLine
from desktop_app.gui.widgets.inputs.toggles import CheckBox
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.flow import FlowLayout
from desktop_app.gui.widgets.layout.scroll import ScrollContent

COPIES: Final = (("to", "Copia il destinatario"), ("subject", "Copia l'oggetto"), ("text", "Copia il testo"))
ANYWAY: Final = "Prepara lo stesso…"
ANYWAY_WHY: Final = "Perché lo prepari così"
ANYWAY_MISSING: Final = "Scrivi perché: resta nella cronologia."
ONE_ZIP: Final = "In un solo ZIP, per l'ufficio che accetta solo quello"
SHOWN_IN_FULL: Final = "Oggetto e testo del messaggio"


class SendingCard(CardFrame):
    """`action_requested` brings what is asked, and what it is about; `ref_requested` a place in the dossier;
    `dropped` files for a line of the checklist.
    """  # fmt: skip

    action_requested = Signal(str, str)
    ref_requested = Signal(object)
    dropped = Signal(str, str, list)

    def __init__(self, theme: Theme, card: Card, today: dt.date) -> None:
        super().__init__(theme)
        self._theme, self.card, self._today = theme, card, today
        self._column = QVBoxLayout(self)
        side = theme.gap(18)
        self._column.setContentsMargins(side, theme.gap(14), side, theme.gap(14))
        self._column.setSpacing(theme.gap(8))
        self._add_head()
        if card.is_on_its_way or card.is_done:
            self._column.addWidget(self._after())
            if card.state == "failed":  # it goes again from here: nothing of that is folded away
                self._column.addWidget(self._details())
            else:
                self._column.addWidget(Fold(theme, "Che cosa è partito", self._details, card.title))
        else:
            self._column.addWidget(self._details())
            self._column.addWidget(self._after())
        self.setAccessibleName(f"{card.title}: {card.words}")

    def _add_head(self) -> None:
        theme, card, row, lines = self._theme, self.card, QHBoxLayout(), QVBoxLayout()
        row.setSpacing(theme.gap(10))
        lines.setSpacing(theme.gap(2))
        row.addWidget(IconView(theme, card.look.icon, card.look.color, 20, "body"), 0, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(text_label(theme, card.title, weight=600))
        color = card.look.color if card.look.color in ("ok", "error") else "muted"
        lines.addWidget(text_label(theme, card.words, "small", color, 600))
        lines.addWidget(text_label(theme, card.source, "tiny", "muted"))
        row.addLayout(lines, 1)
        self._column.addLayout(row)

    def _after(self) -> QWidget:
        part = AfterSending(self._theme, self.card, self._today)
        part.action_requested.connect(self.action_requested)
        return part

    # --- before it goes ----------------------------------------------------------------------------------

    def _details(self) -> QWidget:
        holder, card, theme = ScrollContent(), self.card, self._theme
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(8))
        if card.is_portal:
            column.addWidget(self._portal())
        else:
            column.addWidget(self._addresses())
        if card.files:
            column.addWidget(self._files())
        for item in card.checklist:
            row = CheckRow(theme, card.key, item)
            row.action_requested.connect(self.action_requested)
            row.dropped.connect(self.dropped)
            column.addWidget(row)
        if not card.is_portal:
            column.addWidget(Fold(theme, SHOWN_IN_FULL, self._message, card.title))
        for gap in card.gaps:
            if gap.in_checklist:  # its line says it
                continue
            column.addWidget(self._gap(gap))
        column.addWidget(self._buttons())
        return holder

    def _pairs(self, pairs: Sequence[tuple[str, str]]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.gap(2))
        for label, words in pairs:
            row = QHBoxLayout()
            row.setSpacing(self._theme.gap(10))
            caption = text_label(self._theme, label, "small", "muted", wrap=False)
            caption.setMinimumWidth(self._theme.px(52))
            row.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(_selectable(self._theme, text_label(self._theme, words, "small")), 1)
            column.addLayout(row)
        return holder

    def _addresses(self) -> QWidget:
        card = self.card
        pairs = [("A", ", ".join(card.to) or "manca l'indirizzo")]
        pairs += [("Cc", ", ".join(card.cc))] if card.cc else []
        if len(card.boxes) < 2 or not card.may_change:
            pairs += [("Da", card.sender)] if card.sender else []
            return self._pairs(pairs)
        holder = ScrollContent()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.gap(6))
        column.addWidget(self._pairs(pairs))
        choice = SenderChoice(self._theme, card)
        choice.chosen.connect(lambda box: self.action_requested.emit("sender", f"{card.key}:{box}"))
        column.addWidget(choice)
        return holder

    def _files(self) -> QWidget:
        card, holder = self.card, QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.gap(2))
        within = f", dentro a «{card.zip_name}»" if card.zip_name else ""
        column.addWidget(text_label(self._theme, f"File, nel loro ordine{within}", "small", "muted"))
        for name, size in card.files:
            column.addWidget(text_label(self._theme, f"{name}  ·  {size}", "small"))
        if card.weight:
            color = "muted" if card.fits else "error"
            column.addWidget(text_label(self._theme, f"In tutto: {card.weight}.", "small", color))
        if card.may_change and not card.is_portal:
            column.addWidget(self._one_zip())
        return holder

    def _one_zip(self) -> QWidget:
        card, box = self.card, CheckBox(self._theme, ONE_ZIP)
        box.setFont(self._theme.font("small"))
        box.setChecked(bool(card.zip_name))
        box.setAccessibleDescription(card.title)
        box.clicked.connect(lambda on: self.action_requested.emit("zipped", f"{card.key}:{'si' if on else ''}"))
        return box

    def _message(self) -> QWidget:
        frame = CardFrame(self._theme, fill="canvas")
        column = QVBoxLayout(frame)
        side = self._theme.gap(14)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(self._theme.gap(8))
        column.addWidget(_selectable(self._theme, text_label(self._theme, self.card.subject, "small", weight=600)))
        column.addWidget(_selectable(self._theme, text_label(self._theme, self.card.text.strip(), "small")))
        return frame

    def _gap(self, gap: GapItem) -> QWidget:
        holder, theme = QWidget(), self._theme
        row, lines = QHBoxLayout(holder), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap(10))
        lines.setSpacing(0)
        row.addWidget(IconView(theme, "state-problem", "error", 16), 0, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(text_label(theme, gap.sentence, "small"))
        if gap.link:
            link = Link(theme, gap.words)
            link.setAccessibleName(f"{gap.words}: {gap.sentence}")
            link.setAccessibleDescription(self.card.title)
            link.clicked.connect(lambda: self._follow(gap))
            lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(lines, 1)
        return holder

    def _follow(self, gap: GapItem) -> None:
        if gap.ref is not None:
            self.ref_requested.emit(gap.ref)
        else:
            what, _, about = gap.link.partition(":")
            self.action_requested.emit(what, about)

    # --- the ways to send it -----------------------------------------------------------------------------

    def _buttons(self) -> QWidget:
        card, holder = self.card, ScrollContent()
        column, flow = QVBoxLayout(holder), FlowLayout(self._theme.gap(8), self._theme.gap(6))
        column.setContentsMargins(0, self._theme.gap(4), 0, 0)
        column.setSpacing(self._theme.gap(6))
        if not card.gaps:
            again = " di nuovo" if card.prepared else ""
            flow.addWidget(self._button("prepare", f"Prepara la cartella{again}", "folder-open", "accent"))
            if not card.is_portal:
                flow.addWidget(self._button("message", "Apri come messaggio", "send"))
        if card.prepared:
            flow.addWidget(self._button("show_folder", "Apri la cartella", "folder-open"))
        for key, words in COPIES if not card.is_portal else ():
            flow.addWidget(self._button(f"copy_{key}", words, "copy"))
        around = QWidget()
        around.setLayout(flow)
        column.addWidget(around)
        if card.gaps:
            column.addWidget(Fold(self._theme, ANYWAY, self._anyway, card.title))
        return holder

    def _button(self, what: str, words: str, icon: str, kind: str = "secondary") -> Button:
        button = Button(self._theme, words, "accent" if kind == "accent" else "secondary", icon=icon, small=True)
        button.setAccessibleName(f"{words}: {self.card.title}")
        button.clicked.connect(lambda: self.action_requested.emit(what, self.card.key))
        return button

    def _anyway(self) -> QWidget:
        about = self.card.title
        line = GivenLine(self._theme, ANYWAY_WHY, "Prepara la cartella", missing=ANYWAY_MISSING, about=about)
        line.given.connect(lambda reason: self.action_requested.emit("prepare", f"{self.card.key}:{reason}"))
        return line

    def _portal(self) -> QWidget:
        holder, theme, card = ScrollContent(), self._theme, self.card
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(4))
        column.addWidget(text_label(theme, "Si presenta nel portale, non per PEC:", "small"))
        column.addWidget(_selectable(theme, text_label(theme, card.portal, "small", weight=600)))
        flow, around = FlowLayout(theme.gap(8), theme.gap(6)), QWidget()
        flow.addWidget(self._button("copy_portal", "Copia l'indirizzo", "copy"))
        flow.addWidget(self._button("browse", "Apri nel browser", "monitor-up"))
        around.setLayout(flow)
        column.addWidget(around)
        column.addWidget(
            Fold(theme, f"Valori da copiare, nel loro ordine ({len(card.values)})", self._values, card.title)
        )
        return holder

    def _values(self) -> QWidget:
        holder = ScrollContent()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.gap(4))
        for number, (label, value) in enumerate(self.card.values):
            row = QHBoxLayout()
            row.setSpacing(self._theme.gap(10))
            row.addWidget(text_label(self._theme, label, "small", "muted"), 4)
            row.addWidget(_selectable(self._theme, text_label(self._theme, value or "manca", "small")), 5)
            copy = Button(self._theme, f"Copia {label}", "quiet", icon="copy", small=True, icon_only=True)
            copy.setEnabled(bool(value))
            copy.clicked.connect(
                lambda _=False, at=number: self.action_requested.emit("copy_value", f"{self.card.key}:{at}")
            )
            row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        return holder


def _selectable(theme: Theme, label: QLabel) -> QLabel:
    """Text that can be marked with the mouse, to copy a part of it; its menu looks as all menus do."""
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setStyleSheet(stylesheets.for_menu(theme))
    return label
