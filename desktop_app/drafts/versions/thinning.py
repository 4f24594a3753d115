"""Which versions of a dossier may go: the last hundred stay, then one an hour for a week, then one a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final, NamedTuple

from desktop_app.system.clock import local

LAST: Final = 100  # versions that stay whatever their time
WEEK: Final = dt.timedelta(days=7)  # for so long one an hour stays


class VersionMark(NamedTuple):
    """A version: its number, which only grows, and its time. A `pinned` one stays for as long as its dossier.

    `aside`: it was undone, and another change took its place. Such versions are thinned by themselves: beside the one
    that came after them they would never be the newest of an hour.
    """

    number: int
    at: dt.datetime
    pinned: bool = False
    aside: bool = False


def obsolete(versions: Iterable[VersionMark], now: dt.datetime) -> set[int]:
    """The numbers of the versions that may go by this moment; the newest of an hour or of a day is the one that stays.

    No clock says of itself that it is wrong. Ages are counted from the oldest of the last hundred where that is earlier
    than `now`: a clock that runs ahead thins nothing before a hundred versions agree with it. After one that was set
    back, what has a later time counts as new.
    """
    ordered = sorted(versions)
    last = ordered[-LAST:]
    reference = min([now, *(each.at for each in last[:1])])
    seen: set[tuple[object, bool]] = set()
    gone: set[int] = set()
    for each in reversed(ordered):
        period = (_period(each.at, reference), each.aside)
        if period in seen and not each.pinned and each.number < last[0].number:
            gone.add(each.number)
        seen.add(period)
    return gone


def _period(at: dt.datetime, reference: dt.datetime) -> object:
    """The hour of a version that is a week old at most, else its day as people here count days."""
    here = local(at)
    return here.date() if reference - at > WEEK else (here.date(), here.hour)
