"""Writes values the Italian way: 1.234,56 and 31/01/2027."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from desktop_app.engine.forms.agreement import is_one
from desktop_app.engine.formula import arithmetic
from desktop_app.engine.formula.arithmetic import Number
from desktop_app.engine.italian.dates import date

if TYPE_CHECKING:  # the list of dossiers writes days, and loads no form
    from desktop_app.engine.forms.definition import FieldDef, Rounding, RuleDef

# The singular of units, used after 1; a unit that is not here has the same word for one and for several.
_ONE = {
    "anni": "anno", "mesi": "mese", "giorni": "giorno", "ore": "ora", "posti": "posto", "persone": "persona",
    "lavoratori": "lavoratore", "dipendenti": "dipendente", "inserimenti": "inserimento",
}  # fmt: skip
_ROUND = {"down": arithmetic.floor, "up": arithmetic.ceil, "half_up": arithmetic.round_half_up}

_AMOUNT = re.compile(r"(−?\d[\d.]*(?:,\d+)?…?)\u00a0€")


def number(value: Number, decimals: int, rounding: Rounding | None = None) -> str:
    """`1.234,50` with exactly that many decimals; cut towards zero unless a rounding is given."""
    rounded = _ROUND[rounding](value, decimals) if rounding else arithmetic.cut(value, decimals)
    digits, _, fraction = f"{rounded.copy_abs():,.{decimals}f}".partition(".")
    sign = "−" if rounded < 0 else ""
    return sign + digits.replace(",", ".") + ("," + fraction if decimals else "")


def plain_number(value: Number) -> str:
    """With as few decimals as the number needs, at most 10: `0,4`, `12`, `1.234,5`."""
    digits, _, fraction = number(value, 10).partition(",")
    return digits + ("," + fraction.rstrip("0") if fraction.rstrip("0") else "")


def of_rule(rule: RuleDef) -> str:
    """The number of a rule with as few decimals as it needs; amounts in euro with cents have two."""
    cents = rule.unit == "EUR" and arithmetic.cut(rule.value, 2) == rule.value != int(rule.value)
    return number(rule.value, 2) if cents else plain_number(rule.value)


def one_of(unit: str) -> str:
    """The singular of a unit: of `notte|notti` the first word."""
    return unit.partition("|")[0] if "|" in unit else _ONE.get(unit, unit)


def several_of(unit: str) -> str:
    """The plural of a unit, which stands alone beside what is typed: of `notte|notti` the last word."""
    return unit.rpartition("|")[2]


def with_unit(shown: str, unit: str | None) -> str:
    """`12 mesi`, `1 mese`, `39,21 €`: with a no-break space; the number as it is written decides which word."""
    return f"{shown}\u00a0{unit_after(shown, unit)}" if unit else shown


def unit_after(shown: str, unit: str) -> str:
    """The word of a unit after a number as it is written."""
    return "€" if unit == "EUR" else one_of(unit) if is_one(shown) else several_of(unit)


def years(value: Number) -> str:
    """A duration in years, as it continues «anni» in a document: `2`, `1 e mesi 6`, `0 e mesi 6`."""
    full, months = divmod(int(arithmetic.round_half_up(arithmetic.multiply(value, Decimal(12)))), 12)
    return f"{full} e mesi {months}" if months else str(full)


def decimals_of(spec: FieldDef) -> int:
    """How many decimals a numeric field takes and shows: as the form says, else as its type."""
    if spec.decimals is not None:
        return spec.decimals
    return spec.traits.decimals


def value(spec: FieldDef, what: Any, *, euro: bool = True) -> str:
    """Any value of a field as it is shown; amounts have their € unless `euro` is false."""
    if isinstance(what, bool):
        return "sì" if what else "no"
    if isinstance(what, Decimal | Fraction):
        return _numeric(spec, what, euro)
    if isinstance(what, dt.date):
        return date(what)
    if spec.options is not None:
        return spec.options.get(what, str(what))
    return str(what)


def in_equation(spec: FieldDef, what: Any) -> str:
    """A value as one side of an equation, without €: where a number has more decimals than are shown, cut, with "…"."""
    shown = value(spec, what, euro=False)
    if isinstance(what, bool) or not isinstance(what, Decimal | Fraction):
        return shown
    decimals = len(shown.partition(",")[2])
    return shown if arithmetic.cut(what, decimals) == what else number(what, decimals) + "…"


def euro_first(text: str) -> str:
    """The text with amounts as acts write them: `39,21 €` is `€ 39,21`."""
    return _AMOUNT.sub("€\u00a0\\1", text)


def _numeric(spec: FieldDef, what: Number, euro: bool) -> str:
    if spec.traits.euro:
        shown = number(what, decimals_of(spec), spec.rounding)
        return f"{shown}\u00a0€" if euro else shown
    if spec.decimals is not None or spec.rounding:
        return number(what, decimals_of(spec) or 2 * (what != int(what)), spec.rounding)
    return plain_number(arithmetic.cut(what, 2) if spec.formula else what)


def notation(what: Any) -> Any:
    """A value in the notation of drafts: numbers as texts with a dot, ISO dates, all else unchanged."""
    if isinstance(what, bool) or what is None:
        return what
    if isinstance(what, Decimal | Fraction):
        text = f"{arithmetic.cut(what, 10):.10f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    return what.isoformat() if isinstance(what, dt.date) else what
