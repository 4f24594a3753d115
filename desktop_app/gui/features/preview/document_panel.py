"""The panel beside the preview: whether the document is a draft and why, who signs, its source, format and folder."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.gui.features.preview.words import DocumentFacts, number_and_noun
from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import Separator, text_label
from desktop_app.gui.widgets.feedback.callout import Callout
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.scroll import FadeScrollArea

PANEL_WIDTH = 300  # px at 100 %
DRAFT_TITLE = "Questa è una bozza"
DRAFT_WORDS = "Porta la scritta BOZZA e non ha campi di firma."
PROBLEM_LINK = "Vai al primo problema"


def draft_banner(theme: Theme, about: DocumentFacts, brief: bool) -> Callout:
    """What the panel says of a draft, as a banner above the pages where there is no panel."""
    words = about.reason if brief else f"{DRAFT_WORDS} {about.reason}"
    links = (("problem", PROBLEM_LINK),)
    return Callout(theme, Notice("warning", f"{DRAFT_TITLE}.", words, links), bar=False)


def _words(theme: Theme, words: str, role: Role = "small", color: str = "text", weight: int | None = None) -> QLabel:
    """A label that wraps, as high as it needs to be at the panel's width."""
    label = text_label(theme, words, role, color, weight)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


class DocumentPanel(FadeScrollArea):
    """Two links: to the first problem, and to export all documents."""

    problem_requested = Signal()
    export_all_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "canvas")
        self.setFixedWidth(theme.px(PANEL_WIDTH))

    def sizeHint(self) -> QSize:
        return QSize(self.width(), 200)

    def show_facts(self, about: DocumentFacts) -> None:
        theme, content = self._theme, QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.gap(20), theme.gap(14), theme.gap(20), theme.gap(10))
        column.setSpacing(theme.gap(14))
        column.addWidget(self._state(about))
        if about.signers:
            column.addWidget(self._signers(about))
        column.addWidget(Separator(theme))
        column.addWidget(self._facts(about))
        column.addStretch(1)
        column.addWidget(_words(theme, "La pagina che vedi è il file che esporti e stampi.", "tiny", "muted"))
        self.set_content(content)

    def _state(self, about: DocumentFacts) -> QWidget:
        theme, kind = self._theme, "warn" if about.draft else "ok"
        card = CardFrame(theme, fill=f"{kind}_soft", line=f"{kind}_line")
        column, first = QVBoxLayout(card), QHBoxLayout()
        side = theme.gap(14)
        column.setContentsMargins(side, theme.gap(10), side, theme.gap(10))
        column.setSpacing(theme.gap(4))
        first.setSpacing(theme.gap(8))
        first.addWidget(IconView(theme, "state-warning" if about.draft else "state-done", kind, 18, "h2"))
        ready = "Pronto per la firma" if about.signers else "Pronto"
        first.addWidget(_words(theme, DRAFT_TITLE if about.draft else ready, "h2"), 1)
        column.addLayout(first)
        column.addWidget(_words(theme, self._state_words(about), "small"))
        if about.superseded:
            row = QHBoxLayout()
            row.setSpacing(theme.gap(8))
            row.addWidget(IconView(theme, "history", "warn", 16), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(_words(theme, about.superseded, "small", "warn", 600), 1)
            column.addLayout(row)
        if about.draft:
            link = Link(theme, PROBLEM_LINK)
            link.clicked.connect(self.problem_requested)
            column.addWidget(link)
        return card

    def _state_words(self, about: DocumentFacts) -> str:
        if about.draft:
            return f"{DRAFT_WORDS} {about.reason}"
        if about.signers:
            fields = number_and_noun(len(about.signers), "campo di firma", "campi di firma")
            return f"Ha {fields}: esportalo, poi ognuno firma nel suo."
        return "Non va firmato: esportalo e conservalo."

    def _signers(self, about: DocumentFacts) -> QWidget:
        theme, holder = self._theme, QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(6))
        column.addWidget(_words(theme, "Chi firma", "small", weight=700))
        for signer in about.signers:
            row = QHBoxLayout()
            row.setSpacing(theme.gap(8))
            row.addWidget(IconView(theme, "pen-line", "muted", 16))
            row.addWidget(_words(theme, signer, "small"), 1)
            column.addLayout(row)
        return holder

    def _facts(self, about: DocumentFacts) -> QWidget:
        theme, holder = self._theme, QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for name, value in (
            ("Testo ufficiale" if about.is_official else "Fonte", about.source),
            ("Formato", about.format),
            ("Si salva in", about.folder),
        ):
            if value:
                column.addWidget(_words(theme, name, "small", "muted"))
                column.addWidget(_words(theme, value, "small", weight=600))
                column.addSpacing(theme.gap(8))
        if about.total > 1:
            link = Link(theme, f"Esporta tutti e {about.total} i documenti")
            link.clicked.connect(self.export_all_requested)
            column.addWidget(link)
        return holder
