"""The editor of dates: typed freely, or picked from a calendar."""

from __future__ import annotations

import re

from PySide6.QtCore import QDate, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.inner_button import InnerButton
from desktop_app.gui.widgets.inputs.calendar_popup import CalendarPopup
from desktop_app.gui.widgets.inputs.line_edits import LineInput, ReadOnlyLook
from desktop_app.gui.widgets.inputs.text_editors import LineEditor


class DateInput(LineInput):
    """A line with a calendar button at its right. `calendar_requested` on the button, Alt+Down and F4."""

    calendar_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, select_on_click=True)
        self.button = InnerButton(theme, "calendar-days", "Apri il calendario", self)
        self.button.clicked.connect(self.calendar_requested)
        self.setFixedWidth(theme.px(150))
        self.reserve_margins(right=theme.px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down or event.key() == Qt.Key.Key_F4:
            self.calendar_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inset = (self.height() - self.button.height()) // 2
        self.button.move(self.width() - self.button.width() - inset, inset)


class DateEditor(LineEditor):
    """A date as the user types it (gg/mm/aaaa); Alt+Down, F4 or the button open the calendar."""

    _field: DateInput

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, DateInput(theme))
        self._calendar: CalendarPopup | None = None
        self._field.calendar_requested.connect(self.open_calendar)

    def set_read_only(self, look: ReadOnlyLook) -> None:
        super().set_read_only(look)
        self._field.button.setVisible(not look)

    def open_calendar(self) -> None:
        if self._field.isReadOnly():
            return
        if self._calendar is None:
            self._calendar = CalendarPopup(self._theme, self)
            self._calendar.date_picked.connect(self._pick)
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        place = QRect(self._field.mapToGlobal(QPoint(0, 0)), self._field.size())
        self._calendar.open_beside(place, _date(self._field.text()))

    def _pick(self, day: QDate) -> None:
        self._field.setText(day.toString("dd/MM/yyyy"))
        self._emit_edited(self._field.text())
        self._commit()


def _date(words: str) -> QDate:
    """The day at which the calendar opens: the date in the field if it is complete, else today."""
    found = re.fullmatch(r"\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\s*", words)
    day = QDate(int(found[3]), int(found[2]), int(found[1])) if found else QDate()
    return day if day.isValid() else QDate.currentDate()
