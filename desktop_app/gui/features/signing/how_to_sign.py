"""How the documents are signed, in a few numbered sentences, beside the documents themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.wording.sentences import tidy

TITLE: Final = "Come si firma"
DIGITAL: Final = (
    "Apri il PDF esportato con il programma della tua firma digitale (quello del dispositivo o del tuo gestore).",
    "Firma nel campo con il tuo nome (firma PDF o PAdES), oppure crea il file .p7m (CAdES): vanno bene tutti e due.",
    "Salva e passa lo stesso file a chi firma dopo di te. Fra le parti l'ordine è libero; l'ufficio firma per ultimo.",
    "Quando il file torna, trascinalo in questa finestra: ti dico se è quello giusto, chi ha firmato e chi manca.",
)
PEN: Final = (
    "Stampa il documento intero. Ognuno firma sulla riga con il suo nome.",
    "Scansiona tutte le pagine in un solo PDF.",
    "Prepara la copia, fronte e retro, di un documento d'identità non scaduto di chi ha firmato.",
    "Trascina qui la scansione, poi premi «Registra firma a penna» accanto al documento.",
)
NEVER: Final = (
    "Non modificare il PDF, non unirlo ad altri e non stamparlo in un altro PDF: le firme non varrebbero più. "
    "Se devi correggere qualcosa, correggi la pratica ed esporta di nuovo."
)


class HowToSign(CardFrame):
    """The way that the dossier's answers name first; the other one where they name none."""

    def __init__(self, theme: Theme, by_pen: bool | None) -> None:
        super().__init__(theme, fill="canvas")
        self._theme = theme
        self._column = QVBoxLayout(self)
        side = theme.gap(16)
        self._column.setContentsMargins(side, theme.gap(12), side, theme.gap(12))
        self._column.setSpacing(theme.gap(4))
        if by_pen is not True:
            self._add("Con la firma digitale", DIGITAL)
        if by_pen is not False:
            self._add("A penna", PEN)
        self._column.addSpacing(theme.gap(4))
        self._column.addWidget(text_label(theme, tidy(NEVER), "small", "muted"))

    def _add(self, title: str, steps: Sequence[str]) -> None:
        if self._column.count():
            self._column.addSpacing(self._theme.gap(8))
        self._column.addWidget(text_label(self._theme, title, weight=600))
        for number, words in enumerate(steps, 1):
            self._column.addWidget(self._step(number, words))

    def _step(self, number: int, words: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.gap(8))
        figure = text_label(self._theme, f"{number}.", "small", "accent", 700, wrap=False)
        row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text_label(self._theme, tidy(words), "small"), 1)
        return made
