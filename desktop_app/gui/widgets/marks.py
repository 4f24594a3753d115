"""Small signs: an icon beside a line of text, a state, a tag, a key, and two ways to count."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.gui import icons
from desktop_app.gui.theme import Role, Theme
from desktop_app.gui.widgets.painting import box, painting
from desktop_app.gui.widgets.states import State
from desktop_app.gui.widgets.text import text, tint

TONES = {
    "muted": ("muted", "sunken"), "accent": ("accent", "surface"), "warn": ("warn", "warn_soft"),
    "error": ("error", "error_soft"), "ok": ("ok", "ok_soft"),
}  # fmt: skip


class IconView(QWidget):
    """An icon as high as a line of text, so that it stays beside the first line when the text wraps."""

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
    """A state, by its icon and words; other words than the state's own say more ("2 problemi")."""

    def __init__(self, theme: Theme, state: State, words: str = "", role: Role = "small") -> None:
        super().__init__()
        self._theme = theme
        self._icon = IconView(theme, state.icon, state.color, 16, role)
        self._words = text(theme, "", role, "text", 600, natural=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.show_state(state, words)

    def show_state(self, state: State, words: str = "", tinted: bool = False) -> None:
        """`tinted` gives the words the state's colour, where they answer the panel's question."""
        self._icon.show_icon(state.icon, state.color)
        self._words.setText(words or state.words)
        tint(self._theme, self._words, state.color if tinted else "text")


class Tag(QWidget):
    """A few words on a soft ground: where a value comes from, or which limit counts. Off, it takes no place.

    Hiding it instead would have Qt lay out the whole window at once, at each key that changes the limit.
    """

    def __init__(self, theme: Theme, words: str, icon: str = "", tone: str = "muted") -> None:
        super().__init__()
        self._theme, self._words, self._icon, self._on = theme, words, icon, True
        self._ink, self._ground = TONES[tone]
        self.setFont(theme.font("tiny", 600))
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def turn(self, on: bool) -> None:
        """Seen or not."""
        if on != self._on:
            self._on = on
            self.setAccessibleName(self._words if on else "")
            if not on:
                self.resize(0, 0)  # layouts pass over it from now on
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        if not self._on:
            return QSize(0, 0)
        theme, metrics = self._theme, QFontMetrics(self.font())
        wide = metrics.horizontalAdvance(self._words) + 2 * theme.gap(8)
        if self._icon:
            wide += theme.px(14) + theme.gap(4)
        return QSize(wide + 1, metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, left = self._theme, float(self._theme.gap(8))
        with painting(self) as painter:
            box(painter, QRectF(self.rect()), theme.px(5), theme.color(self._ground), None)
            if self._icon:
                size = theme.px(14)
                place = QRectF(left, (self.height() - size) / 2, size, size)
                icons.draw(painter, self._icon, theme.color(self._ink), place)
                left += size + theme.gap(4)
            painter.setFont(self.font())
            painter.setPen(theme.color(self._ink))
            room = QRectF(left, 0, self.width() - left, self.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._words)


def key_size(theme: Theme, key: str) -> QSize:
    metrics = QFontMetrics(theme.font("tiny", 600))
    return QSize(metrics.horizontalAdvance(key) + 2 * theme.gap(5) + 1, metrics.height())


def draw_key(painter: QPainter, theme: Theme, rect: QRectF, key: str, ink: str) -> None:
    box(painter, rect, theme.px(4), None, theme.color(ink if ink == "on_accent" else "border"))
    painter.setFont(theme.font("tiny", 600))
    painter.setPen(theme.color(ink))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), key)


class Meter(QWidget):
    """How many of a few steps are done: one mark each, the open ones as outlines in high contrast."""

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
                box(painter, mark, self.height() / 2.2, fill, outline)


class Pips(QWidget):
    """Persons counted by their shapes: the filled ones of so many. More than fit in a glance are left out."""

    MOST = 6

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._filled, self._total = theme, 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, filled: int, total: int) -> None:
        if (filled, total) != (self._filled, self._total):
            self._filled, self._total = filled, total
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        shown = self._total if self._total <= self.MOST else 0
        return QSize(shown * self._theme.px(15), self._theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        size, step = self._theme.px(16), self._theme.px(15)
        with painting(self) as painter:
            for number in range(self._total if self._total <= self.MOST else 0):
                filled = number < self._filled
                place = QRectF(number * step - 0.5, (self.height() - size) / 2, size, size)
                color = self._theme.color("accent" if filled else "border")
                icons.draw(painter, "person" if filled else "person-outline", color, place)
