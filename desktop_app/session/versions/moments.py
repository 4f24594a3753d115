"""The moments of a dossier, day by day: its versions, those of one sitting together, and what happened then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, Literal, Protocol

PAUSE: Final = dt.timedelta(minutes=10)  # without a change, after which another sitting begins

State = Literal["sound", "damaged", "other"]


class Version(Protocol):
    """A version as the store gives it."""

    @property
    def number(self) -> int: ...

    @property
    def at(self) -> dt.datetime: ...

    @property
    def parent(self) -> int: ...

    @property
    def branch(self) -> str: ...

    @property
    def came(self) -> str: ...

    @property
    def told(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to the dossier: when it was recorded, of which version (0: the one of that time)."""

    at: dt.datetime
    kind: str
    words: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """Versions that follow each other; the last of them, `number`, is the one that can be looked at and taken up.

    `before` is the version that they came after, 0 where there is none. `branch` is "" of what led to the dossier as
    it is, else it tells one branch that an undo left from others. `came` says how the version came about (see
    `drafts/versions.py`), `told` what belongs to that. `questions` are those that were answered otherwise meanwhile.
    """

    number: int
    before: int
    begun: dt.datetime
    at: dt.datetime
    branch: str = ""
    came: str = ""
    told: str = ""
    state: State = "sound"
    questions: tuple[str, ...] = ()
    happened: tuple[Happening, ...] = field(default=())

    @property
    def day(self) -> dt.date:
        """Its day as people here count days."""
        return self.at.astimezone().date()


def moments(versions: Sequence[Version], happened: Sequence[Happening], current: int) -> list[Moment]:
    """The moments, the newest first. `versions` are in the order of their numbers, as `happened` in that of time.

    Something happened to one version, so the sitting ends there; it goes on as another moment.
    """
    by_version = _by_version(versions, happened)
    runs = _runs(versions, {*by_version, current})
    found = [
        Moment(
            run[-1].number, run[0].parent, run[0].at, run[-1].at, run[-1].branch, run[-1].came, run[-1].told,
            happened=tuple(by_version.get(run[-1].number, ())),
        )
        for run in runs
    ]  # fmt: skip
    return found[::-1]


def _by_version(versions: Sequence[Version], happened: Sequence[Happening]) -> Mapping[int, list[Happening]]:
    """What happened to each version; what names none that is there, to the one of its time, else to the first."""
    main = [each for each in versions if not each.branch]
    known = {each.number for each in versions}
    found: dict[int, list[Happening]] = {}
    for each in happened if main else ():
        of_then = [version.number for version in main if version.at <= each.at] or [main[0].number]
        found.setdefault(each.version if each.version in known else of_then[-1], []).append(each)
    return found


def _runs(versions: Sequence[Version], ends: set[int]) -> Iterator[list[Version]]:
    run: list[Version] = []
    for each in versions:
        if run and not _goes_on(run[-1], each, ends):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _goes_on(last: Version, each: Version, ends: set[int]) -> bool:
    """Whether a version belongs to the moment of the one before."""
    near = dt.timedelta() <= each.at - last.at <= PAUSE and _day(last.at) == _day(each.at)
    return near and last.branch == each.branch and last.number not in ends and not last.came and not each.came


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone().date()


def by_day(found: Sequence[Moment]) -> list[tuple[dt.date, list[Moment]]]:
    """The moments of each day, in the order given."""
    return [(day, list(group)) for day, group in groupby(found, key=lambda each: each.day)]


Question = Callable[[int, int], tuple[State, tuple[str, ...]]]
