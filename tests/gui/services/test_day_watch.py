"""Another day is noticed at midnight, after a sleep, when the clock is set, and before something is done for good."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.services.day_watch import DayWatch, next_look
from desktop_app.system.clock import local_now
from tests.clock import clock_at, time_zone


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def heard(watch: DayWatch) -> list[dt.date]:
    days: list[dt.date] = []
    watch.day_changed.connect(days.append)
    return days


def test_midnight_comes_by_itself(qtbot: QtBot, window: QWidget) -> None:
    with clock_at("2026-11-28 23:59:59.900"):
        days = heard(DayWatch(window))
        qtbot.waitUntil(lambda: days == [dt.date(2026, 11, 29)], timeout=20_000)


def test_each_day_is_told_once_and_whoever_asks_finds_everybody_told(window: QWidget) -> None:
    with clock_at("2026-11-28 12:00") as clock:
        watch = DayWatch(window)
        days = heard(watch)
        assert watch.today() == dt.date(2026, 11, 28) and days == []
        clock.forward(days=3)  # slept through
        assert watch.today() == dt.date(2026, 12, 1) and days == [dt.date(2026, 12, 1)]
        watch.today()
        clock.set_to("2026-11-28 12:00")  # it was wrong, and is set back
        assert watch.today() == dt.date(2026, 11, 28) and days[1:] == [dt.date(2026, 11, 28)]


def test_who_asks_again_while_being_told_gets_the_new_day(window: QWidget) -> None:
    with clock_at("2026-11-28 12:00") as clock:
        watch = DayWatch(window)
        answers: list[dt.date] = []
        watch.day_changed.connect(lambda _: answers.append(watch.today()))
        clock.forward(days=1)
        watch.today()
        assert answers == [dt.date(2026, 11, 29)]


def test_the_clock_is_looked_at_again_in_the_same_minute_whatever_it_says(window: QWidget) -> None:
    """A timer knows nothing of a sleep: it must not be one to midnight."""
    watch = DayWatch(window)
    (timer,) = watch.findChildren(QTimer)
    assert timer.isActive() and timer.isSingleShot() and 0 <= timer.remainingTime() <= 60_000
    timer.stop()
    watch.today()
    assert timer.isActive()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows sets no time zone for one program")
@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("Europe/Rome", "2026-11-28 23:59:30.250"),
        ("Europe/Rome", "2026-03-28 23:59:30.250"),
        ("Europe/Rome", "2026-10-24 23:59:30.250"),
        ("Asia/Kathmandu", "2026-11-28 23:59:30.250"),  # 5:45 ahead
        ("Australia/Lord_Howe", "2026-04-04 23:59:30.250"),  # half an hour of summer time
    ],
)
def test_the_next_look_is_just_after_midnight_in_every_time_zone(zone: str, at: str) -> None:
    with time_zone(zone), clock_at(at) as clock:
        now = local_now()
        left = next_look(now)
        assert 28_000 <= left <= 29_750
        clock.forward(milliseconds=left + 1)
        assert local_now().date() > now.date()
