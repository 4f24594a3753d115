"""Random dossiers of Lombardia, art. 14, complete but seldom right: most numbers and dates lie on a boundary."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from tests.forms.oracles.chance import CENT, Chance
from tests.forms.oracles.law import TODAY, days, months_later, quota_art3
from tests.forms.oracles.lombardia import FRAMEWORK, LAW_381, PORTAL
from tests.forms.oracles.quota_dossiers import places

Line = dict[str, Any]
CREMONA = "Provincia di Cremona, Collocamento mirato"


def dossier(seed: int, example: Line) -> Line:
    """The answers of the form's example with all that is computed or judged drawn anew."""
    chance = Chance(seed)
    asked = {"fai_proposta": chance.yes(92), "fai_quesito": chance.yes(40), "fai_incontro": chance.yes(50)}
    answers = {**example, **asked, **places(chance), **_parties(chance)}
    day = dt.date.fromisoformat(chance.day(chance.choice([TODAY, TODAY, TODAY - days(30), PORTAL, FRAMEWORK])))
    answers["data_pratica"] = chance.choice([day.isoformat(), day.isoformat(), None])
    day = day if answers["data_pratica"] else TODAY
    answers["incontro_data"] = chance.day(chance.choice([day, day + days(30), months_later(day, 12)]))
    answers["cooperativa_albo_dal"] = chance.choice(
        [None, "2014-05-12", "2014-05-12", chance.day(months_later(day, -36)), chance.day(day), chance.day(LAW_381)]
    )
    answers |= _order(chance, day) | _proposed(chance, answers)
    return {id: each for id, each in answers.items() if each is not None}


def _parties(chance: Chance) -> Line:
    province = chance.choice(["cremona", "cremona", "lodi", "milano"])
    office = "Collocamento mirato" if chance.yes(80) else CREMONA
    member = chance.yes(70)
    return {
        "provincia": province,
        "ufficio_nome": None if province == "cremona" and chance.yes(60) else office,
        "cooperativa_forma": chance.choice(["cooperativa", "cooperativa", "consorzio", "impresa_sociale"]),
        "azienda_iscritta": member,
        "azienda_associazione": "Industriali" if member or chance.yes(20) else None,
        "primo_anno": chance.yes(50),
        **{id: chance.yes(95) for id in ("accesso_portale", "firma_azienda", "firma_cooperativa")},
    }


def _order(chance: Chance, day: dt.date) -> Line:
    begins = dt.date.fromisoformat(chance.day(chance.choice([day + days(60), day + days(60), day])))
    ends = chance.choice([months_later(begins, months) for months in (24, 24, 12, 60)] + [begins])
    sent = chance.choice([None, None, None, chance.day(day), chance.day(TODAY), chance.day(PORTAL)])
    last = chance.day(ends - days(1))
    return {"commessa_inizio": begins.isoformat(), "commessa_fine": last, "data_invio": sent}


def _proposed(chance: Chance, answers: Line) -> Line:
    """As many places as the quota, a part of it or one, an order that carries them or lacks a cent."""
    quota = int(quota_art3(Fraction(answers["base_computo"] or "65")))
    many = max(1, int(chance.around(chance.choice([1, 1, quota * 30 // 100, quota * 40 // 100, quota * 60 // 100]))))
    coefficient = Fraction(chance.choice(["30000", "21500.55", "9999.99"]))
    worth = max(CENT, many * coefficient)
    answers = {"posti_proposti": str(many), "resto_modo": "Con assunzioni"}
    answers["coefficiente"] = f"{float(coefficient):.2f}" if chance.yes(85) else None
    answers["valore_annuo_commesse"] = chance.number(worth, 20000, -20000)
    answers["lavoratori"] = [_worker(chance) for _ in range(min(40, max(0, many + chance.choice([0, 0, 0, 1, -1]))))]
    return answers


def _worker(chance: Chance) -> Line:
    line: Line = {"qualifica": "Addetto", "rapporto": "nuovo", "ore_tempo_pieno": "38"}
    line["contratto"] = chance.choice(["indeterminato"] * 6 + ["determinato", "apprendistato"])
    line["ore_settimanali"] = chance.choice(["20"] * 12 + ["38", "37.99", "38.01"])
    if line["contratto"] == "determinato":
        line["durata_contratto_mesi"] = chance.number(chance.choice([6, 12, 24]))
    return line
