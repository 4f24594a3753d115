"""Parts of the home page: the sentence above the list, and what stands there while the list is empty."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop_app.gui.home_rows import Filter
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets.announce import announce
from desktop_app.gui.widgets.callout import Callout
from desktop_app.gui.widgets.empty import EmptyState
from desktop_app.gui.widgets.notice import Notice
from desktop_app.gui.widgets.painting import painting
from desktop_app.gui.widgets.scroll import FadeScrollArea

EMPTY: Final[dict[Filter, tuple[str, str]]] = {
    "all": ("Quale pratica vuoi preparare?", "Rispondi una volta sola: Commessa fa i conti e compila i documenti."),
    "open": ("Nessuna pratica da completare.", "Quelle che hai sono pronte: le trovi in «Tutte»."),
    "due": ("Nessuna scadenza nei prossimi 30 giorni.", "Compare qui appena scrivi la data da cui si conta."),
}
LONGEST: Final = 40


def empty_state(theme: Theme, search: str, filter: Filter, in_bin: bool, none_at_all: bool) -> EmptyState:
    """Why nothing is listed, and what to do."""
    if search:
        words = search if len(search) <= LONGEST else search[: LONGEST - 1] + "…"
        said = "Controlla come è scritto, oppure cerca per comune o modello."
        return EmptyState(theme, f"Nessuna pratica con «{words}».", said)
    if in_bin:
        return EmptyState(theme, "Il cestino è vuoto.", "Quello che elimini resta qui per 30 giorni.")
    if none_at_all:
        return EmptyState(theme, *EMPTY["all"], "Nuova pratica")
    return EmptyState(theme, *EMPTY[filter])


class Panel(QWidget):
    """A column at the right that scrolls by itself, with a line where it begins."""

    def __init__(self, theme: Theme, content: QWidget, width: int) -> None:
        super().__init__()
        self._line = theme.color("line")
        self.area = FadeScrollArea(theme, "canvas")
        self.area.set_content(content)
        self.setFixedWidth(theme.px(width))
        row = QVBoxLayout(self)
        row.setContentsMargins(1, 0, 0, 0)
        row.addWidget(self.area)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(0, 0, 1, self.height(), self._line)


class NoteSlot(QWidget):
    """One sentence with its links, or nothing; told to who listens."""

    activated = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.callout: Callout | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, theme.gap(10))
        self.hide()

    def show_notice(self, notice: Notice | None) -> None:
        """Takes the place of the sentence before."""
        if self.callout is not None:
            self._column.removeWidget(self.callout)
            self.callout.hide()
            self.callout.deleteLater()
            self.callout = None
        self.setVisible(notice is not None)
        if notice is not None:
            self.callout = Callout(self._theme, notice, bar=False)
            self.callout.activated.connect(self.activated)
            self._column.addWidget(self.callout)
            announce(self, notice.spoken)


class ListOrEmpty(QWidget):
    """The list, or in its place why it is empty."""

    def __init__(self, theme: Theme, table: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self.empty: EmptyState | None = None
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, theme.gap(10), 0, 0)
        self._column.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(table)
        self._stack.addWidget(self._holder)

    def show_empty(self, state: EmptyState | None) -> None:
        """None shows the list."""
        if self.empty is not None:
            self._column.removeWidget(self.empty)
            self.empty.hide()
            self.empty.deleteLater()
        self.empty = state
        if state is not None:
            self._column.insertWidget(0, state)
        self._stack.setCurrentIndex(0 if state is None else 1)
