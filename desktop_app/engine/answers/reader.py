"""Reads an answer in the notation of drafts (strict): gives a value, or a sentence about what is wrong.

Each family of field types has its reader; all else that differs by type is in engine/forms/field_types.py.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.forms.field_types import Family
from desktop_app.engine.italian import messages
from desktop_app.engine.italian import parse as italian
from desktop_app.engine.italian.formatting import decimals_of, plain_number, several_of

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MEASURED = re.compile(r"[0-9][0-9.,]{0,20} ?[^\W\d_][^\d]{0,20}")
# The characters that the fonts of the documents have; a test compares them with the fonts themselves.
_PRINTABLE = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u024f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ff\u0400-\u045f"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u203f\u20ac\u2116\u2122\u2190-\u2193\u2212\u2260\u2264\u2265\u2610-\u2612\u2713]*"
)
LONGEST_NUMBER = 24  # characters
YEARS = range(1900, 2200)  # others are taken for a slip
_REASON = FieldDef(type="long_text", max_length=2_000)

Read = tuple[Any, str | None]


def read(spec: FieldDef, raw: Any) -> Read:
    """The value and None, or None and a sentence; None twice for an empty text. Never raises, whatever `raw` is."""
    return READERS[spec.traits.family](spec, raw)


def _number(spec: FieldDef, raw: Any) -> Read:
    if not isinstance(raw, str) or len(raw) > LONGEST_NUMBER or not _NUMBER.fullmatch(raw):
        return None, _other_notation(spec, raw, lambda text: italian.quantity(text, spec.unit)) or _no_number(spec, raw)
    number = Decimal(raw)
    decimals = decimals_of(spec)
    if len(raw.partition(".")[2].rstrip("0")) > decimals:
        shown = raw.replace(".", ",")  # to an Italian reader 1.005 is one thousand and five
        wrong = messages.not_whole(shown) if decimals == 0 else messages.too_many_decimals(shown, decimals)
        return None, wrong
    least = Decimal(0) if spec.min is None else spec.min
    if number < least:
        return None, messages.too_small(plain_number(least))
    if spec.max is not None and number > spec.max:
        return None, messages.too_large(plain_number(spec.max))
    largest = spec.traits.largest
    if number > largest and (spec.max is None or spec.traits.euro):
        return None, messages.too_large(plain_number(largest))
    return abs(number) if number == 0 else number, None


def _no_number(spec: FieldDef, raw: Any) -> str:
    """Why an answer is no number."""
    if isinstance(raw, str):
        if cause := italian.number_fault(raw):
            return cause
        if spec.unit and _MEASURED.fullmatch(raw):
            return messages.other_unit(raw, several_of(spec.unit))
    return messages.not_a_number(raw, spec.traits.advice)


def _other_notation(spec: FieldDef, raw: Any, understand: Callable[[str], str | None]) -> str | None:
    """The sentence about an answer that is right but not in the notation of drafts, None for others.

    The window converts what is typed, so such an answer comes from a file.
    """
    written = str(raw) if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""
    canonical = understand(written.strip()) if len(written) <= LONGEST_NUMBER else None
    if canonical is None or canonical == raw or read(spec, canonical)[1] is not None:
        return None
    return messages.other_notation(raw, canonical)


def _date(spec: FieldDef, raw: Any) -> Read:
    found = _DATE.fullmatch(raw) if isinstance(raw, str) else None
    if found is None:
        return None, _other_notation(spec, raw, italian.date) or _no_day(spec, raw) or messages.not_a_date(raw)
    year, month, day = (int(part) for part in found.groups())
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None, messages.not_a_date(raw)
    if year not in YEARS:
        return None, messages.year_out_of_range(year)
    last = monthrange(year, month)[1]
    if day > last:
        return None, messages.no_such_day(day, month, year, last)
    return dt.date(year, month, day), None


def _no_day(spec: FieldDef, raw: Any) -> str | None:
    """The sentence about a day that cannot be, as people write it; None for what is no date at all."""
    written = italian.date(raw) if isinstance(raw, str) and len(raw) <= LONGEST_NUMBER else None
    found = _DATE.fullmatch(written) if written else None
    if found is None or not 1 <= int(found[2]) <= 12 or not 1 <= int(found[3]) <= 31:
        return None
    return _date(spec, written)[1]


def _yes_no(spec: FieldDef, raw: Any) -> Read:
    return (raw, None) if isinstance(raw, bool) else (None, messages.NOT_YES_NO)


def _choice(spec: FieldDef, raw: Any) -> Read:
    if isinstance(raw, str) and raw in (spec.options or {}):
        return raw, None
    return None, messages.not_an_option(raw)


def _text(spec: FieldDef, raw: Any) -> Read:
    if not isinstance(raw, str):
        return None, messages.NOT_TEXT
    limit = spec.max_length or spec.traits.max_length
    if len(raw) > limit:
        return None, messages.too_long(len(raw), limit)
    text = unicodedata.normalize("NFC", raw).strip()
    lines = [text]
    if spec.traits.several_lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        lines = text.split("\n")
    for line in lines:
        printable = _PRINTABLE.match(line)
        if printable is not None and printable.end() < len(line):
            wrong = line[printable.end()]
            return None, messages.NEW_LINE if wrong in "\r\n" else messages.unprintable(wrong)
    return text or None, None


def _text_or_code(spec: FieldDef, raw: Any) -> Read:
    text, wrong = _text(spec, raw)
    traits = spec.traits
    if text is None or traits.accepts is None:
        return text, wrong
    code = text.upper().replace(" ", "") if traits.compact else text
    if text.isascii() and traits.accepts(code, spec.person):
        return code, None
    refusal = traits.refusal_of_person if spec.person else traits.refusal
    return None, refusal.format(typed=messages.shortened(raw))


def reason(typed: str) -> tuple[str | None, str | None]:
    """Reads a reason (for replacing a value, or setting a warning aside), which is printed: as `read` does."""
    return _text(_REASON, typed)


READERS: Final[dict[Family, Callable[[FieldDef, Any], Read]]] = {
    "number": _number,
    "text": _text_or_code,
    "date": _date,
    "yes_no": _yes_no,
    "choice": _choice,
}
