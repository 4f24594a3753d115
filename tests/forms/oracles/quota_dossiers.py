"""Random dossiers of the quota, complete but seldom right: most numbers lie on a boundary or one beside it."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from tests.forms.oracles.chance import Chance, plain
from tests.forms.oracles.law import TODAY, months_later, quota_art3
from tests.forms.oracles.quota import DECREES, LAW

BASES = (0, 1, 14, 15, 35, 36, 50, 51, 64, 65, 121, 122, 150, 151, 249, 250, 251, 750, 1430)
LEFT_OUT = ("l68", "dirigenti", "apprendisti", "brevi", "domicilio", "estero", "soci", "altri")
Line = dict[str, Any]


def dossier(seed: int, example: Line) -> Line:
    """The employer of the form's example with everything else drawn anew."""
    chance = Chance(seed)
    answers = {id: each for id, each in example.items() if id.startswith("azienda_")}
    answers |= places(chance) | _days(chance)
    answers["protetti_in_forza"] = chance.choice(["0", chance.around(1), chance.around(2), "20"])
    answers["giorni_lavorativi"] = chance.choice(["1", "220", "260"])
    if chance.yes(20):
        answers |= {"prospetto_in_ritardo": True, "giorni_ritardo_prospetto": chance.choice(["1", "30", "365"])}
    return answers


def places(chance: Chance) -> Line:
    """What the block of the quota asks, of art. 3 alone."""
    answers = _base(chance)
    quota = int(quota_art3(Fraction(answers["base_computo"] or "65")))
    return answers | _employed(chance, quota) | _covered(chance, quota)


def _base(chance: Chance) -> Line:
    """Typed, worked out from who is left out, or both."""
    base = chance.choice([*BASES, *BASES, chance.randrange(3000)])
    if chance.yes(50):
        return {"base_computo": str(base)}
    answers: Line = {f"esclusi_{kind}": chance.choice("0012") for kind in LEFT_OUT}
    answers["part_time"] = [_part_timers(chance) for _ in range(chance.randrange(3))]
    out = sum(int(answers[f"esclusi_{kind}"]) for kind in LEFT_OUT)
    out += sum(int(line["persone"]) for line in answers["part_time"])
    answers["dipendenti_totali"] = str(max(1, out + chance.choice([base, base, base - 1, 0, -1])))
    return answers | {"base_da_calcolare": True, "base_computo": chance.choice(["", "", str(base)])}


def _part_timers(chance: Chance) -> Line:
    full = Fraction(chance.choice(["40", "38", "37.5"]))
    hours = chance.number(chance.choice([full / 2, full / 2, full / 4, full]), -1, highest=168)
    many, severe = chance.choice("1123"), chance.yes(50)
    return {"persone": many, "ore_settimanali": hours, "ore_tempo_pieno": plain(full), "oltre_meta_invalidita": severe}


def _employed(chance: Chance, quota: int) -> Line:
    answers: Line = {"disabili_in_forza": chance.choice(["0", "1", chance.around(quota)])}
    if chance.yes(40):
        answers |= {"disabili_da_calcolare": True, "disabili_tempo_pieno": chance.choice(["0", chance.around(quota)])}
        answers["disabili_in_forza"] = chance.choice(["", "", "1"])
        answers["disabili_part_time"] = [_part_timers(chance) for _ in range(chance.randrange(3))]
    return answers


def _covered(chance: Chance, quota: int) -> Line:
    """Exempted, given up, moved, covered by and for the group, suspended: each in some dossiers."""
    answers: Line = {}
    if chance.yes(40):
        most = quota * 60 // 100
        answers["posti_esonerati"] = chance.choice(["0", "1", chance.around(most), chance.around(quota)])
        answers["esoneri_rinunciati"] = chance.choice(["0", "1", "2", answers["posti_esonerati"]])
    for id in ("posti_altre_art14", "posti_compensati", "posti_gruppo", "posti_ceduti", "posti_sospesi"):
        if chance.yes(20):
            answers[id] = chance.choice(["0", "1", "2", chance.around(quota)])
    return answers


def _days(chance: Chance) -> Line:
    pivots = (TODAY, TODAY, DECREES, LAW, months_later(TODAY, 12))
    day = chance.day(chance.choice(pivots)) if chance.yes(70) else None
    answers: Line = {"data_calcolo": day} if day else {}
    if chance.yes(60):
        begun = dt.date.fromisoformat(day) if day else TODAY
        answers["data_obbligo"] = chance.day(chance.choice([begun, begun, LAW, TODAY - dt.timedelta(60)]))
    return answers
