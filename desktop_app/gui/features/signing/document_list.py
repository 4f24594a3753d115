"""The documents in Firma e invio: one state each, who signs, what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.features.signing.rows import ACTION_WORDS, DocumentRow, SignerItem, UnknownSigner
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView, StateMark
from desktop_app.gui.widgets.drawing.labels import Separator, text_label
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.layout.flow import FlowLayout, clear_layout
from desktop_app.gui.widgets.layout.scroll import ScrollContent


class DocumentEntry(ScrollContent):
    """One document. `action_requested` brings what is asked and the document's id."""

    action_requested = Signal(str, str)

    def __init__(self, theme: Theme, row: DocumentRow) -> None:
        super().__init__()
        self._theme = theme
        self.buttons: dict[str, Button] = {}
        column, lines, line = QVBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, theme.gap(12), 0, theme.gap(8))
        column.setSpacing(0)
        line.setSpacing(theme.gap(10))
        lines.setSpacing(theme.gap(2))
        line.addWidget(IconView(theme, row.look.icon, row.look.color, 20, "body"), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(lines, 1)
        column.addLayout(line)
        lines.addWidget(text_label(theme, row.title, weight=600))
        lines.addWidget(text_label(theme, row.words, "small", _ink(row.look.color), 600))
        if row.detail:
            lines.addWidget(text_label(theme, row.detail, "small"))
        if row.signers:
            lines.addWidget(self._signers(row.signers))
        for each in row.unknown:
            lines.addWidget(self._unknown(each))
        if row.actions:
            lines.addWidget(self._actions(row))
        self.setAccessibleName(f"{row.title}: {row.words}")

    def _signers(self, signers: Sequence[SignerItem]) -> QWidget:
        holder, flow = QWidget(), FlowLayout(self._theme.gap(18), self._theme.gap(2))
        for each in signers:
            flow.addWidget(StateMark(self._theme, each.look, f"{each.label}: {each.words}"))
        holder.setLayout(flow)
        return holder

    def _unknown(self, unknown: UnknownSigner) -> QWidget:
        """Asks which party a signature is of."""
        holder, flow = QWidget(), FlowLayout(self._theme.gap(14), self._theme.gap(2))
        asked = f"{unknown.name} ha firmato. Per chi?"
        flow.addWidget(text_label(self._theme, asked, "small", "warn", 600, one_line=True))
        for id, label in unknown.parties:
            link = Link(self._theme, escape_mnemonic(label))
            link.setAccessibleName(f"{unknown.name} ha firmato: {label}")
            about = f"{unknown.act}:{unknown.key}:{id}"
            link.clicked.connect(lambda _=False, about=about: self.action_requested.emit("assign", about))
            flow.addWidget(link)
        holder.setLayout(flow)
        return holder

    def _actions(self, row: DocumentRow) -> QWidget:
        holder, flow = QWidget(), FlowLayout(self._theme.gap(4), 0)
        flow.setContentsMargins(0, self._theme.gap(4), 0, 0)
        for key in row.actions:
            words, icon = ACTION_WORDS[key]
            button = Button(self._theme, words, icon=icon, small=True)
            button.setAccessibleName(f"{words}: {row.title}")
            button.setAccessibleDescription(row.words)
            button.clicked.connect(lambda _=False, key=key: self.action_requested.emit(key, row.id))
            self.buttons[key] = button
            flow.addWidget(button)
        holder.setLayout(flow)
        return holder


def _ink(color: str) -> str:
    return color if color in ("error", "warn", "ok") else "muted"


class DocumentList(ScrollContent):
    """All of them; only what changed is made again. `action_requested` as of an entry."""

    action_requested = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: dict[str, DocumentRow] = {}
        self.entries: dict[str, DocumentEntry] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(self, rows: Sequence[DocumentRow]) -> None:
        """These documents; a focused button keeps the focus where it is still there."""
        now = {row.id: row for row in rows}
        if now == self._shown and list(now) == list(self._shown):
            return
        focused = self._focused()
        self._shown = now
        clear_layout(self._column)
        self.entries = {}
        for row in rows:
            if self.entries:
                self._column.addWidget(Separator(self._theme))
            entry = self.entries[row.id] = DocumentEntry(self._theme, row)
            entry.action_requested.connect(self.action_requested)
            self._column.addWidget(entry)
        self._focus(focused)

    def _focused(self) -> tuple[str, str] | None:
        for id, entry in self.entries.items():
            for key, button in entry.buttons.items():
                if button.hasFocus():
                    return id, key
        return None

    def _focus(self, place: tuple[str, str] | None) -> None:
        entry = self.entries.get(place[0]) if place is not None else None
        if entry is not None and place is not None and entry.buttons:
            button = entry.buttons.get(place[1]) or next(iter(entry.buttons.values()))
            button.setFocus(Qt.FocusReason.OtherFocusReason)
