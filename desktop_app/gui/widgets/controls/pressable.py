"""What links and buttons share: text that wraps, and Enter that presses like the space bar."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton

from desktop_app.gui.look.theme import typeface
from desktop_app.gui.widgets.drawing.painting import limit_height

TEXT_FLAGS = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic
UNLIMITED = 1 << 20  # px: text measured in this width is never wrapped


def text_size(font: QFont, words: str, width: int = UNLIMITED) -> QSize:
    """The size of the words wrapped to `width` px, in a font of the theme; the "&" of a mnemonic takes no room."""
    return _size(font.pixelSize(), font.weight().value, words, max(1, width))


@lru_cache(4096)
def _size(high: int, weight: int, words: str, width: int) -> QSize:
    """Cached: the same words are measured at every layout."""
    return (
        QFontMetrics(typeface(high, weight)).boundingRect(QRect(0, 0, width, UNLIMITED), int(TEXT_FLAGS), words).size()
    )


def longest_word_width(font: QFont, words: str) -> int:
    """The width of the widest word in px: the least at which no word is broken."""
    return max((text_size(font, word).width() for word in words.split()), default=0)


def is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Pressable(QAbstractButton):
    """A button that Enter presses too: QAbstractButton only reacts to the space bar."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.hasHeightForWidth():
            limit_height(self)

    def updateGeometry(self) -> None:
        """What it shows has changed: it may need another height than the one that it was capped at."""
        if self.hasHeightForWidth():
            limit_height(self)
        super().updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)
