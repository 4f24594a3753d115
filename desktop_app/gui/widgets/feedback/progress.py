"""The progress of a long task, with a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.painting import draw_box, painting
from desktop_app.gui.widgets.layout.card import CardFrame


class _Bar(QProgressBar):
    """A QProgressBar, for its accessible role and value, that paints itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(theme.px(8))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.px(8))

    def show_value(self, done: int, total: int) -> None:
        """Painted with the rest of the window: Qt's bar would paint all of that at once at each new value."""
        self.setUpdatesEnabled(False)
        self.setRange(0, max(1, total))
        self.setValue(done)
        self.setUpdatesEnabled(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rect = self._theme, QRectF(self.rect())
        share = self.value() / max(1, self.maximum())
        with painting(self) as painter:
            draw_box(painter, rect, rect.height() / 2.1, theme.color("sunken"), theme.color("border"))
            done = QRectF(0, 0, max(rect.height(), rect.width() * share), rect.height())
            if share:
                draw_box(painter, done, rect.height() / 2.1, theme.color("accent"), None)


class ProgressStrip(CardFrame):
    """Words, bar and button; the button emits `stop_requested` once and disables itself."""

    stop_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._words, self._progress = text_label(theme, "", "small", weight=600), _Bar(theme)
        self._stop = Button(theme, "Ferma", icon="circle-stop", small=True)
        self._stop.clicked.connect(self._request_stop)
        row, column = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(theme.gap(14), theme.gap(10), theme.gap(14), theme.gap(10))
        row.setSpacing(theme.gap(18))
        column.setSpacing(theme.gap(6))
        column.addWidget(self._words)
        column.addWidget(self._progress)
        row.addLayout(column, 1)
        row.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_progress(self, words: str, done: int, total: int) -> None:
        self._words.setText(words)
        self._progress.setAccessibleName(words)
        self._progress.show_value(done, total)
        self._stop.setEnabled(done < total)

    def _request_stop(self) -> None:
        self._stop.setEnabled(False)
        self.stop_requested.emit()
