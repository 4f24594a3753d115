"""Cosa torna: where files are dropped, chosen or pasted, and the answer to each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.features.signing.arrival_rows import TONE_LOOKS, ArrivalRow
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.announce import announce
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.feedback.fold import Fold
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.layout.flow import FlowLayout, clear_layout
from desktop_app.gui.widgets.layout.scroll import ScrollContent

DROP: Final = "Trascina qui, o in qualunque punto della finestra, i file che ti tornano"
KINDS: Final = "PDF firmati, .p7m, scansioni, ricevute PEC (.eml, .msg), segnature; anche una cartella o uno ZIP."
MORE: Final = "Firme e dettagli"
SHOWN: Final = 5  # answers, before "Mostra anche gli altri"


class ArrivalEntry(ScrollContent):
    """The answer to one file. `action_requested` brings what is asked, with what it is about."""

    action_requested = Signal(str)

    def __init__(self, theme: Theme, row: ArrivalRow) -> None:
        super().__init__()
        line, lines = QHBoxLayout(self), QVBoxLayout()
        line.setContentsMargins(0, theme.gap(8), 0, theme.gap(8))
        line.setSpacing(theme.gap(10))
        lines.setSpacing(theme.gap(2))
        icon, color = TONE_LOOKS[row.tone]
        line.addWidget(IconView(theme, icon, color, 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(lines, 1)
        lines.addWidget(text_label(theme, row.name, "tiny", "muted"))
        lines.addWidget(text_label(theme, row.fact, "small", "error" if row.tone == "error" else "text", 600))
        if row.remedy:
            lines.addWidget(text_label(theme, row.remedy, "small"))
        if row.sentences:
            lines.addWidget(Fold(theme, MORE, lambda: _sentences(theme, row.sentences), row.name))
        if row.actions:
            lines.addWidget(self._links(theme, row))
        self.setAccessibleName(row.spoken)

    def _links(self, theme: Theme, row: ArrivalRow) -> QWidget:
        holder, flow = QWidget(), FlowLayout(theme.gap(18), theme.gap(2))
        for key, words in row.actions:
            link = Link(theme, escape_mnemonic(words))
            link.setAccessibleName(f"{words}: {row.name}")
            link.clicked.connect(lambda _=False, key=key: self.action_requested.emit(key))
            flow.addWidget(link)
        holder.setLayout(flow)
        return holder


def _sentences(theme: Theme, sentences: Sequence[str]) -> QWidget:
    holder = ScrollContent()
    column = QVBoxLayout(holder)
    column.setContentsMargins(theme.gap(12), 0, 0, 0)
    column.setSpacing(theme.gap(4))
    for each in sentences:
        column.addWidget(text_label(theme, each, "small"))
    return holder


class ArrivalsSection(ScrollContent):
    """`add_requested` asks for files; `action_requested` as of an entry."""

    add_requested = Signal()
    action_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: list[ArrivalRow] = []
        self._all = False
        self.entries: list[ArrivalEntry] = []
        self.add = Button(theme, "Aggiungi file…", icon="file-input")
        self.add.clicked.connect(self.add_requested)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(6))
        column.addWidget(self._drop_box())
        column.addLayout(self._list)

    def _drop_box(self) -> QWidget:
        theme, box = self._theme, CardFrame(self._theme, fill="canvas", line="border")
        row, words = QHBoxLayout(box), QVBoxLayout()
        side = theme.gap(18)
        row.setContentsMargins(side, theme.gap(14), side, theme.gap(14))
        row.setSpacing(theme.gap(14))
        words.setSpacing(theme.gap(2))
        words.addWidget(text_label(theme, DROP, weight=600))
        words.addWidget(text_label(theme, f"{KINDS} Oppure copiali e incollali (Ctrl+V).", "small", "muted"))
        row.addWidget(IconView(theme, "file-input", "accent", 24, "body"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignVCenter)
        return box

    def show_rows(self, rows: Sequence[ArrivalRow]) -> None:
        """The answers, the newest first; a new first one is read out by screen readers."""
        if list(rows) == self._shown:
            return
        newer = rows and (not self._shown or rows[0] != self._shown[0])
        self._shown = list(rows)
        self._draw()
        if newer and self.isVisible():
            announce(self, rows[0].spoken)

    def _draw(self) -> None:
        clear_layout(self._list)
        self.entries = []
        shown = self._shown if self._all else self._shown[:SHOWN]
        for row in shown:
            entry = ArrivalEntry(self._theme, row)
            entry.action_requested.connect(self.action_requested)
            self.entries.append(entry)
            self._list.addWidget(entry)
        if len(shown) < len(self._shown):
            more = Link(self._theme, f"Mostra anche gli altri {len(self._shown) - len(shown)}")
            more.clicked.connect(self._show_all)
            self._list.addWidget(more)

    def _show_all(self) -> None:
        self._all = True
        self._draw()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
