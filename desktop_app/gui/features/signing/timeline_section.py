"""Cronologia: all that happened to the dossier, day by day, each with its file; and the fascicolo to save."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.italian.phrases import capitalized, long_day, relative_day
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.layout.flow import FlowLayout, clear_layout
from desktop_app.gui.widgets.layout.scroll import ScrollContent
from desktop_app.gui.wording.sentences import tidy
from desktop_app.session.progress.timeline import EXPORTED, TimelineDay, TimelineEntry

LOOKS: Final = {
    EXPORTED: ("file-check", "muted"), "returned": ("badge-check", "muted"), "pen": ("pen-line", "muted"),
    "attached": ("file-text", "muted"), "prepared": ("folder-open", "muted"), "sent": ("send", "muted"),
    "received": ("file-input", "muted"), "protocolled": ("archive", "muted"), "met": ("check", "muted"),
    "withdrawn": ("undo-2", "muted"), "rectified": ("pen-line", "muted"), "rectifies": ("pen-line", "muted"),
}  # fmt: skip
NOTHING: Final = "Qui compare tutto quello che succede alla pratica: esportazioni, firme, invii, ricevute."
SAVE: Final = "Salva il fascicolo…"
ABOUT_SAVE: Final = "Uno ZIP con tutti i documenti, i file firmati, i messaggi e le ricevute, con indice e impronte."
SHOWN: Final = 10  # entries, before "Mostra tutta la cronologia"


class TimelineSection(ScrollContent):
    """`action_requested` brings what is asked of an entry: its kind and number follow."""

    action_requested = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[list[TimelineDay], dt.date, bool] | None = None
        self._all = False
        self.save = Button(theme, SAVE, icon="archive", small=True)
        self.save.setAccessibleDescription(ABOUT_SAVE)
        self.save.clicked.connect(lambda: self.action_requested.emit("fascicolo", ""))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._about = text_label(theme, "", "small", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(8))
        column.addWidget(self._about)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._list)

    def show_days(self, days: Sequence[TimelineDay], today: dt.date) -> None:
        """The newest day first; drawn again only if something changed."""
        now = (list(days), today, self._all)
        if now == self._shown:
            return
        self._shown = now
        self._about.setText(ABOUT_SAVE if days else NOTHING)
        self.save.setVisible(bool(days))
        clear_layout(self._list)
        entries = [(day.day, entry) for day in reversed(days) for entry in reversed(day.entries)]
        shown = entries if self._all else entries[:SHOWN]
        last: object = self
        for day, entry in shown:
            if day != last:
                self._list.addWidget(self._day(day, today))
                last = day
            self._list.addWidget(self._entry(entry))
        if len(shown) < len(entries):
            more = Link(self._theme, f"Mostra tutta la cronologia ({len(entries)})")
            more.clicked.connect(self._show_all)
            self._list.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._all = True
        if self._shown is not None:
            self.show_days(*self._shown[:2])
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _day(self, day: dt.date | None, today: dt.date) -> QWidget:
        words = "Giorno che non si legge più"
        if day is not None:
            near = relative_day(day, today)
            words = f"{capitalized(long_day(day, today))}, {near}" if near in ("oggi", "ieri") else long_day(day, today)
        label = text_label(self._theme, capitalized(words), "small", "muted", 700)
        label.setContentsMargins(0, self._theme.gap(10), 0, self._theme.gap(2))
        return label

    def _entry(self, entry: TimelineEntry) -> QWidget:
        theme, made = self._theme, ScrollContent()
        row, lines = QHBoxLayout(made), QVBoxLayout()
        row.setContentsMargins(0, theme.gap(4), 0, theme.gap(6))
        row.setSpacing(theme.gap(10))
        lines.setSpacing(0)
        icon, color = LOOKS.get(entry.kind, ("history", "muted"))
        icon = "state-warning" if entry.damaged else icon
        row.addWidget(IconView(theme, icon, color, 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        lines.addWidget(text_label(theme, tidy(entry.words), "small", weight=600))
        if entry.detail:
            lines.addWidget(text_label(theme, tidy(entry.detail), "small", "muted"))
        holder, flow, about = QWidget(), FlowLayout(theme.gap(16), 0), f"{entry.kind}:{entry.number}"
        for what, words in _ways(entry):
            link = Link(theme, words, "tiny")
            link.setAccessibleName(f"{words}: {entry.words}")
            of = entry.dossier if what == "dossier" else about
            link.clicked.connect(lambda _=False, what=what, of=of: self.action_requested.emit(what, of))
            flow.addWidget(link)
        holder.setLayout(flow)
        lines.addWidget(holder)
        return made


def _ways(entry: TimelineEntry) -> Iterator[tuple[str, str]]:
    """What can be done with an entry."""
    if entry.file or entry.path:
        yield "open_entry", "Apri"
        yield "show_entry", "Mostra nella cartella"
    if entry.dossier:
        yield "dossier", "Apri l'altra pratica"
    if entry.kind == "returned" and not entry.damaged:
        yield "check_entry", "Controlla di nuovo"
    if entry.kind != EXPORTED:
        yield "remove_entry", "Togli"
