"""The page of the first start and of "Nuova pratica": a card for each form, and facts about the program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.features.new_dossier.cards import CardGrid, FormCard
from desktop_app.gui.look import icons
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.shell.page import Page
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import Separator, heading, text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.drawing.painting import draw_box, painting
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.layout.flow import FlowLayout, clear_layout
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea, ScrollContent, centred_column
from desktop_app.gui.widgets.layout.side_panel import SidePanel

PANEL_WIDTH: Final = 352  # all in px at 100 %
MAX_CARDS_WIDTH: Final = 1000
FOLD_WIDTH: Final = 1000  # narrower pages have "Buono a sapersi" below the cards
FACTS: Final = (
    ("save", "Si salva da solo", "A ogni risposta. Puoi chiudere quando vuoi e riprendere dallo stesso punto."),
    ("hard-drive", "Lavora senza internet", "Commessa non si collega a internet e non manda dati a nessuno."),
    ("shuffle", "Nessun ordine obbligato", "Salta da un passo all’altro: quello che manca resta segnato."),
    ("scale", "Ogni numero dice da dove viene", "Formula, articolo e lettura adottata, anche nei documenti."),
)


class ProgramLogo(QWidget):
    """The program's logo."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(QSize(theme.px(34), theme.px(34)))

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self._theme.px(20)
        place = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        with painting(self) as painter:
            draw_box(painter, QRectF(self.rect()), self._theme.px(8), self._theme.color("accent"), None)
            icons.draw(painter, "handshake", self._theme.color("on_accent"), place)


class GoodToKnow(ScrollContent):
    """Facts about the program, and a link to the guide."""

    def __init__(self, theme: Theme, side: int) -> None:
        super().__init__()
        self.guide = Link(theme, "Guida in 5 minuti")
        column = QVBoxLayout(self)
        column.setContentsMargins(side, theme.gap(32), side, theme.gap(24))
        column.setSpacing(theme.gap(14))
        column.addWidget(heading(theme, "Buono a sapersi"))
        for icon, fact, words in FACTS:
            row, lines = QHBoxLayout(), QVBoxLayout()
            row.setSpacing(theme.gap(12))
            lines.setSpacing(0)
            row.addWidget(IconView(theme, icon, "accent", 20), 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(text_label(theme, fact, "small", weight=600))
            lines.addWidget(text_label(theme, words, "small", "muted"))
            row.addLayout(lines, 1)
            column.addLayout(row)
        column.addWidget(Separator(theme))
        row = QHBoxLayout()
        row.setSpacing(theme.gap(12))
        row.addWidget(IconView(theme, "book-open", "accent", 20))
        row.addWidget(self.guide)
        row.addWidget(text_label(theme, "F1", "small", "muted"), 1)
        column.addLayout(row)
        column.addStretch(1)


class NewDossierPage(Page):
    """`form_chosen`, `blanks_requested` and `example_requested` bring the id of a form.

    `closed` returns to the list, if there is one.
    """

    form_chosen = Signal(str)
    example_requested = Signal(str)
    blanks_requested = Signal(str)
    import_requested = Signal()
    guide_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._cards = theme, tuple[FormCard, ...]()
        mnemonics = Mnemonics()
        self.back = Button(theme, mnemonics.assign("Torna alle pratiche"), "quiet", icon="arrow-left", small=True)
        self.back.clicked.connect(self.closed)
        self.grid = CardGrid(theme)
        self.grid.form_chosen.connect(self.form_chosen)
        self.grid.blanks_requested.connect(self.blanks_requested)
        self.importer, self.example = Link(theme, "Importa"), Link(theme, "Apri una pratica d’esempio")
        self.importer.clicked.connect(self.import_requested)
        self.example.clicked.connect(lambda: self.example_requested.emit(self._cards[0].id))
        self.faults = QVBoxLayout()
        self._side, self._under = GoodToKnow(theme, theme.gap(24)), GoodToKnow(theme, 0)
        for each in (self._side, self._under):
            each.guide.clicked.connect(self.guide_requested)
        self._main, self._panel = FadeScrollArea(theme), SidePanel(theme, self._side, PANEL_WIDTH)
        self._main.set_content(self._content())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._main, 1)
        row.addWidget(self._panel)
        self.setAccessibleName("Nuova pratica")
        self._example_way.hide()
        self.back.hide()

    def _content(self) -> QWidget:
        theme, middle = self._theme, QWidget()
        middle.setMaximumWidth(theme.px(MAX_CARDS_WIDTH))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, theme.gap(28), 0, theme.gap(24))
        column.setSpacing(0)
        head, names = QHBoxLayout(), QVBoxLayout()
        head.setSpacing(theme.gap(12))
        names.setSpacing(0)
        names.addWidget(text_label(theme, "Commessa", weight=700))
        names.addWidget(text_label(theme, "Pratiche per l’inserimento lavorativo", "tiny", "muted"))
        head.addWidget(ProgramLogo(theme))
        head.addLayout(names, 1)
        head.addWidget(self.back)
        column.addLayout(head)
        column.addSpacing(theme.gap(24))
        column.addWidget(heading(theme, "Quale pratica vuoi preparare?", "h1"))
        words = "Rispondi una volta sola: Commessa fa i conti, compila i documenti e tiene le scadenze."
        column.addWidget(text_label(theme, words, color="muted"))
        column.addSpacing(theme.gap(18))
        self._reading = text_label(theme, "Leggo i moduli…", "small", "muted")
        column.addWidget(self._reading)
        column.addWidget(self.grid)
        column.addLayout(self.faults)
        column.addSpacing(theme.gap(20))
        column.addWidget(self._other_ways())
        column.addWidget(self._under)
        column.addStretch(1)
        return centred_column(middle, theme.gap(40))

    def _other_ways(self) -> QWidget:
        theme, line = self._theme, QWidget()
        flow = FlowLayout(theme.gap(32), theme.gap(8))
        line.setLayout(flow)
        self._example_way = QWidget()
        ways = ((QWidget(), "Hai già una pratica in un file?", self.importer),
                (self._example_way, "Vuoi solo guardare?", self.example))  # fmt: skip
        for way, words, link in ways:
            row = QHBoxLayout(way)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.gap(8))
            row.addWidget(text_label(theme, words, "small", "muted", one_line=True, wrap=False))
            row.addWidget(link)
            flow.addWidget(way)
        return line

    # --- data in -----------------------------------------------------------------------------------------

    def show_forms(self, cards: Sequence[FormCard], faults: Sequence[str] = (), *, first: bool = False) -> None:
        """Shows the forms, sentences on faulty ones, and with `first` no way back: there is no dossier yet."""
        # Asks the window: while another window is active, no widget has the focus.
        waiting = self._reading.isVisible() and self.window().focusWidget() is self.importer
        self._reading.hide()
        if self._cards != tuple(cards):  # new cards would lose the focus
            self._cards = tuple(cards)
            self.grid.show_cards(self._cards)
        self._example_way.setVisible(bool(cards))
        self.back.setVisible(not first)
        clear_layout(self.faults)
        for sentence in faults:
            self.faults.addSpacing(self._theme.gap(10))
            self.faults.addWidget(
                Callout(self._theme, Notice("warning", "Un modulo non si può aprire.", sentence), bar=False)
            )
        if waiting:  # that link had the focus only because there was nothing else
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """The first card's button."""
        return self.grid.views[0].button if self.grid.views else self.importer

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self._theme.px(FOLD_WIDTH)
        self._panel.setVisible(beside)
        self._under.setVisible(not beside)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("surface"))
