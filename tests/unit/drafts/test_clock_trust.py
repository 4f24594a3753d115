"""Clocks that are wrong now and then: nothing leaves the bin before its days are over, and everything does at last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.drafts.clock_trust import ClockRecord, believed, look
from desktop_app.drafts.models import BIN_DAYS

START = dt.datetime(2026, 11, 29, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


class Bin:
    """A bin as the store keeps it, of which it is known when each thing came in and went by the real time."""

    def __init__(self) -> None:
        self.record: ClockRecord | None = None
        self.counted: dict[float, dt.datetime | None] = {}  # by the real day on which it was binned
        self.stayed: list[float] = []

    def session(self, real: float, error: float = 0, bins: bool = False) -> None:
        """A start on a real day with a clock that is wrong by `error` days; something is thrown away in it."""
        now = START + (real + error) * DAY
        self.record, new_day, start_anew = look(self.record, now)
        for day, counted in self.counted.items():
            if start_anew or (new_day and (counted is None or counted > now)):
                self.counted[day] = now
        passed = believed(self.record)
        for day, counted in list(self.counted.items()):
            if passed is not None and counted is not None and counted <= passed - BIN_DAYS * DAY:
                del self.counted[day]
                self.stayed.append(real - day)
        if bins:
            self.counted[real] = None


GAPS = st.floats(0.01, 3) | st.sampled_from([1, 1, 1, 7, 30]) | st.floats(3, 100)
WRONG = st.floats(-5000, 5000) | st.floats(-40, 40) | st.floats(-2, 2) | st.sampled_from([31, 400, -31, 3650])
SESSIONS = st.lists(st.tuples(GAPS, st.sampled_from([0, 0, 0]) | WRONG, st.booleans()), max_size=40)
Sessions = Sequence[tuple[float, float, bool]]  # days since the last, error of the clock in days, whether one is binned
SET_BACK = [(1, 0, True), (1, 0, False), (1, -50, False), *[(1, 0, False)] * 4]
TWICE = [(1, 0, True), (1, 500, False), (1, 0, False), (1, -60, True), *[(1, 0, False)] * 4]
CREEPING = [*((1, 0, day == 64) for day in range(79)), *((1, error, False) for error in (19, 0, 18, 0, 17, 0))]


@settings(max_examples=60)
@given(SESSIONS)
@example([(1, 0, True), (1, 31, False), (1, 0, False)] * 5)
@example([(40, 0, False), (1, -60, True)] * 5)
@example([(40, 0, False), (40, -39.5, True)] * 5)
@example(SET_BACK)
@example(TWICE)
@example(CREEPING)
def test_a_clock_that_is_wrong_for_single_starts_deletes_nothing_early(sessions: Sessions) -> None:
    live_through(sessions)


@pytest.mark.long
@settings(max_examples=4_000)
@given(SESSIONS)
def test_no_clock_that_is_wrong_for_single_starts_deletes_anything_early(sessions: Sessions) -> None:
    live_through(sessions)


def live_through(sessions: Sessions) -> None:
    seen, real, was_wrong = Bin(), 0.0, False
    seen.session(real, bins=True)
    for gap, error, bins in sessions:
        real += gap
        was_wrong = bool(error) and not was_wrong  # each wrong one between two right ones
        seen.session(real, error if was_wrong else 0, bins)
    assert all(stay >= BIN_DAYS for stay in seen.stayed), seen.stayed
    for _ in range(60):  # from now on the clock is right
        real += 1
        seen.session(real)
    assert seen.counted == {}


@settings(max_examples=20)
@given(SESSIONS)
def test_whatever_the_clock_did_everything_goes_at_last(sessions: Sessions) -> None:
    seen, real = Bin(), 0.0
    for gap, error, _ in sessions:
        real += gap
        seen.session(real, error, bins=True)
    for _ in range(60 + 5001):
        real += 1
        seen.session(real)
        if not seen.counted:
            break
    else:
        pytest.fail(str(seen.counted))


@pytest.mark.parametrize(("every", "stays"), [(1, 33), (7, 56), (30, 120), (90, 540), (365, 6 * 365)])
def test_with_a_right_clock_it_goes_after_some_days_of_use(every: int, stays: int) -> None:
    seen = Bin()
    for number in range(40):
        seen.session(number * every, bins=number == 0)
    assert seen.stayed == [stays]


def test_a_holiday_delays_it_by_some_days_of_use() -> None:
    seen = Bin()
    for day in (0, 1, 2, 3):
        seen.session(day, bins=day == 0)
    for day in (45, 46):
        seen.session(day)
        assert seen.stayed == []
    seen.session(47)
    assert seen.stayed == [47]


@pytest.mark.parametrize("error", [31, 45, 400, 3650])
def test_a_clock_far_ahead_for_two_days_deletes_nothing(error: float) -> None:
    seen = Bin()
    for day in range(5):
        seen.session(day, bins=day == 0)
    seen.session(5, error)
    seen.session(6, error)
    seen.session(6.1, error)  # started again on the same day: it says no more than before
    assert seen.stayed == []
    for day in range(7, 45):
        seen.session(day)
    assert seen.counted == {} and 30 <= seen.stayed[0] <= 41


def test_a_clock_that_is_set_back_by_hours_delays_nothing() -> None:
    seen = Bin()
    for day in range(40):
        seen.session(day, error=-0.3 if day % 2 else 0.3, bins=day == 0)
    assert seen.counted == {} and seen.stayed[0] <= 36


def test_a_clock_that_was_ahead_delays_by_30_days_and_not_again_when_its_moment_comes() -> None:
    seen = Bin()
    for day in range(5):
        seen.session(day, bins=day == 0)
    seen.session(5, error=4)
    for day in (6, 7, 8, 9, 10, 12, *range(13, 45)):
        seen.session(day)
    assert seen.stayed == [6 + BIN_DAYS + 2]


def test_a_clock_that_creeps_back_is_seen_to_be_set_back() -> None:
    record = ClockRecord(START, (START,))
    for hours in (10, 20):
        found = look(record, START - dt.timedelta(hours=hours))
        assert not found.start_anew and found.record == record
    assert look(record, START - dt.timedelta(hours=25)).start_anew
