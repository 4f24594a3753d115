"""Beside the chosen deadline: that it was met, on which day, or that it was not."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.dossier_summary import DeadlineSummary
from desktop_app.engine.italian import parse
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.button import Button
from desktop_app.gui.widgets.drawing.labels import text_label
from desktop_app.gui.widgets.drawing.mnemonics import Mnemonics
from desktop_app.gui.widgets.inputs.date_editor import DateEditor, DateInput
from desktop_app.gui.widgets.layout.flow import FlowLayout
from desktop_app.gui.widgets.layout.tab_order import tab_stops

DATE_WIDTH: Final = 170  # px at 100 %
NO_DAY: Final = "Scrivi il giorno in cui è stata fatta, per esempio {}."
TOMORROW: Final = "Quel giorno deve ancora venire: scrivi quando è stata fatta."


class MarkForm(QWidget):
    """`marked` brings the day on which the deadline was met, `unmarked` says that it was not."""

    marked = Signal(object)
    unmarked = Signal()

    def __init__(self, theme: Theme, mnemonics: Mnemonics) -> None:
        super().__init__()
        self._theme, self._today, self._typed = theme, dt.date.min, ""
        self._chosen: object = None
        self.day = DateEditor(theme)
        self.day.setFixedWidth(theme.px(DATE_WIDTH))
        self.day.edited.connect(self._keep)
        line = self.day.focus_widget()
        line.setAccessibleName("Fatta il")
        if isinstance(line, DateInput):
            line.enter_pressed.connect(self._mark)
        self.mark = Button(theme, mnemonics.assign("Segna come fatta"), icon="check", small=True)
        self.unmark = Button(theme, mnemonics.assign("Non è fatta"), icon="undo-2", small=True)
        self._before = text_label(theme, "Fatta il", "small", wrap=False)
        self._fault = text_label(theme, "", "small", "error")
        self._line = QWidget()
        flow = FlowLayout(theme.gap(10), theme.gap(6))
        for part in (self._before, self.day, self.mark, self.unmark):
            flow.addWidget(part)
        self._line.setLayout(flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.gap(6), 0, 0)
        column.setSpacing(theme.gap(4))
        column.addWidget(self._line)
        column.addWidget(self._fault)
        self.mark.clicked.connect(self._mark)
        self.unmark.clicked.connect(self.unmarked)
        self.setAccessibleName("Fatta il")

    def show_deadline(self, identity: object, deadline: DeadlineSummary, today: dt.date) -> None:
        """Another deadline: today is proposed. What an answer or a delivery says is not taken back here."""
        standing = deadline.standing(today)
        by_hand = standing == "met" and deadline.how == "hand"
        if (identity, deadline, today) != self._chosen:
            self._chosen, self._today = (identity, deadline, today), today
            self._typed = f"{today:%d/%m/%Y}"
            self.day.show_value(self._typed)
            self._say("")
        open = standing != "met" and not deadline.event
        for part in (self._before, self.day, self.mark):
            part.setVisible(open)
        self.unmark.setVisible(by_hand)
        self.setVisible(open or by_hand)

    def tab_stops(self) -> list[QWidget]:
        """The focusable widgets, in order."""
        return [*tab_stops(self.day), self.mark, self.unmark]

    def day_text(self) -> str:
        """The day as it stands in its field."""
        return self._typed

    def _keep(self, typed: object) -> None:
        self._typed = str(typed or "")

    def _mark(self) -> None:
        iso = parse.date(self._typed, self._today)
        day = dt.date.fromisoformat(iso) if iso else None
        if day is None:
            self._say(NO_DAY.format(f"{self._today:%d/%m/%Y}"))
        elif day > self._today:
            self._say(TOMORROW)
        else:
            self._say("")
            self.marked.emit(day)

    def _say(self, fault: str) -> None:
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        if fault:
            self.day.focus_widget().setFocus()
