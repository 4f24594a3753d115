"""Small indicators: an icon beside text, a state, a tag, a keyboard hint, a step meter and person icons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.gui.look import icons
from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.drawing.labels import set_text_color, text_label
from desktop_app.gui.widgets.drawing.painting import draw_box, painting
from desktop_app.gui.widgets.drawing.states import StateLook

# tone: text colour, background colour (tokens of the theme)
TAG_COLORS = {
    "muted": ("muted", "sunken"), "accent": ("accent", "surface"), "warn": ("warn", "warn_soft"),
    "error": ("error", "error_soft"), "ok": ("ok", "ok_soft"),
}  # fmt: skip


class IconView(QWidget):
    """An icon in a box one text line high (`beside`), so that it aligns with the first line of text that wraps."""

    def __init__(self, theme: Theme, icon: str, color: str, size: float = 18, beside: Role = "small") -> None:
        super().__init__()
        self._theme, self._icon, self._color, self._size = theme, icon, color, theme.px(size)
        high = max(self._size, QFontMetrics(theme.font(beside)).height())
        self.setFixedSize(self._size, high)

    def show_icon(self, icon: str, color: str) -> None:
        if (icon, color) != (self._icon, self._color):
            self._icon, self._color = icon, color
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        top = (self.height() - self._size) / 2
        with painting(self) as painter:
            icons.draw(painter, self._icon, self._theme.color(self._color), QRectF(0, top, self._size, self._size))


class StateMark(QWidget):
    """A state as icon and words; `words` replace the state's own where they say more ("2 problemi")."""

    def __init__(self, theme: Theme, state: StateLook, words: str = "", role: Role = "small") -> None:
        super().__init__()
        self._theme = theme
        self._icon = IconView(theme, state.icon, state.color, 16, role)
        self._words = text_label(theme, "", role, "text", 600, one_line=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.show_state(state, words)

    def show_state(self, state: StateLook, words: str = "", tinted: bool = False) -> None:
        """`tinted` gives the words the state's colour instead of the text colour."""
        self._icon.show_icon(state.icon, state.color)
        self._words.setText(words or state.words)
        set_text_color(self._theme, self._words, state.color if tinted else "text")


class Tag(QWidget):
    """A few words on a coloured background: where a value comes from, or who fills a part in."""

    def __init__(self, theme: Theme, words: str, icon: str = "", tone: str = "muted") -> None:
        super().__init__()
        self._theme, self._words, self._icon, self._tone = theme, words, icon, tone
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return tag_size(self._theme, self._words, self._icon)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_tag(painter, self._theme, QRectF(self.rect()), self._words, self._icon, self._tone)


def tag_size(theme: Theme, words: str, icon: str = "") -> QSize:
    metrics = QFontMetrics(theme.font("tiny", 600))
    wide = metrics.horizontalAdvance(words) + 2 * theme.gap(8)
    return QSize(wide + (theme.px(14) + theme.gap(4) if icon else 0) + 1, metrics.height())


def draw_tag(painter: QPainter, theme: Theme, rect: QRectF, words: str, icon: str = "", tone: str = "muted") -> None:
    color, background = TAG_COLORS[tone]
    room = rect.adjusted(theme.gap(8), 0, 0, 0)
    draw_box(painter, rect, theme.px(5), theme.color(background), None)
    if icon:
        size = theme.px(14)
        icons.draw(painter, icon, theme.color(color), QRectF(room.left(), room.center().y() - size / 2, size, size))
        room.setLeft(room.left() + size + theme.gap(4))
    painter.setFont(theme.font("tiny", 600))
    painter.setPen(theme.color(color))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)


def key_size(theme: Theme, key: str) -> QSize:
    metrics = QFontMetrics(theme.font("tiny", 600))
    return QSize(metrics.horizontalAdvance(key) + 2 * theme.gap(5) + 1, metrics.height())


def draw_key(painter: QPainter, theme: Theme, rect: QRectF, key: str, color: str) -> None:
    """A keyboard shortcut in a small outlined box, as buttons show it; `color` is a token of the theme."""
    draw_box(painter, rect, theme.px(4), None, theme.color(color if color == "on_accent" else "border"))
    painter.setFont(theme.font("tiny", 600))
    painter.setPen(theme.color(color))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), key)


class StepMeter(QWidget):
    """How many steps are done: one bar segment each; in high contrast the open ones are outlines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._done, self._total = theme, 0, 1
        self.setFixedHeight(theme.px(6))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, done: int, total: int) -> None:
        if (done, total) != (self._done, self._total):
            self._done, self._total = done, total
            self.setAccessibleName(f"{done} su {total}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, count = self._theme, max(1, self._total)
        gap = min(theme.px(3), self.width() / count / 3)
        wide = (self.width() - gap * (count - 1)) / count
        with painting(self) as painter:
            for number in range(count):
                mark = QRectF(number * (wide + gap), 0, wide, self.height())
                done = number < self._done
                outline = theme.color("line") if theme.is_contrast and not done else None
                fill = theme.color("accent") if done else None if outline else theme.color("line")
                draw_box(painter, mark, self.height() / 2.2, fill, outline)


MAX_PERSON_ICONS = 6  # more cannot be counted at a glance


def person_icons_width(theme: Theme, total: int) -> int:
    """The width of that many icons in px; 0 above MAX_PERSON_ICONS, where none are drawn."""
    return total * theme.px(15) if total <= MAX_PERSON_ICONS else 0


def draw_person_icons(painter: QPainter, theme: Theme, rect: QRectF, filled: int, total: int) -> None:
    """`total` person icons in a row, the first `filled` of them solid; none above MAX_PERSON_ICONS."""
    size, step = theme.px(16), theme.px(15)
    for number in range(total if total <= MAX_PERSON_ICONS else 0):
        icon, color = ("person", "accent") if number < filled else ("person-outline", "border")
        place = QRectF(rect.left() + number * step - 0.5, rect.center().y() - size / 2, size, size)
        icons.draw(painter, icon, theme.color(color), place)
