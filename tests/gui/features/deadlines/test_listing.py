"""The list of deadlines without the window."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from desktop_app.dossier_summary import DeadlineSummary, DossierSummary
from desktop_app.drafts.listing.dossier_rows import DossierRows, Numbers
from desktop_app.drafts.models import DossierEntry
from desktop_app.gui.features.deadlines import listing as deadlines_list
from desktop_app.gui.features.deadlines.listing import DeadlineListing
from desktop_app.gui.wording.dossier_words import summary_of_row

AT = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)
NOW = dt.date(2026, 11, 24)


def stored(number: int, *days: int, text: str = "") -> DossierEntry:
    terms = tuple(
        DeadlineSummary(f"Termine {each}", NOW + dt.timedelta(days=each), "Art. 1", f"t{each}") for each in days
    )
    summary = text or DossierSummary(name=f"Società {number}", detail="Jesi", deadlines=terms).to_json()
    return DossierEntry(str(number), "x/y", f"Società {number}", summary, AT, None, None)


def test_the_overdue_ones_come_first_however_old_they_are() -> None:
    rows = DossierRows.of([stored(1, -400, -30, 0, 40), stored(2, -1, 7, 8)], Numbers(",1,2,", ",1,2,"))
    dues = DeadlineListing(rows, NOW)
    assert [row.title for row in dues] == [f"Termine {each}" for each in (-400, -30, -1, 0, 7, 8, 40)]
    assert [row.urgency for row in dues] == [
        "overdue", "overdue", "overdue", "urgent", "urgent", "soon", "later",
    ]  # fmt: skip
    assert [row.distance for row in dues][1:4] == ["scaduta da 30\u00a0giorni", "scaduta da un giorno", "oggi"]
    assert dues.count_words() == "3\u00a0scadute, 4\u00a0scadenze da oggi in poi."
    assert dues[3].dossier == "Società 1" and dues[3].detail == "Jesi · pratica n.\u00a01"
    assert DeadlineListing([stored(1, -1, 1)], NOW).count_words() == "Una scaduta, una scadenza da oggi in poi."


def test_what_is_met_comes_last_with_its_day_and_what_only_passes_is_left_out() -> None:
    terms = (
        DeadlineSummary("Firmare", NOW - dt.timedelta(days=9), "Art. 1", "a", met=NOW - dt.timedelta(days=12)),
        DeadlineSummary("Finisce", NOW - dt.timedelta(days=8), "Art. 1", "b", event=True),
        DeadlineSummary("Mandare", NOW - dt.timedelta(days=7), "Art. 1", "c", met=NOW + dt.timedelta(days=1)),
    )
    row = stored(1, text=DossierSummary(name="Verdi", deadlines=terms).to_json())
    dues = DeadlineListing([row], NOW)
    assert [each.title for each in dues] == ["Mandare", "Firmare"]  # the first will be done tomorrow, too late
    assert [each.distance for each in dues] == ["scaduta da 7\u00a0giorni", "fatta il 12/11/2026"]
    assert dues.count_words() == "Una scaduta, 0\u00a0scadenze da oggi in poi, una fatta."
    tomorrow = DeadlineListing([row], NOW + dt.timedelta(days=1))
    assert [each.title for each in tomorrow] == ["Mandare", "Firmare"] and all(each.met for each in tomorrow)
    passed = stored(1, text=DossierSummary(name="Verdi", deadlines=terms[1:2]).to_json())
    assert len(DeadlineListing([passed], NOW)) == 0 and DeadlineListing([passed], NOW).has_others
    assert not DeadlineListing([stored(1)], NOW).has_others


def test_a_closed_day_is_told_in_place_of_the_day_of_the_week() -> None:
    row = stored(1, 5, 31, 32, 34)
    assert [(each.note, each.has_remark) for each in DeadlineListing([row], NOW)] == [
        ("cade di domenica", True), ("cade a Natale", True), ("cade a Santo Stefano", True), ("lunedì", False),
    ]  # fmt: skip


def test_of_thousands_only_those_that_are_seen_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def counted(row: DossierEntry) -> DossierSummary:
        parsed.append(row.id)
        return summary_of_row(row)

    monkeypatch.setattr(deadlines_list, "summary_of_row", counted)
    dues = DeadlineListing([stored(number, 3, 9) for number in range(5_000)], NOW)
    assert len(dues) == 10_000
    assert [row.title for row in dues[:10]] == ["Termine 3"] * 10
    assert len(parsed) == 10


@pytest.mark.parametrize(
    "text",
    [
        "garbage",
        json.dumps({"state": "doing", "problems": 0, "days": "2026-99-99 2026-12-04"}),
        json.dumps({"state": "doing", "problems": 0, "days": "2026-12-04", "terms": [["", "2026-12-04", ""]]}),
    ],
)
def test_a_damaged_text_hinders_no_other(text: str) -> None:
    dues = DeadlineListing([stored(1, text=text), stored(2, 3)], NOW)
    assert "Termine 3" in [row.title for row in dues]
