"""Which versions may go: never a pinned one or one of the last hundred, one an hour for a week, then one a day."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.drafts.versions.thinning import LAST, WEEK, VersionMark, obsolete

NOW = dt.datetime(2026, 11, 29, 12, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)

mark = st.tuples(st.integers(-60 * 24 * 20, 60 * 24 * 3), st.booleans(), st.booleans())


@st.composite
def histories(draw: st.DrawFn) -> list[VersionMark]:
    """Some old versions of any time, clocks that jump included, and as many new ones as never go."""
    old = draw(st.lists(mark, max_size=60))
    new = draw(st.sampled_from([0, LAST - 1, LAST, LAST, LAST + 5]))
    made = [
        VersionMark(number, NOW + dt.timedelta(minutes=minutes), pinned, aside)
        for number, (minutes, pinned, aside) in enumerate(old, 1)
    ]
    return made + [VersionMark(len(made) + each, NOW) for each in range(1, new + 1)]


def left(versions: list[VersionMark], now: dt.datetime = NOW) -> list[VersionMark]:
    gone = obsolete(versions, now)
    return [each for each in versions if each.number not in gone]


def every(step: dt.timedelta, count: int, until: dt.datetime = NOW) -> list[VersionMark]:
    """So many versions, the last at `until`."""
    return [VersionMark(number, until - step * (count - number)) for number in range(1, count + 1)]


def with_newer(versions: list[VersionMark], at: dt.datetime = NOW) -> list[VersionMark]:
    """A hundred more, so that none of these is one of the last."""
    return versions + [VersionMark(len(versions) + each, at) for each in range(1, LAST + 1)]


@settings(max_examples=40)
@given(histories())
def test_pinned_ones_and_the_last_hundred_stay(versions: list[VersionMark]) -> None:
    gone = obsolete(versions, NOW)
    assert not gone & {each.number for each in versions if each.pinned}
    assert not gone & {each.number for each in versions[-LAST:]}


@settings(max_examples=40)
@given(histories())
def test_thinned_twice_is_thinned_once(versions: list[VersionMark]) -> None:
    once = left(versions)
    assert left(once) == once


@settings(max_examples=40)
@given(histories(), st.integers(0, 30 * 24))
def test_thinning_on_the_way_changes_nothing_of_the_end(versions: list[VersionMark], hours: int) -> None:
    later = NOW + HOUR * hours
    assert left(left(versions), later) == left(versions, later)


@settings(max_examples=40)
@given(histories(), st.integers(0, 30 * 24))
def test_a_clock_that_is_set_back_drops_nothing_early(versions: list[VersionMark], hours: int) -> None:
    assert obsolete(versions, NOW - HOUR * hours) <= obsolete(versions, NOW)


@settings(max_examples=40)
@given(histories())
def test_each_hour_and_each_day_keeps_the_last_of_it(versions: list[VersionMark]) -> None:
    """Both of what led to the dossier as it is and of what was left aside."""
    kept = left(versions)
    for aside in (False, True):
        for step in ("%Y-%m-%d %H", "%Y-%m-%d"):
            young = [each for each in versions if each.aside == aside and (step[-1] == "d" or NOW - each.at <= WEEK)]
            newest = {f"{each.at.astimezone():{step}}": each for each in young}
            there = {f"{each.at.astimezone():{step}}" for each in kept if each.aside == aside}
            assert newest.keys() <= there
            if step[-1] == "H":
                assert set(newest.values()) <= set(kept)


def test_one_an_hour_stays_of_the_last_week() -> None:
    versions = with_newer(every(dt.timedelta(minutes=10), 6 * 24 * 7 + 1))
    kept = left(versions)[:-LAST]
    assert len(kept) == 24 * 7
    assert {b.at - a.at for a, b in pairwise(kept)} == {HOUR}


def test_one_a_day_stays_of_what_is_older() -> None:
    versions = with_newer(every(HOUR, 24 * 90, NOW - WEEK - DAY))
    kept = left(versions)[:-LAST]
    assert len(kept) in (90, 91)
    assert len({each.at.astimezone().date() for each in kept}) == len(kept)


def test_a_week_is_a_week() -> None:
    same_day = [
        VersionMark(1, dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)),
        VersionMark(2, dt.datetime(2026, 11, 22, 10, 30, tzinfo=dt.UTC)),
    ]
    versions = with_newer(same_day, NOW + DAY)
    last = same_day[1].at + WEEK
    assert [obsolete(versions, at) for at in (last, last + dt.timedelta(seconds=1))] == [set(), {1}]


def test_the_hundredth_stays_and_the_one_before_it_goes() -> None:
    assert obsolete(every(dt.timedelta(seconds=1), LAST), NOW) == set()
    assert obsolete(every(dt.timedelta(seconds=1), LAST + 1), NOW) == {1}


def test_what_an_undo_left_is_not_measured_against_what_took_its_place() -> None:
    at = NOW - 30 * DAY
    versions = with_newer([VersionMark(1, at), VersionMark(2, at, aside=True), VersionMark(3, at)])
    assert obsolete(versions, NOW) == {1}


def test_a_clock_that_runs_ahead_thins_nothing_before_a_hundred_versions_agree() -> None:
    ahead = NOW + 365 * DAY
    hourly = every(dt.timedelta(minutes=30), 48)
    some = hourly + [VersionMark(48 + each, ahead) for each in range(1, LAST)]
    assert len(left(some, ahead)) == LAST + 24
    assert len(left([*some, VersionMark(48 + LAST, ahead)], ahead)) in (LAST + 1, LAST + 2)


def test_a_year_of_daily_work_is_some_hundred_versions() -> None:
    """Each day 40 changes in two hours, thinned at its end."""
    kept: list[VersionMark] = []
    number = 0
    for day in range(365):
        for change in range(40):
            number += 1
            at = NOW + DAY * day + dt.timedelta(minutes=3 * change)
            kept.append(VersionMark(number, at))
        kept = left(kept, at)
    assert 365 + 90 < len(kept) < 365 + LAST + 3 * 7


def test_a_pinned_one_stays_beside_the_last_of_its_day() -> None:
    at = NOW - 30 * DAY
    marks = [VersionMark(1, at, pinned=True), VersionMark(2, at), VersionMark(3, at)]
    versions = with_newer(marks)
    assert obsolete(versions, NOW) == {2}
    assert obsolete(versions[::-1], NOW) == {2}  # in whatever order they come


def test_nothing_goes_of_nothing() -> None:
    assert obsolete([], NOW) == set()
