"""Works an equation out from nothing but the words and numbers that are printed, as a reader would who checks it.

A number is a span [low, high]: as printed, or, where it ends with "…", anything that begins with those digits.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from typing import Any, NamedTuple

from desktop_app.engine.formula.dates import add_days, add_months, months_begun


class Span(NamedTuple):
    """All that a printed number may stand for."""

    low: Fraction
    high: Fraction

    def meets(self, other: Span) -> bool:
        """Whether some number is in both."""
        return self.low <= other.high and other.low <= self.high


class NotPrinted(Exception):
    """A part of the equation is not there: "…" for what is empty, beside what decides."""


WORD = re.compile(
    r"\s*(?P<day>\d\d/\d\d/\d{4})|\s*(?P<number>\d+(?:\.\d{3})*(?:,\d+)?…?)|\s*(?P<text>«[^»]*»)|\s*(?P<nothing>…)"
    r"|\s*(?P<word>arrotondato \(oltre 0,50 per eccesso\)|arrotondato per eccesso|arrotondato|parte intera di"
    r"|il minore tra|il maggiore tra|il primo tra|mesi tra|giorni dopo|mesi dopo|nomina solo|nomina"
    r"|non\b|sì|no\b|e\b|o\b|[()+−×/;=≠<>≤≥])\s*"
)
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "≥": lambda a, b: a >= b,
}


def number(printed: str) -> Span:
    """`1.234,5` exactly, `1.234,5…` up to 1.234,6, `−0,7…` down to −0,8."""
    digits = printed.lstrip("−").rstrip("…")
    value = Fraction(digits.replace(".", "").replace(",", "."))
    step = Fraction(1, 10 ** len(digits.partition(",")[2])) if printed.endswith("…") else Fraction(0)
    return Span(-value - step, -value) if printed.startswith("−") else Span(value, value + step)


def worked_out(printed: str) -> Any:
    """What the printed side of an equation comes to: a `Span`, a date, a truth or a text.

    Raises NotPrinted where a part is missing, ValueError for what a reader could not read.
    """
    reader = _Reader(printed)
    value = reader.either()
    if reader.kind:
        raise ValueError(f"{reader.token!r} in {printed!r}")
    return value


def _rounded(span: Span, to_whole: Callable[[Fraction], int], decimals: Span) -> Span:
    factor = 10 ** int(decimals.low)
    return Span(*(Fraction(to_whole(end * factor), factor) for end in span))


def _half_down(value: Fraction) -> int:
    return ceil(value - Fraction(1, 2)) if value >= 0 else -ceil(-value - Fraction(1, 2))


def _half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2)) if value >= 0 else -floor(-value + Fraction(1, 2))


ROUNDED: dict[str, Callable[[Fraction], int]] = {
    "parte intera di": floor,
    "arrotondato per eccesso": ceil,
    "arrotondato": _half_up,
    "arrotondato (oltre 0,50 per eccesso)": _half_down,
}


class _Reader:
    """From the loosest binding to the strictest: o, e, a comparison, + −, × /, a word or a sign before one operand."""

    def __init__(self, printed: str) -> None:
        self.printed, self.place = printed.strip(), 0
        self.step()

    def step(self) -> None:
        if self.place == len(self.printed):
            self.kind, self.token = "", ""
            return
        found = WORD.match(self.printed, self.place)
        if found is None:
            raise ValueError(f"{self.printed[self.place :]!r} in {self.printed!r}")
        self.place, self.kind = found.end(), str(found.lastgroup)
        self.token = found[self.kind]
        while self.printed[self.place : self.place + 1] == " ":
            self.place += 1

    def take(self, *words: str) -> str:
        """The next word if it is one of these; else nothing is read."""
        token = self.token if self.kind == "word" and self.token in words else ""
        if token:
            self.step()
        return token

    def either(self) -> Any:
        value = self.both()
        while self.take("o"):
            value = self.both() or value
        return value

    def both(self) -> Any:
        value = self.compared()
        while self.take("e"):
            value = self.compared() and value
        return value

    def compared(self) -> Any:
        left = self.total()
        truth: bool | None = None
        while sign := self.take(*COMPARED):
            right = self.total()
            truth = truth is not False and self._holds(sign, left, right)
            left = right
        return left if truth is None else truth

    def _holds(self, sign: str, left: Any, right: Any) -> bool:
        if isinstance(left, Span) and left.meets(right) and left != right:
            raise NotPrinted
        return COMPARED[sign](left, right)

    def total(self) -> Any:
        value = self.product()
        while sign := self.take("+", "−"):
            other = self.product()
            value = value_plus(value, other if sign == "+" else Span(-other.high, -other.low))
        return value

    def product(self) -> Any:
        value = self.single()
        while sign := self.take("×", "/"):
            other = self.single()
            if sign == "/":
                if other.low <= 0 <= other.high:
                    raise NotPrinted
                other = Span(1 / other.high, 1 / other.low)
            ends = [a * b for a in value for b in other]
            value = Span(min(ends), max(ends))
        return value

    def single(self) -> Any:
        kind, token = self.kind, self.token
        self.step()
        if kind == "nothing":
            raise NotPrinted
        if kind == "number":
            return number(token)
        if kind == "day":
            day, month, year = map(int, token.split("/"))
            return dt.date(year, month, day)
        if kind == "text":
            return token
        return self._word(token)

    def _word(self, token: str) -> Any:
        if token in ("sì", "no"):
            return token == "sì"
        if token == "non":
            return not self.single()
        if token == "−":
            low, high = self.single()
            return Span(-high, -low)
        if token == "(":
            value = self.either()
            self._closing()
            return value
        if token in ROUNDED:
            several = self._several() if self.token == "(" else [self.single()]
            return _rounded(several[0], ROUNDED[token], several[1] if len(several) > 1 else number("0"))
        return self._called(token, self._several())

    def _called(self, token: str, parts: list[Any]) -> Any:
        if token in ("il minore tra", "il maggiore tra"):
            choose = min if token == "il minore tra" else max
            if isinstance(parts[0], Span):
                return Span(choose(part.low for part in parts), choose(part.high for part in parts))
            return choose(parts)
        if token == "il primo tra":
            return parts[0]
        if token == "mesi tra":
            months = Fraction(months_begun(*parts))
            return Span(months, months)
        if token in ("giorni dopo", "mesi dopo"):
            return (add_days if token == "giorni dopo" else add_months)(parts[0], int(parts[1].low))
        raise NotPrinted  # how a text is searched for words is not arithmetic

    def _several(self) -> list[Any]:
        if not self.take("("):
            raise ValueError(f"no brackets before {self.token!r} in {self.printed!r}")
        parts = [self.either()]
        while self.take(";"):
            parts.append(self.either())
        self._closing()
        return parts

    def _closing(self) -> None:
        if not self.take(")"):
            raise ValueError(f"no ')' before {self.token!r} in {self.printed!r}")


def value_plus(one: Span, other: Span) -> Span:
    """The sum of two printed numbers."""
    return Span(one.low + other.low, one.high + other.high)
