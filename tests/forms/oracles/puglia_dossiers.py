"""Random dossiers of Puglia, art. 11, complete but seldom right: most dates lie on a boundary or a day beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.forms.oracles.chance import Chance
from tests.forms.oracles.law import TODAY, days, months_later
from tests.forms.oracles.puglia import LAW, MODEL

PLACES = ("Brindisi", "Lecce e Foggia", "BAT, Bari", "Milano", "Bari e Matera", "Taranto", "Lecce, Taranto")
TOOLS = ((), (), ("compensazione_difetto",), ("compensazione_eccesso",), ("esonero",), ("altro",),
         ("compensazione_difetto", "esonero"), ("compensazione_difetto", "altro"), ("esonero", "altro"),
         ("compensazione_eccesso", "altro"), ("compensazione_eccesso", "esonero"),
         ("compensazione_difetto", "esonero", "altro"))  # fmt: skip
CONTRACTS = ("indeterminato_pieno", "indeterminato_parziale", "determinato", "somministrazione", "apprendistato")
Line = dict[str, Any]


def dossier(seed: int, example: Line) -> Line:
    """The answers of the form's example with all that is computed or judged drawn anew."""
    chance = Chance(seed)
    asked = dt.date.fromisoformat(chance.day(chance.choice([TODAY, TODAY, dt.date(2026, 1, 31), MODEL])))
    signed = dt.date.fromisoformat(chance.day(asked, 30, 150)) if chance.yes(75) else None
    start = signed or asked
    answers = {**example, "data_richiesta": asked.isoformat(), "data_stipula": signed and signed.isoformat()}
    answers["programma"] = _programme(chance, start)
    answers["situazione_particolare"] = chance.yes(50)
    answers["situazione_descrizione"] = "Trasferimento."
    answers |= _parties(chance) | _places(chance, answers["programma"]) | _exemption(chance, asked)
    answers |= _access(chance, asked, start)
    dates = [dt.date.fromisoformat(group["entro_il"]) for group in answers["programma"]]
    answers["data_preselezione"] = chance.choice([None, chance.day(chance.choice(dates) - days(60)), chance.day(start)])
    answers["registro_data"] = chance.choice([None, None, chance.day(start), chance.day(asked), chance.day(max(dates))])
    answers["diffide"] = [_warning(chance, start, dates) for _ in range(chance.choice([0, 0, 1, 2]))]
    answers["contratti_finiti"] = [_ended(chance, start, max(dates)) for _ in range(chance.choice([0, 0, 1, 2]))]
    return {id: each for id, each in answers.items() if each is not None}


def _parties(chance: Chance) -> Line:
    return {
        "datore_tipo": chance.choice(["privato", "privato", "pubblico"]),
        "unita_provincia": chance.choice(["Taranto"] * 8 + ["Matera"]),
        "ufficio_nome": chance.choice([None, "Taranto", "Bari", "Potenza"]) if chance.yes(30) else None,
        "dichiarazione_nulla_osta": chance.yes(95),
        "modo_firma": chance.choice(["digitale", "penna", "presenza"]),
        "allegato_identita": chance.yes(80),
    }


