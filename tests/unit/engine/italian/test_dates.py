"""Days as an Italian reads them."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.italian import dates


def test_a_date_with_its_article() -> None:
    days = [dt.date(2027, 3, 12), dt.date(2027, 3, 11), dt.date(2027, 3, 8)]
    said = [dates.with_article("dal", dates.date(day)) for day in days]
    assert said == ["dal 12/03/2027", "dall'11/03/2027", "dall'08/03/2027"]
