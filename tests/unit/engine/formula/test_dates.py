"""Deadlines counted in days and months."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.formula.arithmetic import CalculationFault
from desktop_app.engine.formula.dates import add_days, add_months, months_begun

days = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "term"),
    [
        ("2026-01-31", 1, "2026-02-28"),  # art. 2963 c.c.: the last day of a month without that day
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-02-28", 1, "2026-03-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-10", -1, "2025-12-10"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_months_stop_at_the_end_of_a_shorter_one(day: str, months: int, term: str) -> None:
    assert add_months(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(term)


@given(days, st.integers(-600, 600))
def test_months_by_their_definition(day: dt.date, months: int) -> None:
    term = add_months(day, months)
    assert (term.year * 12 + term.month) - (day.year * 12 + day.month) == months
    last = (term.replace(day=1) + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    assert term.day == min(day.day, last.day)


@given(days, days)
def test_months_begun_is_the_smallest_number_that_reaches(start: dt.date, end: dt.date) -> None:
    months = months_begun(start, end)
    assert add_months(start, months) >= end
    assert add_months(start, months - 1) < end


@given(days, st.integers(-30_000, 30_000))
def test_days_are_counted_one_by_one(day: dt.date, count: int) -> None:
    assert (add_days(day, count) - day).days == count


@pytest.mark.parametrize("count", [10**7, -(10**7), 10**18, -(10**18)])
def test_what_lies_beyond_the_calendar_is_said(count: int) -> None:
    for move in (add_days, add_months):
        with pytest.raises(CalculationFault, match="fuori dal calendario"):
            move(dt.date(2026, 1, 1), count)
