"""Days on which offices are closed: Easter against a published table, the national holidays year by year."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop_app.engine.italian.holidays import easter, remark

# Month and day of Easter, 2020-2060, then years at the ends of the calendar and around its exceptions.
EASTERS = (
    "4-12 4-4 4-17 4-9 3-31 4-20 4-5 3-28 4-16 4-1 4-21 4-13 3-28 4-17 4-9 3-25 4-13 4-5 4-25 4-10 4-1"
    " 4-21 4-6 3-29 4-17 4-9 3-25 4-14 4-5 4-18 4-10 4-2 4-21 4-6 3-29 4-18 4-2 4-22 4-14 3-30 4-18"
)
FAR = {
    1583: "4-10", 1598: "3-22", 1761: "3-22", 1818: "3-22", 1886: "4-25", 1900: "4-15", 1913: "3-23", 1943: "4-25",
    1954: "4-18", 1981: "4-19", 2000: "4-23", 2008: "3-23", 2076: "4-19", 2095: "4-24", 2100: "3-28", 2133: "4-19",
    2160: "3-23", 2190: "4-25", 2199: "4-14", 2285: "3-22",
}  # fmt: skip


@pytest.mark.parametrize(("year", "day"), [*enumerate(EASTERS.split(), 2020), *FAR.items()])
def test_easter(year: int, day: str) -> None:
    month, number = map(int, day.split("-"))
    assert easter(year) == dt.date(year, month, number)


def by_the_anonymous_gregorian_algorithm(year: int) -> dt.date:
    """As Nature printed it in 1876, step by step: another way to the same day."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def test_easter_is_where_another_way_leads_to() -> None:
    assert [year for year in range(1583, 5000) if easter(year) != by_the_anonymous_gregorian_algorithm(year)] == []


def test_easter_is_a_sunday_of_spring_in_every_year_that_can_be_typed() -> None:
    for year in range(1900, 2200):
        day = easter(year)
        assert day.weekday() == 6
        assert dt.date(year, 3, 22) <= day <= dt.date(year, 4, 25)


def closed(year: int) -> dict[str, str]:
    """The remarks of a year that are about more than a Sunday."""
    days = (dt.date(year, 1, 1) + dt.timedelta(days=number) for number in range(365))
    return {f"{day.day}/{day.month}": remark(day) for day in days if remark(day) not in ("", "cade di domenica")}


def test_a_year_of_holidays() -> None:
    assert closed(2027) == {
        "1/1": "cade a Capodanno",
        "6/1": "cade all'Epifania",
        "28/3": "cade di domenica, a Pasqua",
        "29/3": "cade il lunedì di Pasqua",
        "25/4": "cade di domenica, nella festa della Liberazione",
        "1/5": "cade nella festa del lavoro",
        "2/6": "cade nella festa della Repubblica",
        "15/8": "cade di domenica, a Ferragosto",
        "4/10": "cade nella festa di San Francesco",
        "1/11": "cade a Ognissanti",
        "8/12": "cade nella festa dell'Immacolata",
        "25/12": "cade a Natale",
        "26/12": "cade di domenica, a Santo Stefano",
    }


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-10-04", ""),  # a Saturday, and not yet a holiday
        ("2026-10-04", "cade di domenica, nella festa di San Francesco"),
        ("2028-10-04", "cade nella festa di San Francesco"),
        ("2000-06-02", ""),
        ("2001-06-02", "cade nella festa della Repubblica"),
        ("1985-01-06", "cade di domenica"),
        ("1986-01-06", "cade all'Epifania"),
        ("2038-04-25", "cade di domenica, nella festa della Liberazione"),  # Easter too: the fixed day is named
        ("2011-04-25", "cade nella festa della Liberazione"),  # Easter Monday too
        ("2026-11-22", "cade di domenica"),
        ("2026-11-21", ""),
        ("2026-11-23", ""),
        ("2026-11-04", ""),
        ("2027-03-26", ""),  # Good Friday
        ("0001-01-01", ""),
        ("9999-12-31", ""),
    ],
)
def test_what_is_said_of_a_day(day: str, said: str) -> None:
    assert remark(dt.date.fromisoformat(day)) == said


@pytest.mark.parametrize(
    ("day", "words"),
    [("01-01", "a Capodanno"), ("04-25", "nella festa della Liberazione"), ("05-01", "nella festa del lavoro"),
     ("08-15", "a Ferragosto"), ("11-01", "a Ognissanti"), ("12-08", "nella festa dell'Immacolata"),
     ("12-25", "a Natale"), ("12-26", "a Santo Stefano")],
)  # fmt: skip
def test_the_holidays_of_the_statute_of_1949(day: str, words: str) -> None:
    assert words not in remark(dt.date.fromisoformat(f"1948-{day}"))
    assert remark(dt.date.fromisoformat(f"1949-{day}")).endswith(words)


def test_every_sunday_and_no_other_common_day() -> None:
    day = dt.date(2026, 1, 12)
    for _ in range(60):  # until before Easter: no holiday lies there
        assert remark(day) == ("cade di domenica" if day.weekday() == 6 else "")
        day += dt.timedelta(days=1)
