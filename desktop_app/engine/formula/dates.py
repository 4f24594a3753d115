"""Dates of legal deadlines: counted in days, or in months that end on the last day of a shorter month."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from desktop_app.engine.formula.arithmetic import CalculationFault

_OUT_OF_CALENDAR = "La data che ne risulta è fuori dal calendario: controlla le date e i numeri scritti."


def add_days(day: dt.date, days: int) -> dt.date:
    """The day `days` later. Raises CalculationFault for a year before 1 or after 9999."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        raise CalculationFault(_OUT_OF_CALENDAR) from None


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day `months` later, or the last of that month (art. 2963 c.c.). Raises as `add_days` does."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise CalculationFault(_OUT_OF_CALENDAR)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_begun(start: dt.date, end: dt.date) -> int:
    """The smallest n with `add_months(start, n) >= end`: a month that has begun counts as a whole one."""
    months = (end.year - start.year) * 12 + end.month - start.month
    reached = min(start.day, monthrange(end.year, end.month)[1])
    return months if reached >= end.day else months + 1