def _places(chance: Chance, programme: list[Line]) -> Line:
    placed = sum(int(group["lavoratori"]) for group in programme)
    units = max(1, placed + chance.choice([0, 0, 0, 0, 0, -1, 1]))
    tools = chance.choice(TOOLS)
    gap = chance.choice([0, 1, 2, 3, 6])
    short = tools and "compensazione_eccesso" not in tools
    open_places = max(0, units + (gap if short or chance.yes(20) else -gap))
    answers: Line = {"scoperture": str(open_places), "unita_programma": str(units)}
    gap = abs(open_places - units)
    for tool in ("compensazione_difetto", "compensazione_eccesso", "esonero", "altro"):
        answers[tool] = tool in tools
        shared = max(1, gap // max(1, len(tools)) + chance.choice([0, 0, 0, 1, -1]))
        answers[f"{tool}_unita"] = str(chance.choice([shared, max(1, gap)]))
        if tool in ("esonero", "altro") and chance.yes(40):
            answers[f"{tool}_unita"] = None
    for tool in ("compensazione_difetto", "compensazione_eccesso"):
        answers[f"{tool}_province"] = chance.choice(PLACES)
    return answers | {
        "altro_testo": "Convenzione art. 14",
        "compensazione_autorizzata": chance.choice([None, True, False]),
    }


def _exemption(chance: Chance, asked: dt.date) -> Line:
    day = chance.choice([asked, asked - days(40), LAW])
    return {
        "esonero_richiesto_il": chance.choice([None, chance.day(day)]),
        "esonero_ottenuto_il": chance.choice([None, chance.day(day)]),
    }


def _access(chance: Chance, asked: dt.date, start: dt.date) -> Line:
    ended = months_later(start, -12) if chance.yes(80) else chance.choice([LAW, asked])
    return {
        "convenzione_precedente": chance.yes(70),
        "precedente_risolta": chance.yes(40),
        "data_risoluzione": chance.day(ended),
        "precedente_completata": chance.yes(60),
        "precedente_quota_assunta": chance.yes(80),
    }


def _programme(chance: Chance, start: dt.date) -> list[Line]:
    groups = [_group(chance) for _ in range(chance.choice([1, 1, 2, 2, 3, 4]))]
    placed = sum(int(group["lavoratori"]) for group in groups)
    severe = sum(int(group["di_cui_gravi"]) for group in groups)
    most = 12 if placed <= 2 else 24 if placed <= 4 else chance.choice([36, 48])
    last = months_later(start, chance.choice([most + 2 * severe, most, 9]))
    last = last if chance.yes(80) else months_later(start, 6) - days(1)  # six months with that day
    for number, group in enumerate(reversed(groups)):
        day = last if number == 0 else start + days(chance.choice([0, 60, 90, 200]))
        group["entro_il"] = chance.day(day)
        _dated(chance, group, start)
    return groups


def _group(chance: Chance) -> Line:
    workers = chance.choice([1, 1, 1, 2, 2, 3, 5])
    group: Line = {"lavoratori": str(workers), "mansioni": "addetto", "metodo": "nominativa"}
    group["di_cui_gravi"] = str(chance.choice([0, 0, 1, workers, workers + chance.choice([0, 0, 1])]))
    contract = chance.choice(CONTRACTS)
    group |= {f"contratto_{id}": id == contract and chance.yes(97) for id in CONTRACTS}
    full = chance.choice([None, "40", "38", "36.5"])
    half = {None: 20, "40": 20, "38": 19, "36.5": 18}[full]
    group["ore_settimanali"] = chance.number(half, 10, 17, 20, highest=48)
    group["ore_tempo_pieno"] = full
    group["durata_determinato_mesi"] = chance.number(chance.choice([6, 24]), 3)
    group["durata_somministrazione_mesi"] = chance.number(12, 6)
    if chance.yes(30):
        group |= {"prova_lunga": True, "prova_ccnl_mesi": "2", "prova_mesi": chance.number(chance.choice([2, 8]), 3)}
    return group


def _dated(chance: Chance, group: Line, start: dt.date) -> None:
    """Its hires, its request to the office."""
    by = dt.date.fromisoformat(group["entro_il"])
    if chance.yes(40):
        group["metodo"] = "preselezione"
        group["preselezione_chiesta_il"] = chance.choice([None, chance.day(by - days(60)), chance.day(start)])
        group["da_preselezionare"] = chance.choice([None, None, True, False])
    if chance.yes(30):
        group["assunti_il"] = chance.day(chance.choice([by, start]))
    for id in [id for id, each in group.items() if each is None]:
        del group[id]


def _warning(chance: Chance, start: dt.date, dates: list[dt.date]) -> Line:
    told = dt.date.fromisoformat(chance.day(chance.choice([start, min(dates), max(dates), TODAY - days(30)])))
    line: Line = {"data_diffida": told.isoformat()}
    return line if chance.yes(40) else line | {"rimediato_il": chance.day(told + days(chance.choice([0, 30])))}


def _ended(chance: Chance, start: dt.date, end: dt.date) -> Line:
    last = dt.date.fromisoformat(chance.day(chance.choice([start, months_later(end, 24), TODAY - days(30)])))
    line: Line = {"data_fine": last.isoformat()}
    return line if chance.yes(40) else line | {"sistemato_il": chance.day(chance.choice([start, last + days(30)]))}
