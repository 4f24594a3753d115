"""The rows of repeated lines, one below the other; the open one also holds its fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.drawing.painting import draw_box, draw_side_bar, painting
from desktop_app.gui.widgets.lists.line_content import LineWords
from desktop_app.gui.widgets.lists.line_row import LineColumnLayout, LineRow


class LineFrame(QWidget):
    """Holds one row, and below it the fields of the line while it is open; draws the box around both."""

    def __init__(self, theme: Theme, row: LineRow) -> None:
        super().__init__()
        self._theme, self.row, self._wrong = theme, row, False
        self.shown: tuple[Any, ...] | None = None  # what the row was last drawn from
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(row)

    def show_words(self, words: LineWords, wrong: bool) -> None:
        """What the row says; `wrong` where the line has an error that may be named."""
        self.row.show_words(words)
        if wrong != self._wrong:
            self._wrong = wrong
            self.update()

    def open(self, fields: QWidget) -> None:
        """Takes the fields of the line in."""
        self.row.show_open(True)
        self._column.addWidget(fields)

    def release(self, fields: QWidget) -> None:
        """Lets the fields go again: they serve one line after the other."""
        self._column.removeWidget(fields)
        self.row.show_open(False)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.row.is_open:
            return
        theme, rect, radius = self._theme, QRectF(self.rect()), self._theme.px(8)
        color = theme.color("error" if self._wrong else "accent")
        with painting(self) as painter:
            draw_box(painter, rect, radius, theme.color("surface"), color)
            draw_side_bar(painter, rect, radius, color, theme.px(4))
            painter.setPen(theme.color("line"))
            painter.drawLine(theme.px(4), self.row.height(), self.width() - 2, self.row.height())


class LineList(QVBoxLayout):
    """A row for each line, by its id. Tab reaches one of them, the `tab_stop`; the arrow keys make another one it."""

    toggle_requested = Signal(str)  # the id of a line to open, or to close
    remove_requested = Signal(str)
    tab_stop_changed = Signal()

    def __init__(self, theme: Theme, columns: LineColumnLayout) -> None:
        super().__init__()
        self._theme, self._columns = theme, columns
        self._frames: dict[str, LineFrame] = {}
        self.tab_stop: str | None = None
        self.setSpacing(theme.gap(6))

    @property
    def ids(self) -> list[str]:
        """The ids of the lines, in order."""
        return list(self._frames)

    def frame(self, id: str) -> LineFrame:
        """A line with the box around it."""
        return self._frames[id]

    def row(self, id: str) -> LineRow:
        """A line as it is when closed."""
        return self._frames[id].row

    def show_lines(self, ids: Sequence[str]) -> None:
        """Makes and drops rows so that there is one for each line, in order; a line that is dropped must be closed."""
        for gone in [id for id in self._frames if id not in ids]:
            frame = self._frames.pop(gone)
            self.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
        for index, id in enumerate(ids):
            if id not in self._frames:
                self._frames[id] = self._make(id)
            if self.indexOf(self._frames[id]) != index:
                self.insertWidget(index, self._frames[id])
        self._frames = {id: self._frames[id] for id in ids}
        self.set_tab_stop(self.tab_stop if self.tab_stop in self._frames else next(iter(ids), None))

    def _make(self, id: str) -> LineFrame:
        row = LineRow(self._columns)
        row.clicked.connect(lambda: self.toggle_requested.emit(id))
        row.focus_move_requested.connect(lambda by: self._move_focus(id, by))
        row.remove_requested.connect(lambda: self.remove_requested.emit(id))
        return LineFrame(self._theme, row)

    def set_tab_stop(self, id: str | None) -> None:
        """The line that Tab reaches, None where there is no line."""
        self.tab_stop = id
        for each, frame in self._frames.items():
            frame.row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == id else Qt.FocusPolicy.ClickFocus)
        self.tab_stop_changed.emit()

    def focus(self, id: str, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Puts the focus on a line, which Tab reaches from now on."""
        self.set_tab_stop(id)
        self.row(id).setFocus(reason)

    def _move_focus(self, id: str, by: int) -> None:
        ids = self.ids
        self.focus(ids[max(0, min(len(ids) - 1, ids.index(id) + by))], Qt.FocusReason.TabFocusReason)
