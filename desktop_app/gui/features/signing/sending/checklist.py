"""The checklist of a sending: what the user adds to it; each line takes files that are dropped on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.gui.features.signing.sending.cards import CheckItem
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.controls.dropping import DropTarget
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import IconView
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.painting import draw_box, painting
from desktop_app.gui.widgets.inputs.given_line import GivenLine
from desktop_app.gui.widgets.layout.flow import FlowLayout

WHY: Final = "Perché non serve"
MISSING_WHY: Final = "Scrivi in due parole perché non serve."


class CheckRow(DropTarget):
    """One line. `action_requested` brings what is asked and what it is about; `dropped` files for it."""

    action_requested = Signal(str, str)
    dropped = Signal(str, str, list)

    def __init__(self, theme: Theme, sending: str, item: CheckItem) -> None:
        super().__init__()
        self._theme, self._about = theme, f"{sending}:{item.id}"
        self._item = item
        self.files_dropped.connect(lambda files: self.dropped.emit(sending, item.id, files))
        row, self._lines = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, theme.gap(4), 0, theme.gap(4))
        row.setSpacing(theme.gap(10))
        self._lines.setSpacing(theme.gap(2))
        icon, color = ("state-done", "ok") if item.is_done else ("state-todo", "muted")
        row.addWidget(IconView(theme, icon, color, 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._lines, 1)
        self._lines.addWidget(text_label(theme, item.label, "small", weight=600))
        for number, name in item.files:
            self._lines.addWidget(self._file(number, name))
        if item.reason:
            self._lines.addWidget(text_label(theme, f"Non serve: {item.reason}", "small"))
        self._lines.addWidget(self._actions())
        self.setAccessibleName(item.label)
        self._held = False
        self.hovered_changed.connect(self._show_held)

    def _show_held(self, held: bool) -> None:
        """A file that is let go now comes to this line."""
        self._held = held
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._held:
            theme = self._theme
            with painting(self) as painter:
                line = theme.color("accent")
                draw_box(painter, QRectF(self.rect()), theme.px(8), theme.color("accent_soft"), line, theme.px(2))

    def _file(self, number: int, name: str) -> QWidget:
        holder, flow = QWidget(), FlowLayout(self._theme.gap(14), 0)
        flow.addWidget(text_label(self._theme, name, "small", one_line=True))
        flow.addWidget(self._link("Togli", f"Togli {name}", lambda: self._ask("undo", str(number))))
        holder.setLayout(flow)
        return holder

    def _actions(self) -> QWidget:
        holder, flow, item = QWidget(), FlowLayout(self._theme.gap(14), self._theme.gap(2)), self._item
        if item.reason:
            undo = str(item.reason_act)
            flow.addWidget(self._link("Serve, invece", f"Serve, invece: {item.label}", lambda: self._ask("undo", undo)))
        else:
            more = "Aggiungi un altro file…" if item.files else "Aggiungi il file…"
            add = Button(self._theme, more, icon="plus", small=True)
            add.setAccessibleName(f"{more.rstrip('…')}: {item.label}")
            add.clicked.connect(lambda: self._ask("attach", self._about))
            flow.addWidget(add)
            if not item.files:
                flow.addWidget(text_label(self._theme, "o trascinalo qui", "small", "muted", one_line=True))
                flow.addWidget(self._link("Non serve…", f"Non serve: {item.label}", self._open_reason))
        holder.setLayout(flow)
        return holder

    def _link(self, words: str, name: str, do: Callable[[], object]) -> Link:
        link = Link(self._theme, words)
        link.setAccessibleName(name)
        link.clicked.connect(do)
        return link

    def _ask(self, what: str, about: str) -> None:
        self.action_requested.emit(what, about)

    def _open_reason(self) -> None:
        line = GivenLine(self._theme, WHY, "Segna", missing=MISSING_WHY, about=self._item.label)
        line.given.connect(lambda reason: self._ask("skip", f"{self._about}:{reason}"))
        self._lines.addWidget(line)
        line.show()
        line.focus()


Dropped = Callable[[str, str, list[Path]], object]
