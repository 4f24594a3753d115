"""The contents of the guide: a plain list with its groups, or what a search has found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.labels import WORD_WRAP, WORD_WRAP_CENTRED
from desktop_app.gui.widgets.drawing.painting import draw_box
from desktop_app.gui.widgets.lists.table import ModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A line of the list: where it leads (nowhere for a group's title), its words, smaller ones under them."""

    words: str
    key: str = ""
    part: int | None = None
    under: str = ""


class Painter(QStyledItemDelegate):
    """Draws lines as the rail draws steps."""

    def __init__(self, theme: Theme, listing: QListWidget) -> None:
        super().__init__(listing)
        self._theme, self._list = theme, listing

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:
        line: GuideLine = index.data(LINE_ROLE)
        wide = max(self._theme.px(120), self._list.viewport().width())
        words, under = self._boxes(line, wide)
        return QSize(wide, words.height() + under.height() + self._theme.gap(14 if line.key else 16))

    def _font(self, line: GuideLine, chosen: bool = True) -> QFont:
        return self._theme.font("body", 600 if chosen else 400) if line.key else self._theme.font("tiny", 600)

    def _boxes(self, line: GuideLine, wide: int) -> tuple[QRect, QRect]:
        left = self._theme.gap(14)
        room = QRect(left, 0, max(40, wide - left - self._theme.gap(10)), 4000)
        words = QFontMetrics(self._font(line)).boundingRect(room, WORD_WRAP, line.words)
        if not line.under:
            return QRect(room.left(), 0, room.width(), words.height()), QRect(room.left(), 0, room.width(), 0)
        under = QFontMetrics(self._theme.font("tiny")).boundingRect(room, WORD_WRAP, line.under)
        high = words.height()
        return QRect(left, 0, room.width(), high), QRect(left, high, room.width(), under.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        line: GuideLine = index.data(LINE_ROLE)
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
        top = int(rect.top() + (space / 2 if line.key else space - theme.gap(4)))  # a title is near to what follows
        painter.setFont(self._font(line, chosen))
        painter.setPen(theme.color("text" if line.key else "muted"))
        painter.drawText(words.translated(int(rect.left()), top), WORD_WRAP_CENTRED, line.words)
        painter.setFont(theme.font("tiny"))
        painter.setPen(theme.color("muted"))
        painter.drawText(under.translated(int(rect.left()), top), WORD_WRAP_CENTRED, line.under)
        painter.restore()


class GuideContents(QListWidget):
    """One tab stop, arrows inside. `chosen` brings a page's key and the number of a section, or None."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines: list[GuideLine] = []
        self.setAccessibleName("Indice della guida")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(Painter(theme, self))
        self.setSpacing(0)
        look = self.palette()
        look.setColor(look.ColorRole.Base, theme.color("canvas"))
        self.setPalette(look)
        self.itemClicked.connect(self._tell)
        self.itemActivated.connect(self._tell)

    def show_lines(self, lines: Sequence[GuideLine]) -> None:
        """Fills the list anew."""
        self._lines = list(lines)
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.words)
            item.setData(LINE_ROLE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (line.words, line.under))))
            if not line.key:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    def mark(self, key: str) -> None:
        """The line of the page that is shown."""
        for row, line in enumerate(self._lines):
            if line.key == key and line.part is None:
                self.setCurrentRow(row)
                return

    def first(self) -> GuideLine | None:
        """The first line that leads somewhere."""
        return next((line for line in self._lines if line.key), None)

    def _tell(self, item: QListWidgetItem) -> None:
        line: GuideLine = item.data(LINE_ROLE)
        if line.key:
            self.chosen.emit(line.key, line.part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # the heights follow the width
