"""The list at the left of the guide: its pages by group, or the results of a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.gui.look import stylesheets
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.labels import WORD_WRAP, WORD_WRAP_CENTRED
from desktop_app.gui.widgets.drawing.painting import draw_box
from desktop_app.gui.widgets.lists.table import ModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the list: `key` of its page (empty for the title of a group), section of a result, words, detail."""

    words: str
    key: str = ""
    section: int | None = None
    detail: str = ""


class _LineDelegate(QStyledItemDelegate):
    """Paints the lines, in the style of the rail."""

    def __init__(self, theme: Theme, listing: QListWidget) -> None:
        super().__init__(listing)
        self._theme, self._list = theme, listing

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        line: ContentsLine = index.data(LINE_ROLE)
        wide = max(self._theme.px(120), self._list.viewport().width())
        words, under = self._boxes(line, wide)
        return QSize(wide, words.height() + under.height() + self._theme.gap(14 if line.key else 16))

    def _font(self, line: ContentsLine, chosen: bool = True) -> QFont:
        return self._theme.font("body", 600 if chosen else 400) if line.key else self._theme.font("tiny", 600)

    def _boxes(self, line: ContentsLine, wide: int) -> tuple[QRect, QRect]:
        left = self._theme.gap(14)
        room = QRect(left, 0, max(40, wide - left - self._theme.gap(10)), 4000)
        words = QFontMetrics(self._font(line)).boundingRect(room, WORD_WRAP, line.words)
        if not line.detail:
            return QRect(room.left(), 0, room.width(), words.height()), QRect(room.left(), 0, room.width(), 0)
        under = QFontMetrics(self._theme.font("tiny")).boundingRect(room, WORD_WRAP, line.detail)
        high = words.height()
        return QRect(left, 0, room.width(), high), QRect(left, high, room.width(), under.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        line: ContentsLine = index.data(LINE_ROLE)
        theme, rect = self._theme, QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            draw_box(painter, rect, theme.px(8), theme.color("surface"), theme.color("line"))
            high = rect.height() * 0.6
            bar = QRectF(rect.left(), rect.top() + (rect.height() - high) / 2, theme.px(4), high)
            draw_box(painter, bar, theme.px(2), theme.color("accent"), None)
        words, under = self._boxes(line, int(rect.width()))
        space = rect.height() - words.height() - under.height()
        above = space / 2 if line.key else space - theme.gap(4)  # the title of a group is close to its first page
        top = int(rect.top() + above)
        painter.setFont(self._font(line, chosen))
        painter.setPen(theme.color("text" if line.key else "muted"))
        painter.drawText(words.translated(int(rect.left()), top), WORD_WRAP_CENTRED, line.words)
        painter.setFont(theme.font("tiny"))
        painter.setPen(theme.color("muted"))
        painter.drawText(under.translated(int(rect.left()), top), WORD_WRAP_CENTRED, line.detail)
        painter.restore()


class ContentsList(QListWidget):
    """`page_requested` brings the key of a page and the index of a section or None. One tab stop, arrows inside."""

    page_requested = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines: list[ContentsLine] = []
        self.setAccessibleName("Indice della guida")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setStyleSheet(stylesheets.for_scroll_bar(theme))
        self.setItemDelegate(_LineDelegate(theme, self))
        self.setSpacing(0)
        look = self.palette()
        look.setColor(look.ColorRole.Base, theme.color("canvas"))
        self.setPalette(look)
        self.itemClicked.connect(self._emit_request)
        self.itemActivated.connect(self._emit_request)

    @property
    def lines(self) -> Sequence[ContentsLine]:
        """What it shows."""
        return self._lines

    def show_lines(self, lines: Sequence[ContentsLine]) -> None:
        """Replaces the list."""
        self._lines = list(lines)
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.words)
            item.setData(LINE_ROLE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (line.words, line.detail))))
            if not line.key:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    def select_page(self, key: str) -> None:
        """Selects the line of the page that is shown, without emitting."""
        for row, line in enumerate(self._lines):
            if line.key == key and line.section is None:
                self.setCurrentRow(row)
                return

    def first_page_line(self) -> ContentsLine | None:
        """The first line that leads to a page."""
        return next((line for line in self._lines if line.key), None)

    def _emit_request(self, item: QListWidgetItem) -> None:
        line: ContentsLine = item.data(LINE_ROLE)
        if line.key:
            self.page_requested.emit(line.key, line.section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # heights depend on the width
