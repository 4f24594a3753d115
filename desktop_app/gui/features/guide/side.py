"""The left side of the guide: the search field, and below it the contents or what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.features.guide.contents_list import ContentsLine, ContentsList
from desktop_app.gui.features.guide.finder import GuideFinder
from desktop_app.gui.features.guide.pages import GuideEntry
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.inputs.search_field import SearchField


class GuideSide(QWidget):
    """`page_requested` brings the key of a page and the index of a section or None; `searched` that there are other
    `words`, `first_requested` that the first result is to be opened.
    """

    page_requested = Signal(str, object)
    searched = Signal()
    first_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = ""
        self._entries: Sequence[GuideEntry] = ()
        self._page = ""
        self._finder = GuideFinder(self)
        self._finder.found.connect(self._show_found)
        self._search, self._list = SearchField(theme, "Cerca nella guida"), ContentsList(theme)
        self._none = text_label(theme, "Non trovo queste parole. Prova con una parola sola.", "small", "muted")
        self._none.hide()
        self._search.search_changed.connect(self._search_for)
        self._search.enter_pressed.connect(self._ask_for_first)
        self._list.page_requested.connect(self.page_requested)
        self.setAutoFillBackground(True)
        look = self.palette()
        look.setColor(look.ColorRole.Window, theme.color("canvas"))
        self.setPalette(look)
        column, gap = QVBoxLayout(self), theme.gap(10)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addWidget(self._search)
        column.addWidget(self._none)
        column.addWidget(self._list, 1)

    def resume(self, before: GuideSide) -> None:
        """Shows what another one showed, in another look, and goes on with its search."""
        self._entries, self._page, self.words = before._entries, before._page, before.words
        self._search.keep_search(self.words)
        self._search.setText(before._search.text())
        self._show_lines(before._list.lines)
        if before._finder.is_looking:
            self._show()
        self._search.search_what_is_typed()

    def show_entries(self, entries: Sequence[GuideEntry]) -> None:
        """Replaces the contents, and looks for what is searched in them."""
        self._entries = entries
        self._show()

    def show_page(self, key: str) -> None:
        """Marks the page that is read, without emitting."""
        self._page = key
        if not self.words:
            self._list.select_page(key)

    def focus_list(self) -> None:
        """Focuses the contents."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Focuses the search field, its text selected."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def first(self) -> ContentsLine | None:
        """The first result, once all pages were looked at."""
        self._finder.end()
        return self._list.first_page_line()

    def _search_for(self, words: str) -> None:
        self.words = words.strip()
        self._show()
        self.searched.emit()

    def _ask_for_first(self) -> None:
        if self.words:
            self.first_requested.emit()

    def _show(self) -> None:
        if self.words:
            self._finder.look(self._entries, self.words)
        else:
            self._finder.stop()
            self._show_lines(list(_contents(self._entries)))

    def _show_found(self, lines: Sequence[ContentsLine]) -> None:
        self._show_lines(lines)

    def _show_lines(self, lines: Sequence[ContentsLine]) -> None:
        self._list.show_lines(lines)
        self._none.setVisible(bool(self.words) and not lines)
        self.show_page(self._page)


def _contents(entries: Sequence[GuideEntry]) -> Iterator[ContentsLine]:
    group = ""
    for entry in entries:
        if entry.group != group:
            group = entry.group
            yield ContentsLine(group)
        yield ContentsLine(entry.title, entry.key)
