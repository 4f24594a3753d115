"""Sundays and the national holidays of Italy, on which offices are closed, and the remark on a deadline there.

The table is ours because it is short and changes by statute, once in decades: a library of all the world's holidays
would weigh as much as the rest of the program. Saturdays are not holidays: they get no remark.
"""

from __future__ import annotations

import datetime as dt

SUNDAY = 6
# (month, day): the first year in which it is a holiday, and the words for a deadline on it.
# L. 260/1949; 6 January since d.P.R. 792/1985, 2 June since L. 336/2000, 4 October since L. 151/2025.
_FIXED = {
    (1, 1): (1949, "a Capodanno"),
    (1, 6): (1986, "all'Epifania"),
    (4, 25): (1949, "nella festa della Liberazione"),
    (5, 1): (1949, "nella festa del lavoro"),
    (6, 2): (2001, "nella festa della Repubblica"),
    (8, 15): (1949, "a Ferragosto"),
    (10, 4): (2026, "nella festa di San Francesco"),
    (11, 1): (1949, "a Ognissanti"),
    (12, 8): (1949, "nella festa dell'Immacolata"),
    (12, 25): (1949, "a Natale"),
    (12, 26): (1949, "a Santo Stefano"),
}
_EASTER, _EASTER_MONDAY = "a Pasqua", "il lunedì di Pasqua"


def remark(day: dt.date) -> str:
    """The remark on a deadline on that day: `cade di domenica, a Ferragosto`; empty on working days and Saturdays."""
    on_sunday = "di domenica" if day.weekday() == SUNDAY else ""
    parts = [part for part in (on_sunday, _holiday(day)) if part]
    return f"cade {', '.join(parts)}" if parts else ""


def _holiday(day: dt.date) -> str:
    since, words = _FIXED.get((day.month, day.day), (dt.MAXYEAR + 1, ""))
    if day.year >= since:
        return words
    after_easter = day.toordinal() - easter(day.year).toordinal()
    return {0: _EASTER, 1: _EASTER_MONDAY}.get(after_easter, "")


def easter(year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar: the Sunday after the first ecclesiastical full moon of spring."""
    golden, century = year % 19, year // 100
    leap_days_dropped, moon_corrected = century - century // 4, (8 * century + 13) // 25
    epact = (19 * golden + leap_days_dropped - moon_corrected + 15) % 30
    full_moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))  # days after 21 March
    weekday = (year + year // 4 + full_moon + 2 - leap_days_dropped) % 7
    days = full_moon - weekday  # from 28 March to Easter Sunday
    return dt.date(year, 3, 28) + dt.timedelta(days=days)
