"""Turns what people type or paste, the Italian way, into the notation of drafts; what it cannot read it keeps."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from desktop_app.engine import formatting
from desktop_app.engine.answers import read
from desktop_app.engine.definition import NUMERIC, TEXTUAL, FieldDef

_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_PLAIN = re.compile(r"[0-9]+")
_POINT = re.compile(r"[0-9]+\.[0-9]+")
_DATE = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})")
_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
_CURRENCY = re.compile(r"€|\bEUR\b|\beuro\b", re.IGNORECASE)
# Two digits of a year: up to 49 is this century (a term), from 50 the last one (a birth).
PIVOT = 50


def answer(spec: FieldDef, typed: Any) -> Any:
    """The answer for a draft: canonical where the text can be read, else the text as it was typed.

    Empty texts become None. Yes/no and choices pass as they are.
    """
    if not isinstance(typed, str) or spec.type == "choice":
        return typed
    if spec.type in TEXTUAL:
        return _visible(typed, several=spec.type == "long_text") or None
    text = _visible(typed, several=False).strip()
    if not text:
        return None
    if spec.type in NUMERIC:
        return number(text) or text
    return (date(text) or text) if spec.type == "date" else text


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
    """`1/2/26`, `010226`, `1-2-2026` as `2026-02-01`; days that do not exist pass, to be named later."""
    found = _DATE.fullmatch(text) or _DIGITS.fullmatch(text)
    if found is None:
        return None
    day, month, year = found.groups()
    if len(year) == 2:
        year = ("20" if int(year) < PIVOT else "19") + year
    return f"{year}-{int(month):02}-{int(day):02}"


def _visible(text: str, *, several: bool) -> str:
    """Without the characters nobody can see; line ends stay only where several lines are wanted."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if not several:
        text = text.replace("\n", " ")
    if text.isprintable():
        return text
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def shown(spec: FieldDef, raw: Any) -> Any:
    """What the editor of a field shows for an answer: Italian where it can be read, else what was typed."""
    if not isinstance(raw, str) or spec.type not in (*NUMERIC, "date"):
        return raw
    value, wrong = read(spec, raw)
    if wrong is None and value is not None:
        if spec.type in ("money", "date"):
            return formatting.value(spec, value, euro=False)
        return formatting.plain_number(value)
    impossible = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", raw)
    if spec.type == "date" and impossible:
        return "/".join(reversed(impossible.groups()))
    return raw.replace(".", ",") if re.fullmatch(r"-?[0-9]+\.[0-9]+", raw) else raw
