"""Counts, and days relative to today, in words."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop_app.engine.italian.phrases import closed_day_note, counted, due_day, long_day, relative_day

TODAY = dt.date(2026, 11, 22)


def test_words() -> None:
    days = {-3: "3\u00a0giorni fa", -1: "ieri", 0: "oggi", 1: "domani", 11: "fra\u00a011\u00a0giorni"}
    for off, words in days.items():
        assert relative_day(TODAY + dt.timedelta(days=off), TODAY) == words
    assert long_day(dt.date(2026, 12, 4), TODAY) == "venerdì 4\u00a0dicembre"
    assert long_day(dt.date(2027, 1, 4), TODAY) == "lunedì 4\u00a0gennaio 2027"
    assert closed_day_note(dt.date(2026, 11, 22)) == "Cade di domenica: la data resta questa."
    assert closed_day_note(dt.date(2026, 11, 23)) == ""
    assert [counted(n, "un problema", "{} problemi") for n in (0, 1, 2)] == [
        "0\u00a0problemi", "un problema", "2\u00a0problemi",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-20, "scaduta da 20\u00a0giorni"),
        (-1, "scaduta da un giorno"),
        (0, "oggi"),
        (1, "domani"),
        (30, "fra\u00a030\u00a0giorni"),
    ],
)
def test_a_deadline_that_passed_is_called_overdue(days: int, words: str) -> None:
    assert due_day(TODAY + dt.timedelta(days=days), TODAY) == words
