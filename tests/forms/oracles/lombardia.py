"""Lombardia, agreement of art. 14 D.Lgs. 276/2003: an independent second computation of the little that is known.

From D.Lgs. 276/2003 art. 14, the letter of the Provincia di Cremona, its pages of 2022 and 2025, and an article on the
regional scheme of 2019. What no act that was read says is never an error. Only the ids are the form's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.forms.oracles.law import TODAY, Answers, Verdict, days, judge_quota, months_between, months_later

FORM = "lombardia/art14_2021"
NUMBERS = (
    "base_computo", "quota_art3", "scopertura", "posti_dovuti", "durata_mesi", "coperture_esatte",
    "coperture_calcolate", "percentuale_limite", "limite_art14", "limite_con_esonero", "posti_massimi",
    "resto_da_coprire",
)  # fmt: skip
LAW_381 = dt.date(1991, 11, 8)
FRAMEWORK = dt.date(2021, 1, 1)  # «operativa dal gennaio 2021»
PORTAL = dt.date(2025, 6, 17)


def judge(answers: Mapping[str, Any]) -> Verdict:
    """Numbers, complaints and terms of a dossier with nothing missing."""
    found, a = Verdict(), Answers(answers)
    found.expect(a["fai_proposta"] or a["fai_quesito"] or a["fai_incontro"], "fai_incontro")
    found.expect(a["provincia"] == "cremona" or "Cremona" not in (a["ufficio_nome"] or ""), "provincia", "warning")
    day = a.day("data_pratica") if a["data_pratica"] else TODAY
    found.expect(day >= FRAMEWORK, "data_pratica")
    if a["fai_incontro"]:
        meeting = a.day("incontro_data")
        found.expect(day <= meeting <= months_later(day, 12), "incontro_data", "warning")
        found.terms.add(("scadenza_incontro", None, meeting))
    if a["fai_proposta"]:
        judge_quota(a, found)
        _performer(a, day, found)
        _order(a, day, found)
        _places(a, found)
        _workers(a, found)
        for id in ("accesso_portale", "firma_azienda", "firma_cooperativa"):
            found.expect(a[id], id, "warning")
        if a["data_invio"]:
            sent = a.day("data_invio")
            found.expect(max(PORTAL, day) <= sent <= TODAY, "data_invio", "warning")
    return found


def _performer(a: Answers, day: dt.date, found: Verdict) -> None:
    """A cooperative registered for at least three years, its consortium, or an impresa sociale."""
    if a["cooperativa_forma"] == "impresa_sociale":
        return
    since = a.day("cooperativa_albo_dal") if a["cooperativa_albo_dal"] else None
    found.expect(since is not None, "cooperativa_albo_dal", "warning")
    if since:
        found.expect(LAW_381 <= since <= day, "cooperativa_albo_dal")
        found.expect(since > day or months_later(since, 36) <= day, "cooperativa_albo_dal", "warning")


def _order(a: Answers, day: dt.date, found: Verdict) -> None:
    """From one to five years, begun after the proposal."""
    begins, ends = a.day("commessa_inizio"), a.day("commessa_fine")
    proposed = a.day("data_invio") if a["data_invio"] else day
    found.expect(begins >= proposed, "commessa_inizio", "warning")
    found.expect(ends >= begins, "commessa_fine")
    if ends >= begins:
        over = ends + days(1)
        found.values["durata_mesi"] = Fraction(months_between(begins, over))
        found.expect(months_later(begins, 12) <= over <= months_later(begins, 60), "commessa_fine", "warning")
    found.terms.add(("scadenza_fine", None, ends))
    found.terms.add(("scadenza_inizio", None, begins))


def _places(a: Answers, found: Verdict) -> None:
    """Art. 14 c. 3: value ÷ coefficient, and the limits of 2019: 40, 30 or 60 %, 80 % together with the exemption."""
    values, places, member = found.values, a.number("posti_proposti"), a["azienda_iscritta"]
    base, quota, due = values["base_computo"], values["quota_art3"], values.pop("dovuti")
    if a.number("posti_sospesi"):
        values["posti_dovuti"] = due
    values["resto_da_coprire"] = max(Fraction(0), due - places)
    exempted = a.number("posti_esonerati")
    exempted -= a.number("esoneri_rinunciati") if exempted else 0
    values["limite_art14"] = quota
    if base > 35:
        percent = 30 if not member and a["primo_anno"] else 40 if exempted > 0 else 60
        values |= {"percentuale_limite": Fraction(percent), "limite_art14": quota * percent // 100 * Fraction(1)}
    if exempted > 0 and base > 120:
        values["limite_con_esonero"] = max(Fraction(0), quota * 80 // 100 - exempted)
    found.expect(member or not a["azienda_associazione"], "azienda_iscritta", "warning")
    found.expect(places <= values["scopertura"], "posti_proposti")
    elsewhere, allowed = a.number("posti_altre_art14"), values["limite_art14"]
    within = (base <= 35 or places <= allowed) and places <= values.get("limite_con_esonero", places)
    found.expect(within and (not elsewhere or places + elsewhere <= allowed), "posti_proposti", "warning")
    found.expect(bool(a["coefficiente"]), "coefficiente", "warning")
    if a["coefficiente"]:
        exact = a.number("valore_annuo_commesse") / a.number("coefficiente")
        values |= {"coperture_esatte": exact, "coperture_calcolate": Fraction(exact // 1)}
        found.expect(places <= exact, "posti_proposti", "warning")
        limits = (allowed, values.get("limite_con_esonero", allowed), values["scopertura"], Fraction(exact // 1))
        values["posti_massimi"] = min(limits)


def _workers(a: Answers, found: Verdict) -> None:
    """A person for each place; fixed terms of more than six months (L. 68 art. 4 c. 1), of 24 at most."""
    lines = a.lines("lavoratori")
    found.expect(len(lines) >= a.number("posti_proposti"), "lavoratori", "warning")
    for number, line in enumerate(lines, 1):
        found.expect(line.number("ore_settimanali") <= line.number("ore_tempo_pieno"), "lavoratori.ore_settimanali",
                     line=number)  # fmt: skip
        if line["contratto"] == "determinato":
            lasts = 6 < line.number("durata_contratto_mesi") <= 24
            found.expect(lasts, "lavoratori.durata_contratto_mesi", "warning", number)
