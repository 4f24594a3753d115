"""The quota of any employer, L. 68/1999: an independent second computation, from the text of the law alone.

The places themselves are in `law.py`, as the agreement of art. 14 rests on them, too; here what the form alone asks:
its dates, the workers of art. 18, contribution and sanctions. Nothing was taken from the form but its fields' ids.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.forms.oracles.law import TODAY, Answers, Verdict, days, judge_quota, months_later

FORM = "italia/quota_riserva"
NUMBERS = (
    "base_computo", "quota_art3", "quota_art18", "scopertura", "posti_dovuti", "scopertura_art18", "contributo_esonero",
    "sanzione_scopertura", "costo_esonero", "costo_scopertura", "sanzione_prospetto", "costo_totale",
)  # fmt: skip
LAW = dt.date(1999, 3, 12)  # L. 68/1999
DECREES = dt.date(2022, 1, 1)  # DD.MM. 193 and 194 of 30/09/2021
Amounts = dict[str, Fraction]


def judge(answers: Mapping[str, Any]) -> Verdict:
    """Numbers, complaints and terms of a dossier with nothing missing."""
    found, a = Verdict(), Answers(answers)
    day = a.day("data_calcolo") if a["data_calcolo"] else TODAY
    found.expect(day >= LAW, "data_calcolo")
    found.expect(day <= months_later(TODAY, 12), "data_calcolo", "warning")
    judge_quota(a, found)
    values = found.values
    due = values.pop("dovuti")
    if a.number("posti_sospesi"):  # art. 3 c. 5: «gli obblighi […] sono sospesi»
        values["posti_dovuti"] = due
    if values["quota_art18"]:  # art. 18 c. 2: a quota of its own, «determinata sul numero dei lavoratori»
        values["scopertura_art18"] = max(Fraction(0), values["quota_art18"] - a.number("protetti_in_forza"))
    values |= _costs(a, due, day)
    if a["data_obbligo"]:
        begun = a.day("data_obbligo")
        found.expect(begun >= LAW, "data_obbligo")
        found.expect(begun <= day, "data_obbligo", "warning")
        if due or values.get("scopertura_art18"):  # art. 9 c. 1: «entro sessanta giorni»
            found.terms.add(("scadenza_richiesta", None, begun + days(60)))
    return found


def _costs(a: Answers, due: Fraction, day: dt.date) -> Amounts:
    """Art. 5 c. 3: for each exempted place and working day; art. 15 c. 4: five times as much for one not covered."""
    since = day >= DECREES
    a_day, fixed, late = ("39.21", "702.43", "34.02") if since else ("30.64", "635.11", "30.76")
    exempted = a.number("posti_esonerati")
    paid = exempted - (a.number("esoneri_rinunciati") if exempted else 0)
    worked = a.number("giorni_lavorativi", 1)
    each_day = paid * Fraction(a_day), due * 5 * Fraction(a_day)
    costs = {"costo_esonero": each_day[0] * worked, "costo_scopertura": each_day[1] * worked}
    if exempted:
        costs["contributo_esonero"] = each_day[0]
    if due:
        costs["sanzione_scopertura"] = each_day[1]
    total = costs["costo_esonero"] + costs["costo_scopertura"]
    if a["prospetto_in_ritardo"]:  # art. 15 c. 1: «maggiorata […] per ogni giorno di ulteriore ritardo»
        costs["sanzione_prospetto"] = Fraction(fixed) + Fraction(late) * a.number("giorni_ritardo_prospetto")
        total += costs["sanzione_prospetto"]
    return costs | {"costo_totale": total}
