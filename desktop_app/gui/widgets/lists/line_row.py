"""A collapsed line of a group, painted by one widget (no labels): there may be hundreds on a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.gui.look import icons
from desktop_app.gui.look.theme import Role, Theme
from desktop_app.gui.widgets.controls.pressable import Pressable
from desktop_app.gui.widgets.drawing.painting import draw_box, draw_side_bar, painting
from desktop_app.gui.widgets.lists.line_content import LineColumn, LineWords

FIRST_COLUMN_EXTRA = 0.35  # the first column, which has the name, is wider by this share


class LineColumnLayout:
    """Where the columns are at a given width; shared by the captions and all lines of a group."""

    def __init__(self, theme: Theme, slots: Sequence[LineColumn]) -> None:
        self.theme, self.columns = theme, tuple(slots)
        self.number, self.chevron = theme.px(40), theme.px(40)
        self._state = theme.px(26) + QFontMetrics(theme.font("tiny", 600)).horizontalAdvance("3 problemi")

    def places(self, width: int) -> dict[int | str, tuple[float, float]]:
        """Left and width in px of each column that fits, by its index, and of "state"."""
        gap = self.theme.gap(12)
        left, right = self.number, float(width - self.chevron)
        found: dict[int | str, tuple[float, float]] = {"state": (right - self._state, self._state)}
        right -= self._state + gap
        for index in reversed(range(len(self.columns))):
            if self.columns[index].right and right - left > self.theme.px(260):
                wide = self._right_width(self.columns[index])
                found[index] = (right - wide, wide)
                right -= wide + gap
        texts = [index for index, slot in enumerate(self.columns) if not slot.right]
        count = min(len(texts), max(1, int((right - left) // self.theme.px(118))))
        each = (right - left - gap * (count - 1)) / (count + FIRST_COLUMN_EXTRA)
        place = float(left)
        for index in texts[:count]:
            wide = each * (1 + FIRST_COLUMN_EXTRA) if index == 0 else each
            found[index] = (place, wide)
            place += wide + gap
        return found

    def _right_width(self, slot: LineColumn) -> float:
        return max(self.theme.px(92), QFontMetrics(self.theme.font("tiny", 600)).horizontalAdvance(slot.caption))


class LineCaptions(QWidget):
    """The names of the columns, above the lines."""

    def __init__(self, columns: LineColumnLayout) -> None:
        super().__init__()
        self._columns = columns
        self.setFont(columns.theme.font("tiny", 600))
        self.setFixedHeight(self._high(1))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _high(self, lines: int) -> int:
        return lines * QFontMetrics(self.font()).height() + self._columns.theme.gap(4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines high where a name does not fit on one."""
        metrics, places = QFontMetrics(self.font()), self._columns.places(self.width())
        wide = any(
            metrics.horizontalAdvance(slot.caption) > places[index][1]
            for index, slot in enumerate(self._columns.columns)
            if index in places
        )
        self.setFixedHeight(self._high(2 if wide else 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        gap, places = self._columns.theme.gap(4), self._columns.places(self.width())
        with painting(self) as painter:
            painter.setPen(self._columns.theme.color("muted"))
            for index, slot in enumerate(self._columns.columns):
                if index in places:
                    left, wide = places[index]
                    side = Qt.AlignmentFlag.AlignRight if slot.right else Qt.AlignmentFlag.AlignLeft
                    flags = int(side | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)
                    painter.drawText(QRectF(left, 0, wide + 1, self.height() - gap), flags, slot.caption)


class LineRow(Pressable):
    """`clicked` asks to open or close the line; arrow keys, Home and End ask to move the focus, Delete to remove."""

    focus_move_requested = Signal(int)  # by how many lines, negative upwards; 9999 for Home and End
    remove_requested = Signal()

    def __init__(self, columns: LineColumnLayout) -> None:
        super().__init__()
        self._columns, self._theme = columns, columns.theme
        self._words: LineWords | None = None
        self.is_open = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFixedHeight(columns.theme.px(54))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, words: LineWords) -> None:
        if words != self._words:
            self._words = words
            self._update_accessible_name()
            self.update()

    def show_open(self, is_open: bool) -> None:
        if is_open != self.is_open:
            self.is_open = is_open
            self._update_accessible_name()
            self.update()

    def _update_accessible_name(self) -> None:
        if self._words is not None:
            self.setAccessibleName(self._words.spoken)
            self.setAccessibleDescription("Aperta: Invio la chiude." if self.is_open else "Invio la apre.")

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(54))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -9999, Qt.Key.Key_End: 9999}
        if event.key() in steps:
            self.focus_move_requested.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._words is None:
            return
        theme, words = self._theme, self._words
        wrong = words.state.color == "error"
        with painting(self) as painter:
            if not self.is_open:
                hover = self.underMouse()
                line = theme.color("error" if wrong else "accent" if hover else "line")
                rect = QRectF(self.rect())
                draw_box(painter, rect, theme.px(8), theme.color("surface"), line)
                if wrong:
                    draw_side_bar(painter, rect, theme.px(8), theme.color("error"), theme.px(4))
            self._draw_number(painter)
            for index, place in self._columns.places(self.width()).items():
                if index == "state":
                    self._draw_state(painter, *place)
                else:
                    self._draw_cell(painter, int(index), *place)
            size = theme.px(18)
            right = QRectF(self.width() - size - theme.gap(14), (self.height() - size) / 2, size, size)
            icons.draw(painter, "chevron-up" if self.is_open else "chevron-down", theme.color("text"), right)

    def _draw_number(self, painter: QPainter) -> None:
        assert self._words is not None
        painter.setFont(self._theme.font("small", 600))
        painter.setPen(self._theme.color("muted"))
        place = QRectF(0, 0, self._columns.number, self.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(self._words.number))

    def _draw_cell(self, painter: QPainter, index: int, left: float, wide: float) -> None:
        assert self._words is not None
        theme, slot = self._theme, self._columns.columns[index]
        main, sub = self._words.cells[index]
        side = Qt.AlignmentFlag.AlignRight if slot.right else Qt.AlignmentFlag.AlignLeft
        half = self.height() / 2
        metrics = QFontMetrics(theme.font("small"))
        if not sub and metrics.horizontalAdvance(main) > wide:  # wraps to two lines rather than cutting a word
            painter.setFont(theme.font("small", 600 if index == 0 else 400))
            painter.setPen(theme.color("text"))
            room = QRectF(left, theme.px(4), wide, self.height() - theme.px(8))
            wrap = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(room, wrap, main)
            return
        top = QRectF(left, half - theme.px(21) if sub else 0, wide, theme.px(21) if sub else self.height())
        flags = int(side | Qt.AlignmentFlag.AlignVCenter)
        texts: tuple[tuple[str, QRectF, Role, str], ...] = (
            (main, top, "small", "text"),
            (sub, QRectF(left, half, wide, theme.px(21)), "tiny", "muted"),
        )
        for words, place, role, color in texts:
            if words:
                font = theme.font(role, 600 if index == 0 and role == "small" else 400)
                painter.setFont(font)
                painter.setPen(theme.color(color))
                cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(wide))
                painter.drawText(place, flags, cut)

    def _draw_state(self, painter: QPainter, left: float, wide: float) -> None:
        assert self._words is not None
        theme, state = self._theme, self._words.state
        size, font = theme.px(16), theme.font("tiny", 600)
        icons.draw(painter, state.icon, theme.color(state.color), QRectF(left, (self.height() - size) / 2, size, size))
        painter.setFont(font)
        painter.setPen(theme.color("error" if state.color == "error" else "muted"))
        place = QRectF(left + size + theme.gap(6), 0, wide - size - theme.gap(6), self.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self._words.words)
