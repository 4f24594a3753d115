"""The moments of a dossier, day by day: its versions, those of one sitting together, and what happened then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal, Protocol

from desktop_app.system.clock import local

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
    """A sitting, that is versions that follow each other, or what `happened` at once to one of them.

    `number` is the version that can be looked at and taken up, of a sitting the last; `before` is the one that the
    sitting came after, 0 where there is none. `branch` is "" of what led to the dossier as it is, else it tells one
    branch that an undo left from others. `came` says how the version came about (see `drafts/versions/`), `told` what
    belongs to that. `questions` are those that were answered otherwise meanwhile. `state`: it can be read, or is
    damaged, or of another edition of the form. `current`: the dossier is as it is here.
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
    happened: tuple[Happening, ...] = ()
    current: bool = False

    @property
    def day(self) -> dt.date:
        """Its day as people here count days."""
        return local(self.at).date()

    @property
    def key(self) -> str:
        """What tells it from the others of its dossier."""
        return f"{self.number} {self.at.isoformat()} {self.happened[0].kind if self.happened else ''}"


def moments(versions: Sequence[Version], happened: Sequence[Happening], current: int) -> list[Moment]:
    """The moments, the newest first. `versions` are in the order of their numbers, as `happened` in that of time.

    Something happened to one version, so its sitting ends there; it goes on as another one.
    """
    by_version = _by_version(versions, happened)
    found: list[Moment] = []
    for run in _runs(versions, {*by_version, current}):
        last, before, begun = run[-1], run[0].parent, run[0].at
        is_current = last.number == current
        found.append(Moment(last.number, before, begun, last.at, last.branch, last.came, last.told, current=is_current))
        for (at, _), group in groupby(by_version.get(last.number, ()), key=lambda each: (each.at, each.kind)):
            found.append(Moment(last.number, before, at, at, last.branch, happened=tuple(group)))
    return sorted(found[::-1], key=lambda each: each.at, reverse=True)


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
    return local(at).date()


def by_day(found: Sequence[Moment]) -> list[tuple[dt.date, list[Moment]]]:
    """The moments of each day, in the order given."""
    return [(day, list(group)) for day, group in groupby(found, key=lambda each: each.day)]
