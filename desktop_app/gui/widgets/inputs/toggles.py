"""Radio buttons and check boxes that draw their own indicators and whose words wrap."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from desktop_app.gui.look import icons
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.pressable import TEXT_FLAGS, is_enter, longest_word_width, text_size
from desktop_app.gui.widgets.drawing.mnemonics import without_mnemonic
from desktop_app.gui.widgets.drawing.painting import draw_box, limit_height, painting, set_height_for_width
from desktop_app.gui.widgets.inputs.line_edits import TEMPORARY_FOCUS_REASONS

TOGGLE_STATE_COLORS = {"error": "error", "warning": "warn"}


class _ToggleDrawing:
    """Measures and draws a toggle: what radio buttons and check boxes share, by composition."""

    def __init__(self, theme: Theme, button: QAbstractButton) -> None:
        self.theme, self.button = theme, button
        self.mark, self.gap = theme.px(18), theme.gap(10)
        button.setFont(theme.font())
        button.setAccessibleName(without_mnemonic(button.text()))
        button.setAttribute(Qt.WidgetAttribute.WA_Hover)
        set_height_for_width(button, QSizePolicy.Policy.Preferred)

    def size(self, width: int | None = None) -> QSize:
        words = text_size(self.button.font(), self.button.text(), *self._room(width))
        return QSize(self.mark + self.gap + words.width() + 4, max(self.mark, words.height()) + self.theme.gap(4))

    def least(self) -> QSize:
        word = longest_word_width(self.button.font(), self.button.text())
        high = QFontMetrics(self.button.font()).height()
        return QSize(self.mark + self.gap + word + 4, high + self.theme.gap(4))

    def _room(self, width: int | None) -> tuple[int, ...]:
        return () if width is None else (width - self.mark - self.gap - 4,)

    def border(self) -> str:
        state = TOGGLE_STATE_COLORS.get(self.button.property("state") or "")
        lively = self.button.underMouse() or self.button.isChecked()
        return "line" if not self.button.isEnabled() else state or ("accent" if lively else "border")

    def mark_box(self) -> QRectF:
        line = QFontMetrics(self.button.font()).height()
        return QRectF(1, self.theme.gap(4) / 2 + (line - self.mark) / 2, self.mark, self.mark)

    def draw_words(self, painter: QPainter) -> None:
        painter.setFont(self.button.font())
        painter.setPen(self.theme.color("text" if self.button.isEnabled() else "muted"))
        left = self.mark + self.gap + 1
        room = QRectF(left, 0, self.button.width() - left, self.button.height())
        painter.drawText(room, int(TEXT_FLAGS | Qt.AlignmentFlag.AlignVCenter), self.button.text())


# In a row, up and down move like left and right: Qt would look for buttons above and below.
ARROWS_IN_ROW = {int(Qt.Key.Key_Up): Qt.Key.Key_Left, int(Qt.Key.Key_Down): Qt.Key.Key_Right}


class RadioButton(QRadioButton):
    """One of a few. Delete and Backspace emit `clear_requested`: QRadioButton cannot be unchecked by the user."""

    clear_requested = Signal()
    enter_pressed = Signal()
    focus_gained = Signal()
    focus_lost = Signal()

    def __init__(self, theme: Theme, words: str, in_row: bool = False) -> None:
        super().__init__(words)
        self._look, self._in_row = _ToggleDrawing(theme, self), in_row

    def sizeHint(self) -> QSize:
        return self._look.size()

    def minimumSizeHint(self) -> QSize:
        return self._look.least()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._look.size(width).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        limit_height(self)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.enter_pressed.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_requested.emit()
        elif self._in_row and event.key() in ARROWS_IN_ROW:
            super().keyPressEvent(QKeyEvent(event.type(), ARROWS_IN_ROW[event.key()], event.modifiers()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_gained.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in TEMPORARY_FOCUS_REASONS:
            self.focus_lost.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, mark = self._look.theme, self._look.mark_box()
        with painting(self) as painter:
            width = 2 if self.isChecked() or self.property("state") else 1.3
            painter.setPen(QPen(theme.color(self._look.border()), width * theme.factor))
            painter.setBrush(theme.color("surface" if self.isEnabled() else "sunken"))
            inset = width * theme.factor / 2
            painter.drawEllipse(mark.adjusted(inset, inset, -inset, -inset))
            if self.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("accent" if self.isEnabled() else "muted"))
                painter.drawEllipse(QPointF(mark.center()), mark.width() * 0.26, mark.width() * 0.26)
            self._look.draw_words(painter)


class CheckBox(QCheckBox):
    """A check box for one sentence."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words)
        self._look = _ToggleDrawing(theme, self)

    def sizeHint(self) -> QSize:
        return self._look.size()

    def minimumSizeHint(self) -> QSize:
        return self._look.least()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._look.size(width).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        limit_height(self)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, mark = self._look.theme, self._look.mark_box()
        on = self.isChecked()
        with painting(self) as painter:
            fill = "sunken" if not self.isEnabled() else "accent" if on else "surface"
            draw_box(
                painter, mark, theme.px(4), theme.color(fill), theme.color(self._look.border()), 1.3 * theme.factor
            )
            if on:
                icons.draw(painter, "check", theme.color("on_accent" if self.isEnabled() else "muted"), mark)
            self._look.draw_words(painter)
