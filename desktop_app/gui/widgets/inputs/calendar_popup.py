"""The calendar that opens below a date field: Italian, Monday first."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QGuiApplication, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from desktop_app.gui.look import icons, stylesheets
from desktop_app.gui.look.theme import Theme


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
        days.setStyleSheet(stylesheets.for_menu(theme))
        plain, header = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(QBrush(theme.color("text")))
        header.setForeground(QBrush(theme.color("muted")))
        header.setBackground(QBrush(theme.color("canvas")))
        header.setFont(theme.font("tiny", 600))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            days.setWeekdayTextFormat(day, plain)
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

    def open_at(self, corner: QPoint, day: QDate) -> None:
        """Opens with its top left corner there (global px), moved as needed to fit the screen, and selects the day."""
        self._days.setSelectedDate(day)
        self.adjustSize()
        screen = QGuiApplication.screenAt(corner) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        left = min(corner.x(), room.right() - self.width())
        top = min(corner.y(), room.bottom() - self.height())
        self.move(max(room.left(), left), max(room.top(), top))
        self.show()
        self._days.setFocus(Qt.FocusReason.PopupFocusReason)

    def _pick(self, day: QDate) -> None:
        if self.isVisible():  # on Enter Qt emits both signals
            self.close()
            self.date_picked.emit(day)
