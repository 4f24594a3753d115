"""A list of dossiers that makes an entry only when it is asked for."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop_app.drafts.listing.dossier_rows import COLUMNS, DossierRows, Numbers
from desktop_app.drafts.models import DossierEntry

WAS = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


def entry(id: str, days: int = 0) -> DossierEntry:
    return DossierEntry(id, "x/y", f"Ditta {id}", f"summary {id}", WAS - dt.timedelta(days=days), None, None)


THREE = [entry("a"), entry("b", 1)._replace(marked=True), entry("c", 2)]


def by_columns(entries: list[DossierEntry], order: list[int]) -> DossierRows:
    """As the store gives them: what says more than the columns is made beforehand."""
    columns = [[getattr(each, name) for each in entries] for name in COLUMNS]
    return DossierRows(columns, order, {place: entries[at] for place, at in enumerate(order) if entries[at].marked})


def test_an_entry_says_what_its_columns_say_and_what_is_said_beside_them() -> None:
    rows = by_columns([THREE[2], THREE[0], THREE[1]], [1, 2, 0])
    assert [*rows] == THREE and rows[-1] == THREE[2] and rows[1:] == THREE[1:] and len(rows) == 3
    assert (rows.ids, rows.forms, rows.titles) == (("a", "b", "c"), ("x/y",) * 3, ("Ditta a", "Ditta b", "Ditta c"))
    assert rows.summaries[2] == "summary c" and rows.updated[0] == WAS and rows.binned == (None, None, None)
    with pytest.raises(IndexError):
        rows[3]


def test_entries_that_are_there_already_come_in_the_order_of_their_change() -> None:
    rows = DossierRows.of([THREE[2], entry("z"), THREE[0], THREE[1]])
    assert rows.ids == ("z", "a", "b", "c")  # of two changed at once the first of them stays the first
    assert DossierRows.of(rows) is rows and len(DossierRows.of(())) == 0 and DossierRows.of(()).ids == ()


def test_two_lists_are_equal_that_say_the_same_however_they_are_held() -> None:
    rows = by_columns([THREE[2], THREE[0], THREE[1]], [1, 2, 0])
    assert rows == by_columns(THREE, [0, 1, 2]) == DossierRows.of(THREE) == THREE
    for other in (
        [THREE[0], THREE[1]._replace(marked=False), THREE[2]],
        [THREE[0], THREE[1], THREE[2]._replace(summary="another")],
        [THREE[0], THREE[1], THREE[2]._replace(own_title=True)],
        THREE[:2],
    ):
        assert rows != DossierRows.of(other) and rows != other
    assert rows != {*THREE} and DossierRows.of(()) == []


def test_some_of_them_are_a_list_with_what_is_said_of_them() -> None:
    rows = DossierRows.of(THREE, Numbers(",a,b,", ",1,2,"))
    assert rows.places(lambda row: row.marked) == [1] and rows.places(lambda row: row.archived) == []
    some = rows.only([1, 2])
    assert some == THREE[1:] and some.places(lambda row: row.marked) == [0] and some.numbers.of("b") == 2
    assert by_columns(THREE, [2, 1, 0]).only([1]) == [THREE[1]] and rows.only([]) == []


def test_a_number_is_that_of_its_dossier_and_of_no_other() -> None:
    numbers = Numbers(",abc,b,bc,", ",4,71,1,")
    assert [numbers.of(id) for id in ("abc", "b", "bc", "c", "")] == [4, 71, 1, 0, 0]
    assert numbers.by_id == {"abc": 4, "b": 71, "bc": 1}
    assert Numbers().of("a") == 0 and Numbers().by_id == {}
