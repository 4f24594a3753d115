"""How a sum is spent, as a bar: a segment per part, the rest hatched, and a legend with the amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.painted_label import content_update
from desktop_app.gui.widgets.drawing.painting import draw_hatching, painting, set_height_for_width

Tone = Literal["first", "second", "unit", "rest", "over"]


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of the sum; labels divide its segment into that many equal cells (1º, 2º, …)."""

    tone: Tone
    name: str
    amount: str
    value: float
    labels: tuple[str, ...] = ()


def _fill(painter: QPainter, theme: Theme, rect: QRectF, tone: Tone) -> None:
    if tone in ("rest", "over"):
        painter.fillRect(rect, theme.color("surface" if tone == "rest" else "error_soft"))
        draw_hatching(painter, rect, theme.px(7), theme.color("border" if tone == "rest" else "error"))
    else:
        painter.fillRect(rect, theme.color(f"bar_{tone}"))


class _Bar(QLabel):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self.parts = theme, tuple[BarPart, ...]()
        self.setFont(theme.font("small", 600))
        self.setFixedHeight(theme.px(36))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rect, radius = self._theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self._theme.px(6)
        outline = QPainterPath()
        outline.addRoundedRect(rect, radius, radius)
        with painting(self) as painter:
            painter.setClipPath(outline)
            painter.fillRect(rect, theme.color("surface"))
            left = rect.left()
            whole = sum(max(0.0, part.value) for part in self.parts) or 1.0
            for part in self.parts:
                wide = rect.width() * max(0.0, part.value) / whole
                self._draw_part(painter, part, QRectF(left, rect.top(), wide, rect.height()))
                left += wide
            painter.setClipping(False)
            painter.setPen(QPen(theme.color("border"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(outline)

    def _draw_part(self, painter: QPainter, part: BarPart, room: QRectF) -> None:
        labels = part.labels or ("",)
        wide = room.width() / len(labels)
        gap = min(float(self._theme.px(2)), wide / 4)
        metrics, margin = QFontMetrics(self.font()), self._theme.px(6)
        for number, label in enumerate(labels):
            cell = QRectF(room.left() + number * wide + gap / 2, room.top(), wide - gap, room.height())
            _fill(painter, self._theme, cell, part.tone)
            if label and metrics.horizontalAdvance(label) + margin <= wide:
                painter.setFont(self.font())
                painter.setPen(self._theme.color(f"on_{part.tone}"))
                painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), label)


class _Legend(QWidget):
    """Colour swatch, name and amount of each part, in two columns where they fit."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self.parts = theme, tuple[BarPart, ...]()
        self._swatch, self._gap = theme.px(14), theme.gap(24)
        self._names, self._amounts = theme.font("tiny"), theme.font("tiny", 600)
        self._line = round(QFontMetrics(self._names).height() * 1.02)
        self._widest = 0
        set_height_for_width(self, QSizePolicy.Policy.Expanding)

    def show_parts(self, parts: tuple[BarPart, ...]) -> None:
        names, amounts = QFontMetrics(self._names), QFontMetrics(self._amounts)
        widths = [names.horizontalAdvance(p.name) + amounts.horizontalAdvance(p.amount) for p in parts]
        with content_update(self):
            self.parts = parts
            self._widest = max(widths, default=0) + self._swatch + self._theme.gap(8) * 2 + 2

    def _columns(self, width: int) -> int:
        return 2 if 2 * self._widest + self._gap <= width else 1

    def sizeHint(self) -> QSize:
        return QSize(self._widest, self.heightForWidth(2 * self._widest + self._gap))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._widest, self._line)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        columns = self._columns(width)
        return self._line * -(-len(self.parts) // columns)

    def paintEvent(self, event: QPaintEvent) -> None:
        columns, high = self._columns(self.width()), self._line
        wide = (self.width() - self._gap * (columns - 1)) / columns
        rows = -(-len(self.parts) // columns)
        with painting(self) as painter:
            for number, part in enumerate(self.parts):
                left = number // rows * (wide + self._gap)  # down the first column, then the second
                self._draw_entry(painter, part, QRectF(left, number % rows * high, wide, high))

    def _draw_entry(self, painter: QPainter, part: BarPart, room: QRectF) -> None:
        theme, size = self._theme, self._swatch
        swatch = QRectF(room.left() + 0.5, room.center().y() - size / 2, size, size)
        outline = QPainterPath()
        outline.addRoundedRect(swatch, theme.px(3), theme.px(3))
        painter.save()
        painter.setClipPath(outline)
        _fill(painter, theme, swatch, part.tone)
        painter.restore()
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        painter.setPen(theme.color("text"))
        painter.setFont(self._names)
        names = room.adjusted(size + theme.gap(8), 0, 0, 0)
        painter.drawText(names, int(Qt.AlignmentFlag.AlignVCenter), part.name)
        painter.setFont(self._amounts)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), part.amount)


class ValueBar(QWidget):
    """Bar and legend; the accessible name lists every part with its amount."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._bar, self._legend = _Bar(theme), _Legend(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(6))
        column.addWidget(self._bar)
        column.addWidget(self._legend)

    def show_parts(self, parts: Sequence[BarPart]) -> None:
        shown = tuple(parts)
        if shown == self._bar.parts:
            return
        self._bar.parts = shown
        self._legend.show_parts(shown)
        self._bar.setAccessibleName("; ".join(f"{part.name} {part.amount}" for part in shown))
        self._bar.update()
