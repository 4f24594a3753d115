"""The rail: the vertical list of a dossier's steps, each with its state as icon and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.gui.look import icons
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.pressable import Pressable, text_size
from desktop_app.gui.widgets.drawing.announce import speak_as
from desktop_app.gui.widgets.drawing.indicators import StepMeter
from desktop_app.gui.widgets.drawing.labels import WORD_WRAP, set_tooltip, text_label
from desktop_app.gui.widgets.drawing.mnemonics import escape_mnemonic
from desktop_app.gui.widgets.drawing.painting import draw_box, painting, set_height_for_width
from desktop_app.gui.widgets.drawing.states import STEP_LOOKS

HEIGHTS = (53, 46, 30)  # of an item: where there is room, in a low window, and one line where there are many steps, too
ONE_LINE = len(HEIGHTS) - 1
MANY = 12  # steps; as many stand in a low window at the second height
TOLD_BY_ICON = ("todo", "doing", "done", "proposed", "unneeded")  # an icon of its own: one line needs no words


@dataclass(frozen=True, slots=True)
class RailStep:
    """A step as the rail shows it: `state` is an id of STEP_LOOKS, `words` replace its words where they say more.

    `counts`: it is one of the steps that somebody has to go through, of which the rail says how many are complete.
    """

    title: str
    state: str
    words: str = ""
    counts: bool = True

    @property
    def state_words(self) -> str:
        return self.words or STEP_LOOKS[self.state].words


class RailItem(Pressable):
    """One step; Ctrl + its number leads to it. `clicked` asks for the step, it does not check the item."""

    focus_gained = Signal()
    focus_lost = Signal()

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self._number = theme, number
        self._step, self._tight, self._total = RailStep("", "todo"), 0, 0
        self.setCheckable(True)
        speak_as(self, "step")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        set_height_for_width(self, QSizePolicy.Policy.Expanding)

    def show_step(self, step: RailStep, current: bool, tight: int = 0, total: int = 0) -> None:
        """`tight` is an index of HEIGHTS."""
        if current != self.isChecked():
            self.setChecked(current)
            self.setAccessibleDescription("È il passo aperto." if current else "")
        if (step, tight, total) != (self._step, self._tight, self._total):
            self._step, self._tight, self._total = step, tight, total
            state = step.state_words[:1].lower() + step.state_words[1:]
            self.setAccessibleName(f"Passo {self._number} di {total}: {step.title}, {state}")
            set_tooltip(self, "" if self._words() else step.state_words)
            self.updateGeometry()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # handled by the rail; Qt would move the focus as Tab does
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_gained.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_lost.emit()

    def nextCheckState(self) -> None:
        """A click does not check the item: `show_step` does, once the step is shown."""

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.heightForWidth(self._theme.px(200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(40))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title, words = self._text_boxes(width)
        least = self._theme.px(HEIGHTS[self._tight])
        return max(least, title.height() + words.height() + self._theme.gap(6))

    def _words(self) -> str:
        """Under the title; on one line only what the icon does not tell."""
        told = self._tight == ONE_LINE and not self._step.words and self._step.state in TOLD_BY_ICON
        return "" if told else self._step.state_words

    def _title_font(self) -> QFont:
        return self._theme.font("body", 600 if self.isChecked() or self._step.state == "problem" else 400)

    def _words_font(self) -> QFont:
        return self._theme.font("tiny", 600 if self._step.state == "problem" else 400)

    def _text_boxes(self, width: int) -> tuple[QRect, QRect]:
        """The rectangles of title and words, wrapped between the icon and the number."""
        left, right = self._theme.gap(15) + self._theme.px(18) + self._theme.gap(9), self._theme.gap(24)
        title_room, words_room = max(40, width - left - right), max(40, width - left - self._theme.gap(6))
        title = text_size(self._theme.font("body", 600), escape_mnemonic(self._step.title), title_room).height()
        tight = round(self._theme.px(3))  # lines are closer than the font's own spacing
        title_box = QRect(left, 0, title_room, title - tight)
        if not (shown := self._words()):
            return title_box, QRect(left, title_box.bottom() + 1, words_room, 0)
        words = text_size(self._words_font(), escape_mnemonic(shown), words_room).height()
        return title_box, QRect(left, title_box.bottom() + 1, words_room, words - tight)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rect = self._theme, QRectF(self.rect())
        with painting(self) as painter:
            if self.isChecked():
                draw_box(painter, rect, theme.px(8), theme.color("surface"), theme.color("line"))
                high = theme.px(36 if self._tight < ONE_LINE else 24)
                bar = QRectF(0, (rect.height() - high) / 2, theme.px(4), high)
                draw_box(painter, bar, theme.px(2), theme.color("accent"), None)
            elif self.underMouse():
                line = theme.color("accent") if theme.is_contrast else None
                draw_box(painter, rect, theme.px(8), theme.color("sunken"), line)
            self._draw_words(painter)

    def _draw_words(self, painter: QPainter) -> None:
        theme, state = self._theme, STEP_LOOKS[self._step.state]
        title, words = self._text_boxes(self.width())
        top = (self.height() - title.height() - words.height()) // 2
        line, size = QFontMetrics(self._title_font()).height(), theme.px(18)
        mark = QRectF(theme.gap(15), top + (line - size) / 2, size, size)
        icons.draw(painter, state.icon, theme.color(state.color), mark)
        painter.setFont(self._title_font())
        painter.setPen(theme.color("text"))
        painter.drawText(title.translated(0, top).adjusted(0, 0, 0, theme.px(6)), WORD_WRAP, self._step.title)
        painter.setFont(self._words_font())
        painter.setPen(theme.color("error" if self._step.state == "problem" else "muted"))
        painter.drawText(words.translated(0, top).adjusted(0, 0, 0, theme.px(6)), WORD_WRAP, self._words())
        painter.setFont(theme.font("tiny"))
        painter.setPen(theme.color("muted"))
        digit = QRect(0, top, self.width() - theme.gap(10), line)
        painter.drawText(digit, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(self._number))


class Rail(QWidget):
    """The steps and how many are complete. `step_requested` brings an index. One tab stop; arrow keys move inside.

    `current_changed` brings the item of the step that is shown from now on, for what scrolls the rail.
    """

    step_requested, current_changed = Signal(int), Signal(QWidget)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._items, self._current = theme, list[RailItem](), -1
        self._caption = text_label(theme, "", "tiny", "muted", 600)
        self._meter = StepMeter(theme)
        self._column = QVBoxLayout(self)
        side = theme.gap(12)
        self._column.setContentsMargins(side, theme.gap(14), side, theme.gap(14))
        self._column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(theme.gap(14), 0, theme.gap(10), theme.gap(6))
        head.setSpacing(theme.gap(4))
        head.addWidget(self._caption)
        head.addWidget(self._meter)
        self._column.addLayout(head)
        self._column.addStretch(1)
        self.setAccessibleName("Passi")
        speak_as(self, "steps")

    def show_steps(self, steps: Sequence[RailStep], current: int, short: bool = False) -> None:
        """Shows all steps; `short` gives lower items, for a window of little height, and many steps are lower, too."""
        tight = int(short) + int(len(steps) > MANY)
        while len(self._items) < len(steps):
            self._add()
        while len(self._items) > len(steps):
            item = self._items.pop()
            item.hide()
            item.deleteLater()
        counted = [step.state == "done" for step in steps if step.counts]
        done, total = sum(counted), len(counted)
        self._caption.setText(f"{done} {'passo completo' if done == 1 else 'passi completi'} su {total}")
        self._meter.show_count(done, total)
        for index, (item, step) in enumerate(zip(self._items, steps, strict=True)):
            item.show_step(step, index == current, tight, len(steps))
        self._set_tab_stop()
        if current != self._current:
            self._current = current
            self.current_changed.emit(self._items[current])

    def focus_current(self) -> None:
        for item in self._items:
            if item.isChecked():
                item.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self) -> None:
        index = len(self._items)
        item = RailItem(self._theme, index + 1)
        item.clicked.connect(lambda _=False: self.step_requested.emit(index))
        item.focus_gained.connect(self._set_tab_stop)
        item.focus_lost.connect(self._set_tab_stop)
        self._items.append(item)
        self._column.insertWidget(self._column.count() - 1, item)

    def _set_tab_stop(self) -> None:
        """The tab stop is the focused item, or the current step while the focus is elsewhere."""
        inside = any(item.hasFocus() for item in self._items)
        for item in self._items:
            stop = item.hasFocus() if inside else item.isChecked()
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((index for index, item in enumerate(self._items) if item.hasFocus()), None)
        key, last = event.key(), len(self._items) - 1
        places = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if here is not None:
            places |= {Qt.Key.Key_Up: max(0, here - 1), Qt.Key.Key_Down: min(last, here + 1)}
        if key in places and self._items:
            self._items[places[Qt.Key(key)]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
