"""The moments of a dossier: sittings, branches that an undo left, and what happened, in order of time."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop_app.drafts.versions.version_rows import VersionEntry
from desktop_app.session.versions.moments import PAUSE, Happening, Moment, by_day, moments

BEGIN = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)


def at(minutes: float) -> dt.datetime:
    return BEGIN + dt.timedelta(minutes=minutes)


def version(number: int, minutes: float, parent: int | None = None, branch: str = "", came: str = "") -> VersionEntry:
    return VersionEntry(number, at(minutes), number - 1 if parent is None else parent, branch, came)


def happening(minutes: float, kind: str = "sent", version: int = 0) -> Happening:
    return Happening(at(minutes), kind, f"{kind} {minutes}", version)


def shape(found: list[Moment]) -> list[tuple[int, int, str]]:
    return [(each.number, each.before, "+".join(h.kind for h in each.happened)) for each in found]


def test_changes_that_follow_each_other_are_one_sitting() -> None:
    pause = PAUSE.total_seconds() / 60
    found = moments([version(1, 0), version(2, pause), version(3, 2 * pause + 0.1)], [], 3)
    assert shape(found) == [(3, 2, ""), (2, 0, "")]
    assert (found[1].begun, found[1].at) == (at(0), at(pause))
    assert [each.current for each in found] == [True, False]


def test_another_day_is_another_sitting() -> None:
    midnight = dt.datetime(2026, 11, 25).astimezone()
    late, early = (midnight + dt.timedelta(minutes=each) for each in (-1, 1))
    found = moments([VersionEntry(1, late), VersionEntry(2, early, 1)], [], 2)
    assert [day.day for day, _ in by_day(found)] == [25, 24]


def test_a_clock_that_was_set_back_begins_another_sitting() -> None:
    assert shape(moments([version(1, 0), version(2, -1)], [], 2)) == [(1, 0, ""), (2, 1, "")]


@pytest.mark.parametrize("came", ["taken", "imported"])
def test_what_came_about_otherwise_stands_alone(came: str) -> None:
    found = moments([version(1, 0), version(2, 1, came=came), version(3, 2)], [], 3)
    assert [(each.number, each.came) for each in found] == [(3, ""), (2, came), (1, "")]


def test_a_branch_that_was_left_stands_apart_from_what_took_its_place() -> None:
    versions = [
        version(1, 0),
        version(2, 1),
        version(3, 2, branch="2:5"),
        version(4, 3, branch="2:5"),
        version(5, 4, 2),
    ]
    found = moments(versions, [], 5)
    assert [(each.number, each.before, each.branch) for each in found] == [(5, 2, ""), (4, 2, "2:5"), (2, 0, "")]


def test_where_the_dossier_stands_between_its_versions_a_sitting_ends() -> None:
    found = moments([version(n, n) for n in (1, 2, 3)], [], 2)
    assert [(each.number, each.current) for each in found] == [(3, False), (2, True)]


def test_what_happened_has_its_own_time_and_the_version_of_then() -> None:
    versions = [version(1, 0), version(2, 1), version(3, 2)]
    found = moments(versions, [happening(1.5), happening(60 * 24 * 3)], 3)
    assert shape(found) == [(3, 2, "sent"), (3, 2, ""), (2, 0, "sent"), (2, 0, "")]
    assert len({each.key for each in found}) == 4 and len(by_day(found)) == 2


def test_what_happened_at_the_time_of_a_version_is_of_it() -> None:
    assert (2, 0, "sent") in shape(moments([version(1, 0), version(2, 1)], [happening(1)], 2))


def test_an_export_is_of_the_version_that_it_names() -> None:
    versions = [version(1, 0), version(2, 1), version(3, 2)]
    assert (1, 0, "exported") in shape(moments(versions, [happening(50, "exported", 1)], 3))
    assert (3, 0, "exported") in shape(moments(versions, [happening(50, "exported", 9)], 3))


def test_what_happened_to_a_branch_is_of_the_branch() -> None:
    versions = [version(1, 0), version(2, 1, branch="1:3"), version(3, 2, 1)]
    found = moments(versions, [happening(1.5, "exported", 2), happening(1.5, "sent")], 3)
    assert [(each.number, each.branch) for each in found if each.happened] == [(2, "1:3"), (1, "")]


def test_what_happened_before_every_version_that_is_kept_is_of_the_first() -> None:
    assert shape(moments([version(4, 0)], [happening(-50)], 4)) == [(4, 3, ""), (4, 3, "sent")]


def test_documents_exported_at_once_are_one_thing_and_others_are_not() -> None:
    told = [happening(5, "exported"), happening(5, "exported"), happening(5, "sent"), happening(6, "sent")]
    found = moments([version(1, 0)], told, 1)
    assert sorted(len(each.happened) for each in found) == [0, 1, 1, 2]


def test_without_versions_there_are_no_moments() -> None:
    assert moments([], [happening(1)], 1) == [] and by_day([]) == []
