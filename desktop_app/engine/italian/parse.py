"""Converts numbers and dates as Italians write them to the notation of drafts."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import Final

from desktop_app.engine.formula import arithmetic
from desktop_app.engine.italian import messages
from desktop_app.engine.italian.formatting import one_of, several_of

_POINTED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")
_SPACED = re.compile(r"[1-9][0-9]{0,2}([\s'][0-9]{3})+")
_PLAIN = re.compile(r"[0-9]+")
_POINT = re.compile(r"[0-9]+\.[0-9]+")
_SIGN = re.compile(r"[-−–]\s*")
_EURO = r"(?:€|euro|EUR\.?)"
_EURO_FIRST = re.compile(rf"{_EURO}\s*(?=[-−–0-9])", re.IGNORECASE)
_EURO_LAST = re.compile(rf"(?<=[0-9\-–=])\s*{_EURO}\Z", re.IGNORECASE)
_NO_CENTS = re.compile(r"(?<=[0-9]),[-–=]{1,2}\Z")  # as on a cheque
_AS_IF_CELLS = re.compile(r"[\t\n\r][1-9]")
_TWO_OF_THREE = re.compile(r"[0-9]{3}( [0-9]{3})* [1-9][0-9]{2}( [0-9]{3})*")

_DATE = re.compile(r"([0-9]{1,2}) ?[/.\- ] ?([0-9]{1,2}) ?[/.\- ] ?([0-9]{4}|[0-9]{2})")
_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,2})")
_IN_WORDS = re.compile(r"([0-9]{1,2})(?:°|º|\^)? ?[/.\-]? ?(?:di )?([a-z]{3,9})\.? ?[/.\-]? ?'?([0-9]{4}|[0-9]{2})")
_BEFORE_DATE = re.compile(
    r"(?:(?:il|lì|li|del|dal|al|addì|addi),? |(?:l|dell|dall|all)' ?)?"
    r"(?:(?:luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica),? )?"
)
_TIME = re.compile(r"[t ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\Z")
# A year of two digits is 20.. below this number (a deadline), and 19.. from it on (a birth).
PIVOT = 50
LONGEST = 100  # characters of a text that may be a number

_DURATION = re.compile(
    r"(?:(?P<years>un|[0-9]{1,3}(?:,[0-9]+)?) ?ann[io])?(?P<half> e mezzo)?(?:(?: e|,)? ?"
    r"(?P<months>un|[0-9]{1,4}(?:,[0-9]+)?) ?mes[ei])?"
)
_PRINTED_DURATION = re.compile(
    r"(?P<years>[0-9]{1,3}) e mesi (?P<months>[0-9]{1,2})(?: ?anni)?"
)  # as documents have it
_SHORT: Final = {"ore": ("h",)}
_MONTHS_IN: Final = {"anni": 12, "mesi": 1}


def number(text: str) -> str | None:
    """`1.234,56 €`, `1234.56`, `1 234,56` as `1234.56`; `1.234` is 1234; None where it is not one number."""
    if len(text) > LONGEST:
        return None
    bare, with_euro = _without_euro(text.strip())
    sign = _SIGN.match(bare)
    if sign:
        bare = bare[sign.end() :]
        if not with_euro:
            bare, with_euro = _without_euro(bare)
    whole, comma, decimals = _NO_CENTS.sub("", bare).partition(",")
    if _AS_IF_CELLS.search(whole) or (not comma and not with_euro and _TWO_OF_THREE.fullmatch(whole)):
        return None
    whole, point, cents = (whole, "", "") if comma or not re.search(r"[\s']", whole) else whole.partition(".")
    if _POINTED.fullmatch(whole) or _SPACED.fullmatch(whole):
        whole = re.sub(r"[\s'.]", "", whole)
    elif not comma and not point and _POINT.fullmatch(whole):
        whole, comma, decimals = whole.partition(".")
    if point:
        comma, decimals = point, cents if len(cents) < 3 else ""  # 1 234.567 may be either
    if not _PLAIN.fullmatch(whole) or (comma and not _PLAIN.fullmatch(decimals)):
        return None
    return ("-" if sign else "") + whole + ("." + decimals if comma else "")


def _without_euro(text: str) -> tuple[str, bool]:
    """The text without the euro sign at its beginning, else at its end, and whether there was one."""
    found = _EURO_FIRST.match(text)
    if found:
        return text[found.end() :], True
    bare = _EURO_LAST.sub("", text)
    return bare, bare != text


def number_fault(text: str) -> str | None:
    """Why a text with digits is not one number, as a sentence; None where there is no more to say than that."""
    if len(text) > LONGEST:
        return None
    without = re.sub(_EURO, "", text, flags=re.IGNORECASE)
    parts = without.split()
    if len(parts) > 1 and all(map(number, parts)):
        return messages.several_numbers(text)
    if without != text and number(without):
        return messages.euro_inside(text)
    if len(parts) > 1 and number("".join(parts)):
        return messages.space_inside(text)
    return None


def quantity(text: str, unit: str | None) -> str | None:
    """A number that may have the unit of its field behind it: `24 mesi`, and `1 anno e 6 mesi` where months count."""
    found = number(text)
    if found is not None or not unit or len(text) > LONGEST:
        return found
    words = " ".join(text.casefold().split())
    several = several_of(unit)
    last = "|".join(re.escape(word) for word in (several, one_of(unit), *_SHORT.get(several, ())))
    measured = re.fullmatch(rf"(.*[0-9]) ?(?:{last})\.?", words)
    found = number(measured[1]) if measured else None
    return _duration(words, _MONTHS_IN[several]) if found is None and several in _MONTHS_IN else found


def _duration(words: str, months_in_unit: int) -> str | None:
    found = _DURATION.fullmatch(words) or _PRINTED_DURATION.fullmatch(words)
    if found is None or (found["years"] is None and found["months"] is None):
        return None
    half = found.groupdict().get("half")
    if half and found["months"] is not None:
        return None
    years, months = (_amount(found[name]) for name in ("years", "months"))
    total = (years * 12 + months + (6 if half else 0)) / months_in_unit
    return f"{arithmetic.round_half_up(total, 2):.2f}".rstrip("0").rstrip(".")


def _amount(word: str | None) -> Fraction:
    if word is None:
        return Fraction(0)
    return Fraction(1) if word == "un" else Fraction(word.replace(",", "."))


def date(text: str, latest: dt.date | None = None) -> str | None:
    """`1/2/26`, `010226`, `1 febbraio 2026` as `2026-02-01`, None where it is not a date.

    A year of two digits is never after `latest` where there is one: `1/2/49` is of 1949. A day that does not exist is
    converted too: reading it gives the sentence that names it.
    """
    words = " ".join(re.sub(r"[\u2010-\u2015]", "-", text).casefold().split()).rstrip(".,; ")
    before = _BEFORE_DATE.match(words)
    words = _TIME.sub("", words[before.end() if before else 0 :])
    found = _DATE.fullmatch(words) or _DIGITS.fullmatch(words)
    day, month, year = found.groups() if found else _other_order(words)
    if not month:
        return None
    if len(year) == 2:
        year = _century(int(year), int(month), int(day), latest) + year
    return f"{year}-{int(month):02}-{int(day):02}"


def _other_order(words: str) -> tuple[str, str, str]:
    """Day, month and year of a date that begins with the year, or whose month is a word; empty where it is none."""
    if iso := _ISO.fullmatch(words):
        return iso[3], iso[2], iso[1]
    named = _IN_WORDS.fullmatch(words)
    months = [number for number, name in enumerate(messages.MONTHS, 1) if named and name.startswith(named[2])]
    return (named[1], str(months[0]), named[3]) if named and months else ("", "", "")


def _century(year: int, month: int, day: int, latest: dt.date | None) -> str:
    if latest is not None:
        return "20" if (2000 + year, month, day) <= (latest.year, latest.month, latest.day) else "19"
    return "20" if year < PIVOT else "19"
