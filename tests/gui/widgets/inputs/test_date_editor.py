"""Days, typed or picked from a calendar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget

from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.inputs.calendar_popup import beside
from desktop_app.gui.widgets.inputs.date_editor import DateEditor
from tests.gui.support.editors import Page, start
from tests.gui.support.parts import Shown

Key = Qt.Key


def test_a_day_picked_is_written_in_italian(shown: Shown, theme: Theme) -> None:
    editor = DateEditor(theme)
    page = Page(shown, editor)
    editor.show_value("31/12/2026")
    QTest.keyClick(start(editor), Key.Key_F4)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    days = QApplication.focusWidget()
    assert days is not None
    QTest.keyClick(days, Key.Key_Right)
    QTest.keyClick(days, Key.Key_Return)
    assert page.edits == ["01/01/2027"] and page.commits == 1 and not popup.isVisible()


SCREEN, CALENDAR = QRect(0, 0, 1366, 768), QSize(604, 524)


@pytest.mark.parametrize(
    ("top", "size", "where"),
    [(100, QSize(302, 262), "below"), (640, QSize(302, 262), "above"), (100, CALENDAR, "below"),
     (300, CALENDAR, "right"), (700, CALENDAR, "above")],
)  # fmt: skip
def test_the_calendar_leaves_its_field_in_sight_wherever_there_is_room(top: int, size: QSize, where: str) -> None:
    field = QRect(68, top, 300, 78)
    popup = QRect(beside(field, size, SCREEN), size)
    assert SCREEN.contains(popup) and not popup.intersects(field)
    found = "above" if popup.bottom() < field.top() else "below" if popup.top() > field.bottom() else "right"
    assert found == where


def test_the_calendar_stays_on_the_screen_where_there_is_no_room_at_all() -> None:
    for field in (QRect(1200, 300, 150, 39), QRect(-20, 300, 1300, 39)):
        assert SCREEN.contains(QRect(beside(field, CALENDAR, SCREEN), CALENDAR))


def test_the_calendar_heads_all_its_days_in_one_colour(shown: Shown, theme: Theme) -> None:
    """Qt's weekend is red, and its heading with it."""
    editor = DateEditor(theme)
    Page(shown, editor)
    QTest.keyClick(start(editor), Key.Key_F4)
    days = QApplication.focusWidget()
    assert days is not None
    calendar = days.parentWidget()
    while not isinstance(calendar, QCalendarWidget):
        assert calendar is not None
        calendar = calendar.parentWidget()
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        assert calendar.weekdayTextFormat(day).foreground().style() == Qt.BrushStyle.NoBrush
