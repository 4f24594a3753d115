"""Looks for words in the guide, one page in each turn of the event loop: at first each has to be made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Signal

from desktop_app.gui.features.guide.contents_list import ContentsLine
from desktop_app.gui.features.guide.pages import GuideEntry, matching_sections
from desktop_app.gui.widgets.layout.later import in_turns


class GuideFinder(QObject):
    """`found` brings all ContentsLines that have the words, once every page was looked at."""

    found = Signal(list)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pages: Iterator[list[ContentsLine]] | None = None
        self._lines: list[ContentsLine] = []
        self._turns = False  # whether one is to come

    @property
    def is_looking(self) -> bool:
        """Whether pages are left."""
        return self._pages is not None

    def look(self, entries: Iterable[GuideEntry], words: str) -> None:
        """Looks for these words, and no longer for earlier ones."""
        self._pages, self._lines = (_lines(entry, words) for entry in list(entries)), []
        if not self._turns:
            self._turns = True
            in_turns(self, self._turn)

    def stop(self) -> None:
        """Nothing is looked for any more."""
        self._pages = None

    def end(self) -> None:
        """What is left is looked at now: somebody waits for it."""
        while self._pages is not None:
            self._look_at_next()

    def _turn(self) -> bool:
        self._look_at_next()
        self._turns = self._pages is not None
        return self._turns

    def _look_at_next(self) -> None:
        lines = next(self._pages, None) if self._pages is not None else None
        if lines is not None:
            self._lines += lines
        elif self._pages is not None:
            self._pages = None
            self.found.emit(self._lines)


def _lines(entry: GuideEntry, words: str) -> list[ContentsLine]:
    page = entry.make()
    found = matching_sections(page, words)
    return [ContentsLine(each.title, entry.key, page.sections.index(each), page.title) for each in found]
