"""Random answers that crowd at the boundaries, the same for a seed on every machine; in the notation of drafts."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from random import Random

CENT = Fraction(1, 100)


class Chance(Random):
    """Chooses answers."""

    def yes(self, percent: int) -> bool:
        return self.randrange(100) < percent

    def number(self, pivot: Fraction | int, *steps: Fraction | int, highest: Fraction | int = 10**9) -> str:
        """Two decimals: the pivot (often), a cent beside it, or one of the steps away; not below zero."""
        step = self.choice([0, 0, 0, CENT, -CENT, *steps])
        return plain(min(max(Fraction(0), cents(Fraction(pivot)) + step), Fraction(highest)))

    def around(self, pivot: int) -> str:
        """A whole number: the pivot, the one before or the one after; not below zero."""
        return str(max(0, pivot + self.choice([-1, 0, 0, 1])))

    def day(self, pivot: dt.date, *further: int) -> str:
        """The pivot, the day before, the day after, or so many days further."""
        return (pivot + dt.timedelta(self.choice([-1, 0, 0, 1, *further]))).isoformat()


def cents(number: Fraction) -> Fraction:
    return Fraction(number * 100 // 1, 100)


def plain(number: Fraction) -> str:
    whole, fraction = divmod(int(number * 100), 100)
    return f"{whole}.{fraction:02}"
