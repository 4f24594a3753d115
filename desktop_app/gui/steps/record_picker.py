"""Picks one record of an address book: a search with a list below it, inside the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.engine.evaluation.parties import book_title
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.services.address_books import AddressBooks
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.announce import announce
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.inputs.search_field import SearchField
from desktop_app.gui.widgets.layout.card import CardFrame
from desktop_app.gui.widgets.lists.record_list import RecordItem, RecordList

MOST = 50  # records listed: more are found by another word
ROWS = 5  # of the list that are seen without scrolling


class RecordPicker(CardFrame):
    """By keyboard: some letters, the arrow down into the list, Enter."""

    picked = Signal(str)  # the id of a record
    closed = Signal()  # without a choice

    def __init__(self, theme: Theme, books: AddressBooks, book: str) -> None:
        super().__init__(theme, fill="canvas", line="line")
        self._books, self._book = books, book
        self.search = SearchField(theme, f"Cerca in Anagrafiche: {book_title(book)}")
        self.list = RecordList(theme, book_title(book))
        self._count = text_label(theme, "", "small", "muted")
        close = Link(theme, "Chiudi")
        self.search.search_changed.connect(self._search)
        self.search.enter_pressed.connect(self._take)
        self.search.installEventFilter(self)
        self.list.open_requested.connect(self.picked)
        self.list.clicked.connect(lambda _: self.picked.emit(self.list.current_id()))
        close.clicked.connect(self.closed)
        side, column = theme.gap(12), QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.gap(10))
        column.setSpacing(theme.gap(8))
        column.addWidget(self.search)
        column.addWidget(self.list)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(foot)

    def open(self) -> None:
        """Shows all records, with the focus in the search."""
        self.search.clear()
        self._search("", announced=False)
        self.setVisible(True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _search(self, search: str, announced: bool = True) -> None:
        rows = self._books.rows(self._book, search, MOST + 1)
        self.list.show_entries([RecordItem(row.id, row.name, row.detail) for row in rows[:MOST]])
        self.list.setFixedHeight(self.list.height_of(min(ROWS, len(rows))))
        self.list.setVisible(bool(rows))
        words = self._words(search.strip(), len(rows))
        self._count.setText(words)
        if announced:
            announce(self, words)

    def _words(self, search: str, found: int) -> str:
        if not found:
            return (
                f"Nessuna scheda con «{search[:40]}». Prova con meno lettere." if search else "Non c’è nessuna scheda."
            )
        if found > MOST:
            return f"Le prime {MOST}: scrivi qualche lettera per trovare le altre."
        return f"{counted(found, 'Una scheda', '{} schede')}. Freccia giù per scegliere, Invio per prenderla."

    def _take(self) -> None:
        """Enter in the search picks the only record; among several it goes into the list, so that none is picked by
        mistake.
        """
        if len(self.list.entries()) == 1:
            self.picked.emit(self.list.current_id())
        elif self.list.entries():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow down goes from the search into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
