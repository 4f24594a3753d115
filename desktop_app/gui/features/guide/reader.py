"""The text of the guide: it shows what it is given, fetches nothing and follows no link."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from desktop_app.gui.features.guide.markup import anchor, page_markup
from desktop_app.gui.features.guide.pages import GuidePart, Page, folded
from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme

MOST_MARKS = 300


class Reader(QTextBrowser):
    """One page at a time, from the top or from one of its sections."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalScrollBar().setStyleSheet(stylesheets.for_scroll_bar(theme))
        self.setFont(theme.font())
        self.document().setDefaultFont(theme.font())
        self.document().setDocumentMargin(theme.gap(24))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Testo della guida")
        self.setTabChangesFocus(True)

    def loadResource(self, type: int, name: QUrl | str) -> None:
        """Nothing is loaded: no picture, no file, no address."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line at the top stays there, however the lines break now."""
        top = self.cursorForPosition(QPoint(self._theme.gap(24), 4))
        super().resizeEvent(event)
        bar = self.verticalScrollBar()
        if bar.value():
            bar.setValue(bar.value() + self.cursorRect(top).top() - 4)

    def show_page(self, page: Page, part: GuidePart | None = None, words: str = "") -> None:
        """The page, at a section if one is asked for; the words looked for are marked."""
        self.setHtml(page_markup(self._theme, page, part))
        self.setAccessibleDescription(part.title if part else page.title)
        self._mark(words)
        if part is not None:
            self._go(anchor(page.parts.index(part)))

    def _go(self, name: str) -> None:
        """Scrolls there, and puts the caret there: a reader of screens goes on from it."""
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                if name in pieces.fragment().charFormat().anchorNames():
                    self.setTextCursor(QTextCursor(block))
                pieces += 1
            block = block.next()
        self.scrollToAnchor(name)

    def _mark(self, words: str) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        text = folded(self.document().toPlainText())
        look = QTextCharFormat()
        look.setBackground(self._theme.color("warn_soft"))
        look.setForeground(self._theme.color("warn"))
        look.setFontUnderline(True)
        for word in folded(words).split():
            at = text.find(word)
            while at >= 0 and len(marks) < MOST_MARKS:
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(self.document())
                mark.cursor.setPosition(at)
                mark.cursor.setPosition(at + len(word), QTextCursor.MoveMode.KeepAnchor)
                mark.format = look
                marks.append(mark)
                at = text.find(word, at + len(word))
        self.setExtraSelections(marks)
