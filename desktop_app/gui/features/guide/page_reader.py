"""The text view of the guide: loads no resources and follows no links."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from desktop_app.gui.features.guide.markup import anchor, page_markup
from desktop_app.gui.features.guide.pages import PageContent, PageSection, folded_by_character
from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls import text_menu

MAX_HIGHLIGHTS = 300
TOP = 4  # px from the top of what is seen to the line that counts as its first


class PageReader(QTextBrowser):
    """Shows one page, from its top or from a section."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[PageContent, PageSection | None] | None = None
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
        """Loads nothing: no images, files or addresses."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        text_menu.open_at(self._theme, self.createStandardContextMenu(event.pos()), event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the line at the top there, however the text wraps at the new width."""
        top = self.top
        super().resizeEvent(event)
        self.scroll_to(top)

    @property
    def top(self) -> int:
        """Where in the text the line at the top begins; 0 where nothing is scrolled."""
        if not self.verticalScrollBar().value():
            return 0
        return self.cursorForPosition(QPoint(self._theme.gap(24), TOP)).position()

    def scroll_to(self, at: int) -> None:
        """Brings a place of the text to the top."""
        if at:
            cursor, bar = QTextCursor(self.document()), self.verticalScrollBar()
            cursor.setPosition(min(at, self.document().characterCount() - 1))
            bar.setValue(bar.value() + self.cursorRect(cursor).top() - TOP)

    def show_page(self, page: PageContent, section: PageSection | None = None, words: str = "") -> None:
        """Shows a page, scrolled to a section if given; highlights the words of a search."""
        if self._shown is None or page is not self._shown[0] or section is not self._shown[1]:
            self._shown = (page, section)
            self.setHtml(page_markup(self._theme, page, section))
            self.setAccessibleDescription(section.title if section else page.title)
        self.highlight(words)
        if section is None:
            self.verticalScrollBar().setValue(0)
        else:
            self._scroll_to_anchor(anchor(page.sections.index(section)))

    def _scroll_to_anchor(self, name: str) -> None:
        """Scrolls to an anchor and puts the text cursor there, where screen readers continue."""
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                if name in pieces.fragment().charFormat().anchorNames():
                    self.setTextCursor(QTextCursor(block))
                    self.scrollToAnchor(name)
                    return
                pieces += 1
            block = block.next()

    def highlight(self, words: str) -> None:
        """Marks the words of a search wherever they stand."""
        marks: list[QTextEdit.ExtraSelection] = []
        if not words:  # the whole text is folded, and laid out at once, only where something is looked for or marked
            if self.extraSelections():
                self.setExtraSelections(marks)
            return
        text = folded_by_character(self.document().toPlainText())
        look = QTextCharFormat()
        look.setBackground(self._theme.color("warn_soft"))
        look.setForeground(self._theme.color("warn"))
        look.setFontUnderline(True)
        for word in folded_by_character(words).split():
            at = text.find(word)
            while at >= 0 and len(marks) < MAX_HIGHLIGHTS:
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(self.document())
                mark.cursor.setPosition(at)
                mark.cursor.setPosition(at + len(word), QTextCursor.MoveMode.KeepAnchor)
                mark.format = look
                marks.append(mark)
                at = text.find(word, at + len(word))
        self.setExtraSelections(marks)
