"""Reads one answer in the strict notation of drafts: a value, or a sentence that says what is wrong."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.italian import messages
from desktop_app.engine.italian import parse as italian
from desktop_app.engine.italian.formatting import decimals_of, plain_number

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
# What the fonts of the documents can draw (a test compares it with the fonts themselves).
_PRINTABLE = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u024f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ff\u0400-\u045f"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u203f\u20ac\u2116\u2122\u2190-\u2193\u2212\u2260\u2264\u2265\u2610-\u2612\u2713]*"
)
LONGEST_NUMBER = 24
YEARS = range(1900, 2200)  # that can be meant
DEFAULT_LENGTHS = {"text": 300, "long_text": 20_000}
_REASON = FieldDef(type="long_text", max_length=2_000)

Read = tuple[Any, str | None]


def read(spec: FieldDef, raw: Any) -> Read:
    """The value and None, or None and a sentence. Never raises, whatever `raw` is."""
    return _READERS[spec.type](spec, raw)


def _number(spec: FieldDef, raw: Any) -> Read:
    if not isinstance(raw, str) or len(raw) > LONGEST_NUMBER or not _NUMBER.fullmatch(raw):
        return None, _of_a_file(spec, raw, italian.number) or messages.not_a_number(raw, spec.type)
    number = Decimal(raw)
    decimals = decimals_of(spec)
    if len(raw.partition(".")[2].rstrip("0")) > decimals:
        said = raw.replace(".", ",")  # in a sentence 1.005 would be one thousand and five
        wrong = messages.not_whole(said) if decimals == 0 else messages.too_many_decimals(said, decimals)
        return None, wrong
    least = Decimal(0) if spec.min is None else spec.min
    if number < least:
        return None, messages.too_small(plain_number(least))
    if spec.max is not None and number > spec.max:
        return None, messages.too_large(plain_number(spec.max))
    if spec.type == "money" and number >= 10**12:
        return None, messages.too_large("999.999.999.999,99")
    if spec.type != "money" and spec.max is None and number > 9_999_999:
        return None, messages.too_large("9.999.999")
    return abs(number) if number == 0 else number, None


def _of_a_file(spec: FieldDef, raw: Any, understand: Callable[[str], str | None]) -> str | None:
    """Readable, but not as drafts have it: typed in the window it would be right, so it comes from a file."""
    written = str(raw) if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""
    wanted = understand(written.strip()) if len(written) <= LONGEST_NUMBER else None
    right = wanted is not None and wanted != raw and read(spec, wanted)[1] is None
    return messages.other_notation(raw, wanted) if wanted and right else None


def _date(spec: FieldDef, raw: Any) -> Read:
    found = _DATE.fullmatch(raw) if isinstance(raw, str) else None
    if found is None:
        return None, _of_a_file(spec, raw, italian.date) or messages.not_a_date(raw)
    year, month, day = (int(part) for part in found.groups())
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None, messages.not_a_date("/".join(reversed(found.groups())))
    if year not in YEARS:
        return None, messages.year_out_of_range(year)
    last = monthrange(year, month)[1]
    if day > last:
        return None, messages.no_such_day(day, month, year, last)
    return dt.date(year, month, day), None


def _yes_no(spec: FieldDef, raw: Any) -> Read:
    return (raw, None) if isinstance(raw, bool) else (None, messages.NOT_YES_NO)


def _choice(spec: FieldDef, raw: Any) -> Read:
    if isinstance(raw, str) and raw in (spec.options or {}):
        return raw, None
    return None, messages.not_an_option(raw)


def _text(spec: FieldDef, raw: Any) -> Read:
    if not isinstance(raw, str):
        return None, messages.NOT_TEXT
    limit = spec.max_length or DEFAULT_LENGTHS.get(spec.type, 254)
    if len(raw) > limit:
        return None, messages.too_long(len(raw), limit)
    text = unicodedata.normalize("NFC", raw).strip()
    lines = [text]
    if spec.type == "long_text":
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        lines = text.split("\n")
    for line in lines:
        printable = _PRINTABLE.match(line)
        if printable is not None and printable.end() < len(line):
            wrong = line[printable.end()]
            return None, messages.NEW_LINE if wrong in "\r\n" else messages.unprintable(wrong)
    return text or None, None


def reason(typed: str) -> tuple[str | None, str | None]:
    """Why a value is replaced or a warning set aside, which is printed too: the text, or a sentence."""
    return _text(_REASON, typed)


def _coded(
    accepts: Callable[[FieldDef, str], bool], sentence: Callable[[FieldDef, str], str]
) -> Callable[[FieldDef, Any], Read]:
    def reader(spec: FieldDef, raw: Any) -> Read:
        text, problem = _text(spec, raw)
        if text is None:
            return None, problem
        code = text.upper().replace(" ", "") if spec.type in ("codice_fiscale", "partita_iva") else text
        if text.isascii() and accepts(spec, code):
            return code, None
        return None, sentence(spec, messages.shortened(raw))

    return reader


def _is_tax_code(spec: FieldDef, code: str) -> bool:
    from stdnum.it import codicefiscale

    right_length = len(code) in ((16,) if spec.person else (11, 16))
    return right_length and code.isalnum() and codicefiscale.is_valid(code)


def _is_vat_number(spec: FieldDef, code: str) -> bool:
    from stdnum.it import iva

    return len(code) == 11 and code.isdecimal() and iva.is_valid(code)


def _is_email(spec: FieldDef, address: str) -> bool:
    return bool(_EMAIL.fullmatch(address)) and len(address.partition("@")[0]) <= 64


def _tax_code_sentence(spec: FieldDef, typed: str) -> str:
    return messages.TAX_CODE.format(typed=typed, company="" if spec.person else ", 11 cifre per una società")


def _email_sentence(spec: FieldDef, typed: str) -> str:
    example = "nome@pec.esempio.it" if spec.type == "pec" else "nome@esempio.it"
    return messages.EMAIL.format(typed=typed, example=example)


_email = _coded(_is_email, _email_sentence)
_READERS: dict[str, Callable[[FieldDef, Any], Read]] = {
    "integer": _number,
    "decimal": _number,
    "money": _number,
    "date": _date,
    "yes_no": _yes_no,
    "choice": _choice,
    "text": _text,
    "long_text": _text,
    "codice_fiscale": _coded(_is_tax_code, _tax_code_sentence),
    "partita_iva": _coded(_is_vat_number, lambda spec, typed: messages.VAT_NUMBER.format(typed=typed)),
    "email": _email,
    "pec": _email,
}
