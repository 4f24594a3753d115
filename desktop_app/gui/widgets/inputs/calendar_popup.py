"""The calendar that opens below a date field: Italian, Monday first."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QGuiApplication, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from desktop_app.gui.look import icons, stylesheets
from desktop_app.gui.look.theme import Theme

GAP = 2  # px between a field and its calendar


class CalendarPopup(QFrame):
    """Emits `date_picked` once, on click or Enter, and closes; Esc closes it without a change."""

    date_picked = Signal(QDate)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.Box)
        self._days = QCalendarWidget()
        self._days.setAccessibleName("Calendario")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._days)
        self._apply_theme()
        self._days.clicked.connect(self._pick)
        self._days.activated.connect(self._pick)

    def _apply_theme(self) -> None:
        theme, days = self._theme, self._days
        days.setLocale(QLocale(QLocale.Language.Italian, QLocale.Country.Italy))
        days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        days.setFont(theme.font("small"))
        # The months in columns: above or below the calendar there is no room for a menu to be scrolled.
        days.setStyleSheet(stylesheets.for_menu(theme) + "QMenu { menu-scrollable: 0; }")
        header = QTextCharFormat()
        header.setForeground(QBrush(theme.color("muted")))
        header.setBackground(QBrush(theme.color("canvas")))
        header.setFont(theme.font("tiny", 600))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            days.setWeekdayTextFormat(day, QTextCharFormat())  # black as the others, not Qt’s red
        days.setHeaderTextFormat(header)
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        for name, icon, words in (
            ("qt_calendar_prevmonth", "chevron-left", "Mese precedente"),
            ("qt_calendar_nextmonth", "chevron-right", "Mese seguente"),
        ):
            button = days.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(icons.icon(icon, theme.color("on_accent"), theme.px(18), ratio))
                button.setIconSize(QSize(theme.px(18), theme.px(18)))
                button.setAccessibleName(words)
        days.setMinimumSize(theme.px(300), theme.px(260))

    def open_beside(self, field: QRect, day: QDate) -> None:
        """Opens below a field (global px) or above it, where there is more room, within the screen; selects the day."""
        self._days.setSelectedDate(day)
        self.adjustSize()
        screen = QGuiApplication.screenAt(field.center()) or QGuiApplication.primaryScreen()
        self.move(beside(field, self.size(), screen.availableGeometry()))
        self.show()
        self._days.setFocus(Qt.FocusReason.PopupFocusReason)

    def _pick(self, day: QDate) -> None:
        if self.isVisible():  # on Enter Qt emits both signals
            self.close()
            self.date_picked.emit(day)


def beside(field: QRect, size: QSize, room: QRect) -> QPoint:
    """The corner of a popup below a field, else above it, else at its right: what is typed stays in sight."""
    lowest, rightmost = room.bottom() + 1 - size.height(), room.right() + 1 - size.width()
    below, above, right = field.bottom() + 1 + GAP, field.top() - GAP - size.height(), field.right() + 1 + GAP
    left, top = field.left(), below
    if below > lowest:
        left, top = (left, above) if above >= room.top() else (right, lowest)
    return QPoint(max(room.left(), min(left, rightmost)), max(room.top(), top))
