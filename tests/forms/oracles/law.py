"""What the oracles share: answers read as exact numbers and days, the quota of L. 68/1999, months of the calendar.

An oracle works a dossier out a second time, from the text of the act alone, without the form's formulas.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Any

HALF = Fraction(1, 2)
TODAY = dt.date(2026, 9, 1)  # when the dossiers are judged
Complaint = tuple[str, int | None, str]  # field or lines.column, number of the line, severity


@dataclass
class Verdict:
    """What the act says of a dossier: numbers by field, complaints, the day of each term with its line."""

    values: dict[str, Fraction] = field(default_factory=dict)
    complaints: set[Complaint] = field(default_factory=set)
    terms: set[tuple[str, int | None, dt.date]] = field(default_factory=set)

    def expect(self, holds: bool, field: str, severity: str = "error", line: int | None = None) -> None:
        """Complains where the act is not kept."""
        if not holds:
            self.complaints.add((field, line, severity))


class Answers:
    """The answers of a draft or of one of its lines; `a["x"]` is None where x is not answered."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw

    def __getitem__(self, id: str) -> Any:
        return self.raw.get(id)

    def number(self, id: str, otherwise: Fraction | int = 0) -> Fraction:
        return Fraction(self.raw[id]) if self.raw.get(id) else Fraction(otherwise)

    def day(self, id: str) -> dt.date:
        return dt.date.fromisoformat(self.raw[id])

    def lines(self, id: str) -> list[Answers]:
        return [Answers(line) for line in self.raw.get(id, ())]


def days(number: int) -> dt.timedelta:
    return dt.timedelta(number)


def quota_art3(base: Fraction) -> Fraction:
    """L. 68/1999 art. 3 c. 1: one from 15 to 35 employees, two from 36 to 50, 7 % above 50."""
    if base <= 50:
        return Fraction((base >= 15) + (base >= 36))
    return above_half_up(base * 7 / 100)


def quota_art18(base: Fraction) -> Fraction:
    """L. 68/1999 art. 18 c. 2: one from 51 to 150 employees, 1 % above 150."""
    return above_half_up(base / 100) if base > 150 else Fraction(base > 50)


def above_half_up(number: Fraction) -> Fraction:
    """A fraction above one half is a whole one; one half or less is none."""
    return Fraction(floor(number) + (number - floor(number) > HALF))


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of another month, or the last one of a month that has no such day (c.c. art. 2963)."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return dt.date(day.year + years, month + 1, min(day.day, last))


def months_between(first: dt.date, last: dt.date) -> int:
    """The fewest months that reach from one day to the other; a begun month counts."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months + (months_later(first, months) < last)


def judge_quota(a: Answers, found: Verdict) -> None:
    """The places of L. 68/1999: the base (artt. 3 and 4), the quota, what is already covered (artt. 4 and 5)."""
    counted = _base(a, found) if a["base_da_calcolare"] else None
    base = a.number("base_computo", counted or 0)
    # D.P.R. 333/2000 art. 3 c. 5: a part-timer above half of the hours is one, with 15-35 employees and a disability
    # above 50 % always; the others count by their hours, summed and rounded once.
    employed = a.number("disabili_in_forza")
    if a["disabili_da_calcolare"]:
        part = Fraction(0)
        for number, line in enumerate(a.lines("disabili_part_time"), 1):
            hours, full = line.number("ore_settimanali"), line.number("ore_tempo_pieno")
            found.expect(hours < full, "disabili_part_time.ore_settimanali", line=number)
            whole = hours / full > HALF or (15 <= base <= 35 and line["oltre_meta_invalidita"])
            part += line.number("persone") * (1 if whole else hours / full)
        all_told = a.number("disabili_tempo_pieno") + above_half_up(part)
        employed = a.number("disabili_in_forza", all_told)
        found.expect(employed == all_told, "disabili_in_forza", "warning")  # two answers to one question
    found.values |= {"base_computo": base, "quota_art3": quota_art3(base), "quota_art18": quota_art18(base)}
    if a["base_da_calcolare"]:
        most = a.number("dipendenti_totali")
        found.expect(base <= most, "base_computo")
        found.expect(base > most or base == counted, "base_computo", "warning")  # two answers to one question
        # Art. 4 c. 1: «non sono computabili i lavoratori occupati ai sensi della presente legge»
        found.expect(a.number("esclusi_l68") > 0 or not employed, "esclusi_l68", "warning")
        others = a.number("protetti_in_forza") if found.values["quota_art18"] else Fraction(0)
        told = a.number("esclusi_l68") > 0 or employed > 0
        found.expect(told or not others, "protetti_in_forza", "warning")
    _covered(a, found, employed)


def _covered(a: Answers, found: Verdict, employed: Fraction) -> None:
    """Art. 5 c. 3, 4 and 8, D.L. 138/2011 art. 9, art. 3 c. 5: what takes places off, and what only moves them."""
    quota, elsewhere = found.values["quota_art3"], a.number("posti_altre_art14")
    exempted, moved = a.number("posti_esonerati"), a.number("posti_compensati")
    given_up = a.number("esoneri_rinunciati") if exempted else Fraction(0)
    found.expect(given_up <= exempted, "esoneri_rinunciati")
    found.expect(exempted <= quota, "posti_esonerati")
    found.expect(exempted > quota or exempted * 100 <= quota * 60, "posti_esonerati", "warning")
    found.expect(elsewhere <= quota, "posti_altre_art14", "warning")
    taken, lent, stopped = a.number("posti_gruppo"), a.number("posti_ceduti"), a.number("posti_sospesi")
    for places, id in ((moved, "posti_compensati"), (taken, "posti_gruppo")):
        found.expect(places <= quota, id)
        found.expect(not places or exempted == given_up, id, "warning")
    found.expect(stopped <= quota, "posti_sospesi")
    # Art. 5 c. 8: the obligation is «a livello nazionale»: moving places between provinces leaves it as it is.
    missing = max(Fraction(0), quota - (exempted - given_up) - taken + lent - employed - elsewhere)
    found.values |= {"scopertura": missing, "dovuti": max(Fraction(0), missing - stopped)}
    # «portando in via automatica le eccedenze a compenso»: only what exceeds the company's own quota is lent.
    there = employed + elsewhere
    found.expect(lent <= there, "posti_ceduti")
    found.expect(lent > there or not lent or not missing, "posti_ceduti", "warning")
    found.expect(not lent or not taken, "posti_ceduti", "warning")


def _base(a: Answers, found: Verdict) -> Fraction:
    """D.Lgs. 81/2015 art. 9: part-timers count by their hours, all summed before rounding."""
    left_out = ("l68", "dirigenti", "apprendisti", "brevi", "domicilio", "estero", "soci", "altri")
    others = sum((a.number(f"esclusi_{kind}") for kind in left_out), Fraction(0))
    heads = in_hours = Fraction(0)
    for number, line in enumerate(a.lines("part_time"), 1):
        hours, full = line.number("ore_settimanali"), line.number("ore_tempo_pieno")
        found.expect(hours < full, "part_time.ore_settimanali", line=number)
        heads += line.number("persone")
        in_hours += line.number("persone") * hours / full
    found.expect(others + heads <= a.number("dipendenti_totali"), "esclusi_totale")
    return max(Fraction(0), a.number("dipendenti_totali") - others - heads + above_half_up(in_hours))
