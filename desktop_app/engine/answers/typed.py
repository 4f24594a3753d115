"""Converts what people type or paste, written the Italian way, to the notation of drafts and back."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from desktop_app.engine.answers.reader import read
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.italian import formatting
from desktop_app.engine.italian.parse import date, number


def canonical(spec: FieldDef, typed: Any) -> Any:
    """The answer for a draft: canonical where the text can be read, else the text as it was typed.

    An empty text becomes None. Answers that are picked (yes/no, choices) are returned unchanged.
    """
    family = spec.traits.family
    if not isinstance(typed, str) or family == "choice":
        return typed
    if family == "text":
        return _visible(typed, several=spec.traits.several_lines) or None
    text = _visible(typed, several=False).strip()
    if not text:
        return None
    if family == "number":
        return number(text) or text
    return (date(text) or text) if family == "date" else text


def _visible(text: str, *, several: bool) -> str:
    """The text without invisible characters; line ends become spaces unless several lines are allowed."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if not several:
        text = text.replace("\n", " ")
    if text.isprintable():
        return text
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def editable(spec: FieldDef, raw: Any) -> Any:
    """What the editor of a field shows for an answer: written the Italian way where it can be read, else as typed."""
    is_date = spec.traits.family == "date"
    if not isinstance(raw, str) or not (is_date or spec.traits.numeric):
        return raw
    value, wrong = read(spec, raw)
    if wrong is None and value is not None:
        if is_date or spec.traits.euro:
            return formatting.value(spec, value, euro=False)
        return formatting.plain_number(value)
    impossible = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", raw)
    if is_date and impossible:
        return "/".join(reversed(impossible.groups()))
    return raw.replace(".", ",") if re.fullmatch(r"-?[0-9]+\.[0-9]+", raw) else raw
