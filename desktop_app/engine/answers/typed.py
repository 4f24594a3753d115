"""Converts what people type or paste, written the Italian way, to the notation of drafts and back."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from desktop_app.engine.answers.reader import read
from desktop_app.engine.forms.definition import FieldDef
from desktop_app.engine.italian import formatting
from desktop_app.engine.italian.folding import folded
from desktop_app.engine.italian.parse import date, quantity


def canonical(spec: FieldDef, typed: Any, today: dt.date | None = None) -> Any:
    """The answer for a draft: canonical where the text can be read, else the text as it was typed.

    An empty text becomes None. Answers that are picked (yes/no, choices) are returned unchanged. `today` decides the
    century of a day that cannot be in the future.
    """
    family = spec.traits.family
    if not isinstance(typed, str) or family == "choice":
        return typed
    if family == "text":
        return _code(spec, folded(typed, several_lines=spec.traits.several_lines)) or None
    if family == "number":
        # Spaces that do not break, tabs and line ends tell numbers of several cells from one with parted thousands.
        text = folded(typed.replace("\t", "\n"), several_lines=True).strip().replace("\n", "\t")
        return quantity(typed, spec.unit) or quantity(text, spec.unit) or text or None
    text = folded(typed, several_lines=False).strip()
    day = date(text, today if spec.past else None) if family == "date" else None
    return day if day is not None and read(spec, day)[1] is None else text or None


def canonical_reason(typed: str) -> str:
    """A reason as it is kept: without what nobody sees."""
    return folded(typed, several_lines=True)


def _code(spec: FieldDef, text: str) -> str:
    """The code or address without what was copied along with it, where it is accepted only so; else the same text."""
    accepts, bare = spec.traits.accepts, spec.traits.bare
    if accepts is None or bare is None or read(spec, text)[1] is None:
        return text
    code = bare(text)
    return code if accepts(code, spec.person) else text


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
    return raw.replace(".", ",") if re.fullmatch(r"-?[0-9]+\.[0-9]+", raw) else raw
