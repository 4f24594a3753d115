"""A moment that somebody's signature or message made up is shown, though Windows knows no local time of it."""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path

import pytest

from desktop_app.session.returned.words import _time
from desktop_app.system.clock import local
from tests.clock import time_zone

ROOT = Path(__file__).resolve().parents[3]


class OfWindows(dt.datetime):
    """There a local time is known from 1970 to 3000 only."""

    def astimezone(self, tz: dt.tzinfo | None = None) -> OfWindows:
        if tz is None and not 1970 <= self.year <= 3000:
            raise OSError(22, "Invalid argument")
        return super().astimezone(tz)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows sets no time zone for one program")
@pytest.mark.parametrize(("year", "hour"), [(1, 12), (1601, 12), (1969, 12), (2026, 14), (3001, 12), (9999, 12)])
def test_every_moment_can_be_shown(year: int, hour: int) -> None:
    with time_zone("Europe/Rome"):
        assert local(OfWindows(year, 7, 31, 12, tzinfo=dt.UTC)).hour == hour
        assert local(dt.datetime(9999, 12, 31, 23, 30, tzinfo=dt.UTC)).year == 9999


def test_a_signature_that_says_the_year_1960_is_told_like_any_other() -> None:
    class Judged:
        time = OfWindows(1960, 3, 1, 9, 30, tzinfo=dt.UTC)

        class signature:
            stamped = None

    assert _time(Judged) == "ora dichiarata 01/03/1960 alle 09:30"  # type: ignore[arg-type]  # all that it reads


def test_nobody_asks_for_a_local_time_by_itself() -> None:
    """`at.astimezone()` fails on Windows alone; with a time zone that is given it fails nowhere."""
    asks = re.compile(r"\.astimezone\(\)|\.fromtimestamp\(")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "desktop_app").rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if asks.search(line)
    ]
    assert [each.partition(":")[0] for each in found] == [
        "desktop_app/system/clock.py",
        "desktop_app/system/files.py",  # `changed_at` turns the error into a sentence
    ], found
