"""What links and buttons share: words that wrap, and Enter that presses like the space bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton

from desktop_app.gui.widgets.painting import keep_height

FLAGS = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic
ANY = 1 << 20


def words_size(metrics: QFontMetrics, words: str, width: int = ANY) -> QRect:
    """The room that the words take when wrapped to a width; the letter's mark takes none."""
    return metrics.boundingRect(QRect(0, 0, max(1, width), ANY), int(FLAGS), words)


def longest_word(metrics: QFontMetrics, words: str) -> int:
    return max((words_size(metrics, word).width() for word in words.split()), default=0)


def is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Pressable(QAbstractButton):
    """A button of ours; Qt alone would let Enter pass."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.hasHeightForWidth():
            keep_height(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)
