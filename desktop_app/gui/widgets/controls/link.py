"""A link: underlined words that trigger an action or lead to another place in the window."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.controls.pressable import TEXT_FLAGS, Pressable, longest_word_width, text_size
from desktop_app.gui.widgets.drawing.announce import speak_as
from desktop_app.gui.widgets.drawing.mnemonics import without_mnemonic
from desktop_app.gui.widgets.drawing.painting import painting, set_height_for_width


class Link(Pressable):
    """Emits `clicked` on mouse, Enter or space. Wraps where there is little room; never wider than its words."""

    def __init__(self, theme: Theme, words: str, role: Role = "small", weight: int = 600) -> None:
        super().__init__()
        self._theme = theme
        self.setFont(theme.font(role, weight))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringGap", 1)
        speak_as(self, "link")
        set_height_for_width(self, QSizePolicy.Policy.Maximum)
        self.show_words(words)

    def show_words(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(without_mnemonic(words))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return text_size(self.font(), self.text()) + QSize(1, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(longest_word_width(self.font(), self.text()) + 1, QFontMetrics(self.font()).height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return text_size(self.font(), self.text(), width - 1).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = self._theme.colors
        color = colors.accent_press if self.isDown() else colors.accent_hover if self.underMouse() else colors.accent
        font = self.font()
        font.setUnderline(True)
        with painting(self) as painter:
            painter.setFont(font)
            painter.setPen(QPen(color if self.isEnabled() else colors.muted))
            box = QRectF(self.rect())
            painter.drawText(box, int(TEXT_FLAGS | Qt.AlignmentFlag.AlignVCenter), self.text())
