"""The user's day is that of the time zone in which the computer stands, not Greenwich's."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

import pytest

from desktop_app.system.clock import today

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
