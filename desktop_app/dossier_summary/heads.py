"""What a list of thousands reads of each summary: its first keys, without parsing the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar, cast, get_args

from desktop_app import __version__
from desktop_app.dossier_summary.reading import from_json
from desktop_app.dossier_summary.values import LONG_AGO, DossierState, Stage, days_of

_STATES, _STAGES = get_args(DossierState), get_args(Stage)
_DAY = r"\d{4}-\d\d-\d\d"
# The first keys as `to_json` writes them.
_HEAD = re.compile(
    rf'\{{"state": "(\w+)", "problems": (\d{{1,9}}), "days": "((?:{_DAY}(?:\*|\+{_DAY})? ?)*)", "made": "({_DAY})?"'
    r'(?:, "stage": "(\w*)")?(?:, "by": "([^"\\]*)", "year": (\d{1,4}), "office": ("(?:[^"\\]|\\.)*"))?'
)
_AFTER_HEAD: Final = ', "missing"'
_WORDS: Final = ', "words": "'  # the last key; in a text its quotes would be escaped
_END: Final = '"}'
Made = TypeVar("Made")


class SummaryHead(NamedTuple):
    """What a list of thousands needs of each dossier; `days` are the tokens of its deadlines, in order of days."""

    state: str
    problems: int
    days: str
    made: str = ""
    stage: str = ""
    office: str = ""
    year: int = 0
    by: str = __version__

    def is_stale(self, today: str) -> bool:
        """Whether another day or another version of the program, whose forms may be others, may give something else."""
        return self.made not in ("", today) or self.by != __version__

    def open_days(self, today: str) -> Iterator[tuple[int, str]]:
        """Number and day of each deadline that is still to be done, overdue ones included; days are ISO dates."""
        for number, token in enumerate(self.days.split()):
            if len(token) == 10 or (token[10] == "*" and token[:10] >= today) or token[11:] > today:
                yield number, token[:10]

    def met_days(self, today: str) -> Iterator[tuple[int, str]]:
        """Number of each deadline that is met, and the day on which it was."""
        for number, token in enumerate(self.days.split()):
            if token[10:11] == "+" and token[11:] <= today:
                yield number, token[11:]

    def first_day(self, today: str) -> str:
        """The first of them; empty if there is none."""
        return next((day for _, day in self.open_days(today)), "") if self.days else ""


def read_head(summary: str) -> SummaryHead:
    """State and days of a stored summary, read without parsing the rest of it if `to_json` wrote it."""
    known = _head(summary[: max(0, summary.find(_AFTER_HEAD))])
    if known is not None:
        return known
    read = from_json(summary)
    made = read.made.isoformat() if read.made else ""
    return SummaryHead(
        read.state, read.problems, days_of(read.deadlines), made, read.stage, read.office, read.year, read.by
    )


def read_heads(summaries: Sequence[str], make: Callable[[SummaryHead], Made]) -> list[Made]:
    """What is made of the `read_head` of each of thousands: of those with the same head once, for all of them."""
    known = _MadeOnce(make)
    found = [known[each[: each.find(_AFTER_HEAD)]] for each in summaries]
    if None in known.values():  # what does not begin like a summary of ours is read one by one
        return [make(read_head(summaries[place])) if each is None else each for place, each in enumerate(found)]
    return cast("list[Made]", found)


class _MadeOnce(dict[str, Made | None]):
    """What is made of heads, by their texts; None of a text that is none."""

    def __init__(self, make: Callable[[SummaryHead], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> Made | None:
        head = _head(text)
        self[text] = made = None if head is None else self._make(head)
        return made


@lru_cache(16_384)
def _head(text: str) -> SummaryHead | None:
    """Cached: a list that was read again has nearly the same heads."""
    found = _HEAD.fullmatch(text)
    if found is None or found[1] not in _STATES or (found[5] and found[5] not in _STAGES):
        return None
    made = found[4] or ""
    if found[8] is None:  # before offices were told: it is worked out anew
        made = LONG_AGO.isoformat()
    office = "" if found[8] is None else str(json.loads(found[8]))
    return SummaryHead(
        found[1], int(found[2]), found[3], made, found[5] or "", office, int(found[7] or 0), found[6] or ""
    )


def words_in(summary: str) -> str:
    """What else a dossier is found by, of a stored summary; empty where it does not say it."""
    _, found, words = summary.rpartition(_WORDS)
    return words.removesuffix(_END) if found and words.endswith(_END) else ""


def words_of(summaries: Sequence[str]) -> list[str]:
    """`words_in` of each of thousands."""
    return [
        bare if (words := each.rpartition(_WORDS)[2]) != each and (bare := words.removesuffix(_END)) != words else ""
        for each in summaries
    ]
