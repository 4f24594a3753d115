"""The user's day is that of the time zone in which the computer stands, not Greenwich's; it is asked each time."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator

import pytest

from desktop_app.system import clock
from desktop_app.system.clock import today
from tests.clock import clock_at, time_zone

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows sets no time zone for one program")


@pytest.fixture(params=[-11, 13])
def ahead(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Hours ahead of Greenwich: one of these two has another day than it, whenever this runs."""
    monkeypatch.setenv("TZ", f"XXX{-request.param}")
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_it_is_the_day_here(ahead: int) -> None:
    def here() -> dt.date:
        return (dt.datetime.now(dt.UTC) + dt.timedelta(hours=ahead)).date()

    before = here()
    found = today()
    assert found in {before, here()}


def test_it_is_asked_each_time_and_only_within_the_test() -> None:
    real = today()
    with clock_at("2031-03-09 23:59:58") as moved:
        assert today() == dt.date(2031, 3, 9)
        moved.forward(seconds=3)
        assert today() == dt.date(2031, 3, 10) and clock.utc_now().tzinfo is dt.UTC
        moved.set_to("2030-01-01 12:00")
        assert today() == dt.date(2030, 1, 1)
    assert today() in {real, real + dt.timedelta(days=1)}


def test_a_time_zone_that_changes_while_the_program_runs_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when somebody travels: nobody tells the C library, so the clock does."""
    with time_zone("Europe/Rome"), clock_at("2026-11-28 20:00"):
        assert today() == dt.date(2026, 11, 28)
        os.environ["TZ"] = "Asia/Tokyo"
        assert today() == dt.date(2026, 11, 29) and clock.local_now().hour == 4
        os.environ["TZ"] = "Europe/Rome"
        assert today() == dt.date(2026, 11, 28)


@pytest.mark.parametrize(
    ("zone", "at", "hours"),
    [
        ("Europe/Rome", "2026-11-28 23:30", 0.5),
        ("Europe/Rome", "2026-11-29 00:00", 24),
        ("Europe/Rome", "2026-03-29 00:30", 22.5),  # summer time begins: the day has 23 hours
        ("Europe/Rome", "2026-10-25 00:30", 24.5),  # it ends: the day has 25
        ("Africa/Cairo", "2026-04-23 22:00", 2),  # the day after begins at one o'clock
        ("Pacific/Apia", "2011-12-29 12:00", 12),  # the day after is left out
    ],
)
def test_a_day_is_as_long_as_the_time_zone_says(zone: str, at: str, hours: float) -> None:
    with time_zone(zone), clock_at(at) as moved:
        before = today()
        moved.forward(hours=hours, seconds=-30)
        assert today() == before
        moved.forward(seconds=31)
        assert today() > before
