"""The number that answers a panel's question, in the largest type."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.announce import announce
from desktop_app.gui.widgets.drawing.indicators import StateMark
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.painting import painting
from desktop_app.gui.widgets.drawing.states import SEVERITY_LOOKS

ANNOUNCE_MS = 1_200  # after the last change: not one announcement per keystroke


class BigNumber(QLabel):
    """A few digits in the display font, without the empty space that the font has above and below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFont(theme.font("display"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, round(metrics.capHeight() * 1.6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setFont(self.font())
            painter.setPen(self._theme.color("accent"))
            middle = (self.height() + QFontMetrics(self.font()).capHeight()) / 2
            painter.drawText(QPointF(0, middle), self.text())


class ResultLabel(QWidget):
    """Question, number, its unit, and a sentence on whether the answer agrees. Changes are announced after a pause."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self._question = text_label(theme, "", "tiny", "muted", 600)
        self._number, self._words = BigNumber(theme), text_label(theme, "", "h2")
        self._mark = StateMark(theme, SEVERITY_LOOKS["ok"])
        row, beside, column = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap(4))
        row.setSpacing(theme.gap(14))
        beside.setSpacing(0)
        column.addWidget(self._question)
        column.addLayout(row)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(beside, 1)
        beside.addWidget(self._words)
        beside.addWidget(self._mark)
        self._announce_timer = QTimer(self)
        self._announce_timer.setSingleShot(True)
        self._announce_timer.setInterval(ANNOUNCE_MS)
        self._announce_timer.timeout.connect(self._announce)

    def show_answer(self, question: str, number: str, words: str, severity: str = "", sentence: str = "") -> None:
        """`severity` (an id of SEVERITY_LOOKS) gives the icon before the sentence; an empty sentence hides both."""
        shown = (question, number, words, severity, sentence)
        if shown == self._shown:
            return
        known = bool(self._shown)
        self._shown = shown
        self._question.setText(question)
        self._question.setVisible(bool(question))
        self._number.setText(number)
        self._number.setAccessibleName(f"{number} {words}")
        self._number.updateGeometry()
        self._words.setText(words)
        self._mark.setVisible(bool(sentence))
        self._mark.show_state(SEVERITY_LOOKS[severity or "note"], sentence, tinted=bool(severity))
        if known:
            self._announce_timer.start()

    def _announce(self) -> None:
        _, number, words, _, sentence = self._shown
        if self.isVisible():
            announce(self, f"{number} {words}. {sentence}")
