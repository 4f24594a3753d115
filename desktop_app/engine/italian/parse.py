"""Converts numbers and dates as Italians write them to the notation of drafts."""

from __future__ import annotations

import re

_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_PLAIN = re.compile(r"[0-9]+")
_POINT = re.compile(r"[0-9]+\.[0-9]+")
_DATE = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})")
_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
_CURRENCY = re.compile(r"€|\bEUR\b|\beuro\b", re.IGNORECASE)
# A year of two digits is 20.. below this number (a deadline), and 19.. from it on (a birth).
PIVOT = 50


def number(text: str) -> str | None:
    """`1.234,56 €`, `1234.56`, `1 234,56` as `1234.56`; `1.234` is 1234; None where it is not a number."""
    bare = re.sub(r"\s", "", _CURRENCY.sub("", text)).replace("−", "-")
    sign, bare = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
    whole, comma, decimals = bare.partition(",")
    if _GROUPED.fullmatch(whole) and not whole.startswith("0"):
        whole = whole.replace(".", "")
    elif not comma and _POINT.fullmatch(whole):
        return sign + whole
    if not _PLAIN.fullmatch(whole) or (comma and not _PLAIN.fullmatch(decimals)):
        return None
    return sign + whole + ("." + decimals if comma else "")


def date(text: str) -> str | None:
    """`1/2/26`, `010226`, `1-2-2026` as `2026-02-01`, None where it is not a date.

    A day that does not exist is converted too: reading it gives the sentence that names it.
    """
    found = _DATE.fullmatch(text) or _DIGITS.fullmatch(text)
    if found is None:
        return None
    day, month, year = found.groups()
    if len(year) == 2:
        year = ("20" if int(year) < PIVOT else "19") + year
    return f"{year}-{int(month):02}-{int(day):02}"
