"""The answers of one step in the summary: heading and rows. One tab stop; the arrow keys move from row to row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.summary.answer_items import (
    AnswerItem,
    BlanksItem,
    LinesItem,
    StepAnswers,
    SummaryItem,
    TitleItem,
)
from desktop_app.gui.features.summary.rows import AnswerRow, SummaryLineRow, SummaryRow
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.drawing.indicators import StateMark
from desktop_app.gui.widgets.drawing.labels import Separator, heading, text_label
from desktop_app.gui.widgets.drawing.states import STEP_LOOKS
from desktop_app.gui.widgets.layout.scroll import ScrollContent
from desktop_app.gui.widgets.lists.line_row import LineCaptions, LineColumnLayout


class LinesTable(ScrollContent):
    """A group of lines as a compact table. `navigate_requested` brings the FieldRef of a line that was pressed.

    `all_lines_requested` brings the id of the group, to show the lines that are left out; `row_focused` a row.
    """

    navigate_requested = Signal(object)
    all_lines_requested = Signal(str)
    row_focused = Signal(object)

    def __init__(self, theme: Theme, lines: LinesItem) -> None:
        super().__init__()
        self._columns = LineColumnLayout(theme, lines.columns)
        self._places: list[FieldRef] = []
        self.rows: list[SummaryLineRow] = []
        self._label = text_label(theme, "", "small", weight=600)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.more = Link(theme, "")
        self.more.clicked.connect(lambda: self.all_lines_requested.emit(lines.place.field))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.gap(10), 0, 0)
        column.setSpacing(theme.gap(4))
        column.addWidget(self._label)
        column.addWidget(LineCaptions(self._columns))
        column.addLayout(self._rows)
        column.addWidget(self.more)

    def show_lines(self, lines: LinesItem) -> None:
        """Shows the lines; only rows that changed are drawn again."""
        while len(self.rows) > len(lines.lines):
            row = self.rows.pop()
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        before, asked = len(self.rows), self.more.hasFocus()
        while len(self.rows) < len(lines.lines):
            self._add()
        self._places = [line.place for line in lines.lines]
        for row, line in zip(self.rows, lines.lines, strict=True):
            row.show_line(line)
        self._label.setText(f"{lines.label}: {lines.total}")
        self.more.show_words(f"Mostra tutte le {lines.total} righe")
        if asked and before < len(self.rows):
            self.rows[before].show()
            self.rows[before].setFocus(Qt.FocusReason.OtherFocusReason)
        self.more.setVisible(lines.total > len(lines.lines))

    def _add(self) -> None:
        row, at = SummaryLineRow(self._columns), len(self.rows)
        row.clicked.connect(lambda _=False: self.navigate_requested.emit(self._places[at]))
        row.focused.connect(lambda: self.row_focused.emit(row))
        self.rows.append(row)
        self._rows.addWidget(row)


class BlockText(QWidget):
    """The heading of a block, or the names of optional answers left empty."""

    def __init__(self, theme: Theme, is_title: bool) -> None:
        super().__init__()
        self.label = text_label(theme, "", "small", weight=700) if is_title else text_label(theme, "", "tiny", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.gap(16 if is_title else 8), 0, theme.gap(4))
        column.addWidget(self.label)


class AnswerGroup(ScrollContent):
    """A step with its answers. `navigate_requested` brings the FieldRef of the row that was pressed."""

    navigate_requested = Signal(object)
    all_lines_requested = Signal(str)

    def __init__(self, theme: Theme, group: StepAnswers) -> None:
        super().__init__()
        self._theme = theme
        self._group: StepAnswers | None = None
        self._parts: dict[tuple[str, str], QWidget] = {}
        self._tab_stop: SummaryRow | None = None
        self._mark = StateMark(theme, STEP_LOOKS[group.state])
        head = QHBoxLayout()
        head.setSpacing(theme.gap(12))
        title = heading(theme, group.title)
        title.setWordWrap(False)
        head.addWidget(title)
        head.addWidget(self._mark, 1, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.gap(24), 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addSpacing(theme.gap(4))
        self._column.addWidget(Separator(theme, "border"))
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self._column.addLayout(self._body)
        self.setAccessibleName(group.title)

    def show_group(self, group: StepAnswers) -> None:
        """Shows the answers; only what changed is drawn again, and rows that remain keep the focus."""
        if group == self._group:
            return
        self._group = group
        self._mark.show_state(STEP_LOOKS[group.state], tinted=group.state == "problem")
        self._arrange(group.items)
        for item in group.items:
            self._show(item)
        self._ensure_tab_stop()

    def _arrange(self, items: Sequence[SummaryItem]) -> None:
        """Adds new parts, deletes those that are gone, and puts all in order."""
        keys = [_key(item) for item in items]
        if keys == list(self._parts):
            return
        old = self._parts
        self._parts = {}
        for each in old.values():  # not takeAt: an item that Python references keeps its old height
            self._body.removeWidget(each)
        for key, item in zip(keys, items, strict=True):
            part = old.pop(key, None) or self._make(item)
            self._parts[key] = part
            self._body.addWidget(part)
        for part in old.values():
            part.hide()
            part.deleteLater()
            if part is self._tab_stop:
                self._tab_stop = None

    def _make(self, item: SummaryItem) -> QWidget:
        theme = self._theme
        if isinstance(item, AnswerItem):
            row = AnswerRow(theme)
            row.clicked.connect(lambda _=False, place=item.place: self._request_navigation(place))
            row.focused.connect(lambda row=row: self._set_tab_stop(row))
            return row
        if isinstance(item, LinesItem):
            table = LinesTable(theme, item)
            table.navigate_requested.connect(self.navigate_requested)
            table.all_lines_requested.connect(self.all_lines_requested)
            table.row_focused.connect(self._set_tab_stop)
            return table
        return BlockText(theme, isinstance(item, TitleItem))

    def _request_navigation(self, place: FieldRef) -> None:
        self.navigate_requested.emit(place)

    def _show(self, item: SummaryItem) -> None:
        part = self._parts[_key(item)]
        if isinstance(part, AnswerRow) and isinstance(item, AnswerItem):
            part.show_answer(item)
        elif isinstance(part, LinesTable) and isinstance(item, LinesItem):
            part.show_lines(item)
        elif isinstance(part, BlockText) and isinstance(item, TitleItem | BlanksItem):
            part.label.setText(item.words)

    # --- focus -------------------------------------------------------------------------------------------

    def rows(self) -> list[SummaryRow]:
        """All rows, in order."""
        found: list[SummaryRow] = []
        for part in self._parts.values():
            if isinstance(part, LinesTable):
                found += part.rows
            elif isinstance(part, SummaryRow):
                found.append(part)
        return found

    def tab_stops(self) -> list[QWidget]:
        """The focusable widgets, in order."""
        found: list[QWidget] = []
        for part in self._parts.values():
            if isinstance(part, LinesTable):
                found += [*part.rows, part.more]
            elif isinstance(part, SummaryRow):
                found.append(part)
        return found

    def _ensure_tab_stop(self) -> None:
        rows = self.rows()
        if rows and self._tab_stop not in rows:
            self._tab_stop = None
            self._set_tab_stop(rows[0])

    def _set_tab_stop(self, row: SummaryRow) -> None:
        """Makes the row the tab stop, so that Tab returns to where the arrow keys went."""
        if self._tab_stop is not None and self._tab_stop is not row:
            self._tab_stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._tab_stop = row
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self.rows()
        here = next((at for at, row in enumerate(rows) if row.hasFocus()), None)
        steps = {
            Qt.Key.Key_Up: (here or 0) - 1,
            Qt.Key.Key_Down: (here or 0) + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(rows) - 1,
        }
        if here is None or event.key() not in steps:
            super().keyPressEvent(event)
            return
        there = max(0, min(steps[Qt.Key(event.key())], len(rows) - 1))
        rows[there].setFocus(Qt.FocusReason.TabFocusReason)


def _key(item: SummaryItem) -> tuple[str, str]:
    if isinstance(item, AnswerItem):
        return "answer", item.place.field
    if isinstance(item, LinesItem):
        return "lines", item.place.field
    return ("title", item.words) if isinstance(item, TitleItem) else ("blanks", "")
