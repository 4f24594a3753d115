"""Buttons in five kinds; an area of a page has one primary button at most."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from desktop_app.gui.look import icons
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.pressable import TEXT_FLAGS, Pressable, longest_word_width, text_size
from desktop_app.gui.widgets.drawing.indicators import draw_key, key_size
from desktop_app.gui.widgets.drawing.labels import set_tooltip
from desktop_app.gui.widgets.drawing.mnemonics import without_mnemonic
from desktop_app.gui.widgets.drawing.painting import draw_box, painting, set_height_for_width

ButtonKind = Literal["primary", "accent", "secondary", "quiet", "danger"]

# text, background and border colour; then the same while hovered
BUTTON_COLORS: dict[str, tuple[str, str, str, str, str, str]] = {
    "primary": ("on_accent", "accent", "accent", "on_accent", "accent_hover", "accent_hover"),
    "accent": ("accent", "surface", "accent", "accent", "accent_soft", "accent"),
    "secondary": ("text", "surface", "border", "text", "accent_soft", "accent"),
    "quiet": ("text", "", "", "text", "accent_soft", "accent_soft"),
    "danger": ("error", "surface", "error", "error", "error_soft", "error"),
    "disabled": ("muted", "sunken", "line", "muted", "sunken", "line"),
}


class Button(Pressable):
    """Icon, words and shortcut hint (`key`). With `icon_only` the words are only tool tip and accessible name."""

    def __init__(
        self, theme: Theme, words: str, kind: ButtonKind = "secondary", *,
        icon: str = "", trailing: str = "", key: str = "", small: bool = False, icon_only: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._theme, self._kind, self._icon, self._trailing, self._key = theme, kind, icon, trailing, key
        self._gap = theme.gap(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        set_height_for_width(self, QSizePolicy.Policy.Maximum)
        self._measure(small, icon_only)
        self.show_words(words)

    def _measure(self, small: bool, icon_only: bool) -> None:
        theme = self._theme
        self._small, self._icon_only = small, icon_only
        self._icon_size, self._pad = theme.px(18 if small else 20), theme.gap(12 if small or icon_only else 16)
        self.setFont(theme.font("small" if small else "body", 600))

    def set_compact(self, small: bool, icon_only: bool = False) -> None:
        """For a page that has little room, and back."""
        if (small, icon_only) != (self._small, self._icon_only):
            self._measure(small, icon_only)
            self.show_words(self.text())

    def show_words(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(without_mnemonic(words))
        set_tooltip(self, without_mnemonic(words) if self._icon_only else "")
        self.updateGeometry()
        self.update()

    def set_trailing(self, icon: str) -> None:
        """Another icon after the words, where there was one."""
        if icon != self._trailing:
            self._trailing = icon
            self.update()

    def sizeHint(self) -> QSize:
        width = self._sides()
        if not self._icon_only:
            width += text_size(self.font(), self.text()).width() + 1
        return QSize(width, self._least_height())

    def minimumSizeHint(self) -> QSize:
        word = 0 if self._icon_only else longest_word_width(self.font(), self.text()) + 1
        return QSize(self._sides() + word, self._least_height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._icon_only:
            return self._least_height()
        high = text_size(self.font(), self.text(), width - self._sides()).height()
        return max(self._least_height(), high + self._theme.gap(14 if not self._small else 10))

    def _least_height(self) -> int:
        return self._theme.px(32 if self._small else 40)

    def _sides(self) -> int:
        """The width of everything but the words, in px."""
        extra = sum(self._icon_size + self._gap for part in (self._icon, self._trailing) if part)
        if self._icon_only:
            extra -= self._gap
        if self._key:
            extra += key_size(self._theme, self._key).width() + self._gap
        return 2 * self._pad + extra

    def paintEvent(self, event: QPaintEvent) -> None:
        look = BUTTON_COLORS[self._kind if self.isEnabled() else "disabled"]
        hover = self.isEnabled() and (self.underMouse() or self.isDown())
        color, background, border = look[3:] if hover else look[:3]
        if self._kind == "primary" and self.isDown():
            background = border = "accent_press"
        strong = hover and self._theme.is_contrast and self._kind != "primary"  # a background would not be seen there
        with painting(self) as painter:
            if background:
                line = self._theme.color("accent" if strong else border)
                fill = self._theme.color(background)
                off = self._theme.is_contrast and not self.isEnabled()  # there a dashed border says disabled
                style = Qt.PenStyle.DashLine if off else Qt.PenStyle.SolidLine
                draw_box(painter, QRectF(self.rect()), self._theme.px(7), fill, line, 3 if strong else 1, style)
            self._draw_content(painter, color)

    def _draw_content(self, painter: QPainter, token: str) -> None:
        """Icon, words, shortcut hint and trailing icon as one group, centred."""
        middle, size, color = self.height() / 2, self._icon_size, self._theme.color(token)
        room = self.width() - self._sides()
        wide = 0 if self._icon_only else text_size(self.font(), self.text(), room).width() + 1
        left = self._pad + max(0, room - wide) / 2
        if self._icon:
            icons.draw(painter, self._icon, color, QRectF(left, middle - size / 2, size, size))
            left += size + self._gap
        if not self._icon_only:
            painter.setFont(self.font())
            painter.setPen(color)
            # Wider than measured: Qt draws an underlined letter by itself, without kerning ("To").
            place = QRectF(left - self._gap / 2, 0, wide + self._gap, self.height())
            painter.drawText(place, int(TEXT_FLAGS | Qt.AlignmentFlag.AlignCenter), self.text())
            left += wide + self._gap
        if self._key:
            hint = key_size(self._theme, self._key)
            draw_key(painter, self._theme, QRectF(left, middle - hint.height() / 2, hint.width(), hint.height()),
                     self._key, token)  # fmt: skip
            left += hint.width() + self._gap
        if self._trailing:
            icons.draw(painter, self._trailing, color, QRectF(left, middle - size / 2, size, size))
