"""Random dossiers of Marche, art. 14, complete but seldom right: most numbers lie on a boundary or a cent beside it."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from fractions import Fraction
from typing import Any

from tests.forms.oracles.chance import Chance, cents, plain
from tests.forms.oracles.law import months_later, quota_art3
from tests.forms.oracles.marche import REQUIREMENTS
from tests.forms.oracles.marche_parties import LAW_68, OFFICES, OPINION, PROVINCES
from tests.forms.oracles.marche_workers import costs

BASES = (0, 14, 15, 16, 34, 35, 36, 37, 49, 50, 51, 52, 64, 65, 92, 93, 150, 151, 250, 251, 1430)
SMALL = (14, 15, 16, 34, 35, 36)
LEFT_OUT = ("l68", "dirigenti", "apprendisti", "brevi", "domicilio", "estero", "soci", "altri")
KINDS = ("nuovi_inserimenti", "ampliamenti", "proroghe")
ALONE = (  # answers that stand by themselves: none asks for another
    "posti_convenzione", "protetti_in_forza", "posti_sospesi", "vuc", "cp", "ct", "cl", "dgr_data", "data_stipula",
    "data_affidamento", "data_contratto", "cpi_nome", "unita_provincia", "lato_azienda", "allegato_orario",
)  # fmt: skip
HIRED_AFTER = ("data_stipula", "data_contratto")
Line = dict[str, Any]
SVANTAGGIATI = {"n_svantaggiati": "1", "costo_svantaggiati": "18000.00"}


def dossier(seed: int, example: Line) -> Line:
    """The answers of the form's example with all that is computed or judged drawn anew; in one of five, a part only."""
    chance = Chance(seed)
    company = {id.replace("azienda_", "gruppo_"): each for id, each in example.items() if id.startswith("azienda_")}
    answers = deepcopy({**company, **SVANTAGGIATI, **example})
    parts = (_parties, _quota, _days, _workers, _order, _bills, _places, _acts, _province, _afterwards)
    for part in [chance.choice(parts)] if seed % 5 == 0 else parts:
        answers |= part(chance, answers)
    if chance.yes(10):  # the example, which has no fault, with one or two answers drawn
        drawn = chance.sample([id for id in ALONE if id in answers], chance.choice([1, 2]))
        return {**company, **deepcopy(example), **{id: answers[id] for id in drawn}}
    return answers


def _workers(chance: Chance, answers: Line) -> Line:
    hires, longer, extended = (chance.choice([0, 0, 1, 1, 2, 3]) for _ in KINDS)
    return {
        "nuovi_inserimenti": [_new_hire(chance, answers) for _ in range(hires)],
        "ampliamenti": [_longer_hours(chance, answers) for _ in range(longer)],
        "proroghe": [_longer_contract(chance, answers) for _ in range(extended)],
    }


def _places(chance: Chance, _: Line) -> Line:
    answers: Line = {"posti_convenzione": chance.choice("11111223")}
    answers["lavoratori_necessari"] = chance.choice(["1", "3", "5", "9", "20"])
    answers |= {id: chance.choice("0012") for id in ("resto_art5", "resto_art9") if chance.yes(50)}
    answers["resto_art11"] = chance.choice(["0", "1", "20"])
    lent = chance.choice([0, 0, 0, 0, 1, 2])
    answers["computi_altrove"] = [
        {"impresa": "Sede B", "provincia": "Macerata", "persone": chance.choice("112")} for _ in range(lent)
    ]
    return answers


def _parties(chance: Chance, _: Line) -> Line:
    return {
        "destinatari": chance.choice(["disabili", "disabili", "entrambi", "svantaggiati"]),
        "lato_azienda": chance.choice(["azienda", "gruppo"]),
        **{f"req_{id}": chance.yes(98) for id in REQUIREMENTS},
        "contratto_svantaggiati": "determinato",
        "canale_svantaggiati": "accordo",
        "svantaggiati_art12": chance.yes(90),
        "cpi_nome": chance.choice(OFFICES) if chance.yes(95) else "Bologna",
        "unita_provincia": chance.choice(PROVINCES) if chance.yes(95) else "Milano",
        "allegato_orario": chance.yes(90),
        "allegato_invalidita": chance.yes(90),
        "modo_firma": chance.choice(["digitale", "penna"]),
        "allegato_identita": chance.yes(90),
    }


def _quota(chance: Chance, _: Line) -> Line:
    """The base typed or worked out, the places already covered: often one beside what the limits allow."""
    base = chance.choice([*BASES, *SMALL, *SMALL, chance.randrange(3000)])
    quota = int(quota_art3(Fraction(base)))
    answers: Line = {
        "base_computo": str(base),
        "disabili_in_forza": chance.choice(["0", "1", chance.around(quota - 1)]),
    }
    if chance.yes(25):
        answers["posti_esonerati"] = chance.choice(["0", "1", chance.around(quota * 60 // 100)])
    for id in ("posti_altre_art14", "posti_compensati", "posti_gruppo", "posti_ceduti", "posti_sospesi"):
        if chance.yes(12):
            answers[id] = chance.choice(["0", "1", "1", "2", chance.around(quota)])
    answers["protetti_in_forza"] = chance.choice(["1", "20", "20", chance.around(1)])
    if chance.yes(50):
        answers["esoneri_rinunciati"] = chance.choice("0012")
    if chance.yes(25):
        typed = chance.choice(["", "", str(base)])
        answers |= {"base_da_calcolare": True, "base_computo": typed, **_base(chance, base)}
    if chance.yes(40):
        typed = chance.choice(["", "", "", "1"])
        answers |= {"disabili_da_calcolare": True, "disabili_in_forza": typed}
        answers["disabili_tempo_pieno"] = chance.choice("01")
        answers["disabili_part_time"] = [_part_timers(chance, Fraction(40)) for _ in range(chance.randrange(3))]
    return answers


def _base(chance: Chance, base: int) -> Line:
    answers: Line = {f"esclusi_{kind}": chance.choice("0012") for kind in LEFT_OUT}
    answers["part_time"] = [_part_timers(chance, Fraction(38)) for _ in range(chance.randrange(3))]
    out = sum(int(answers[f"esclusi_{kind}"]) for kind in LEFT_OUT)
    out += sum(int(line["persone"]) for line in answers["part_time"])
    answers["dipendenti_totali"] = str(max(1, out + chance.choice([base, base - 1, 0, -1])))
    return answers


def _part_timers(chance: Chance, full: Fraction) -> Line:
    hours = chance.number(chance.choice([full / 2, full / 2, full / 4, full]), -1, highest=168)
    many, severe = chance.choice("1123"), chance.yes(50)
    return {"persone": many, "ore_settimanali": hours, "ore_tempo_pieno": plain(full), "oltre_meta_invalidita": severe}


def _person(chance: Chance) -> Line:
    """What the lines of every kind share; the hours crowd around one half of full time."""
    full = Fraction(chance.choice(["36", "37.5", "38", "38.25", "40"]))
    line: Line = {"qualifica": "Addetto", "categoria_art4": chance.yes(92), "requisiti_l68": chance.yes(92)}
    line |= {"orario": chance.choice(["pieno", "parziale", "parziale"]), "ore_tempo_pieno": plain(full)}
    line["ore_settimanali"] = chance.number(chance.choice([full / 2] * 5 + [full]), 5, highest=48)
    if chance.yes(50):
        line["costo_annuo"] = chance.choice(
            ["21500.00", "14333.33", "10750.01", plain(Fraction(chance.randrange(1, 4 * 10**6), 100))]
        )
    return line


def _new_hire(chance: Chance, answers: Line) -> Line:
    line = {**_person(chance), "cpi_iscrizione": "Jesi" if chance.yes(95) else "Rimini"}
    line["oltre_meta_invalidita"] = chance.yes(50)
    line["contratto"] = chance.choice(["indeterminato", "determinato", "apprendistato"])
    line["durata_contratto_mesi"] = chance.number(chance.choice([6, 12, 24]), 6, Fraction(1, 2), -5)
    if chance.yes(40):
        hired = dt.date.fromisoformat(answers[chance.choice(HIRED_AFTER)]) + dt.timedelta(chance.choice([0, 3, 15]))
        line["assunto_il"] = chance.day(hired)
    return line


def _longer_hours(chance: Chance, answers: Line) -> Line:
    line = {**_person(chance), "situazione": chance.choice(["non_lavora", "orario_ridotto", "orario_ridotto"])}
    before = Fraction(chance.choice(["0", "13.57", "15", "18.75", "20", "25", "38", "41"]))
    if chance.yes(50):
        before = cents(Fraction(line["ore_tempo_pieno"]) / chance.choice([Fraction("1.4"), Fraction("2.8")]))
    line["ore_prima"] = plain(before)
    if chance.yes(50):
        line["ore_settimanali"] = chance.number(before * Fraction("1.4"), highest=48)
    if chance.yes(30):
        line["orario_dal"] = _done(chance, answers)
    return line


def _done(chance: Chance, answers: Line) -> str:
    """The day of an act that is due within fifteen days from the award."""
    day = dt.date.fromisoformat(answers[chance.choice(["data_comunicazione", "data_contratto", "data_contratto"])])
    return chance.day(day + dt.timedelta(chance.choice([0, 15])))


def _longer_contract(chance: Chance, answers: Line) -> Line:
    told, signed, awarded = (
        dt.date.fromisoformat(answers[id]) for id in ("data_comunicazione", "data_stipula", "data_contratto")
    )
    odd_days = [dt.date(2026, 8, 31), dt.date(2026, 2, 28), signed, signed - dt.timedelta(chance.randrange(800))]
    start = dt.date.fromisoformat(chance.day(chance.choice(odd_days)))
    ends = [told, awarded, awarded + dt.timedelta(30), *(months_later(start, months) for months in (0, 1, 3, 6, 12))]
    expiry = dt.date.fromisoformat(chance.day(chance.choice(ends)))
    limits = [months_later(start, 6), months_later(start, 24), expiry, dt.date(2027, 10, 18)]
    return {
        **_person(chance),
        "contratto_inizio": start.isoformat(),
        "contratto_scadenza": expiry.isoformat(),
        "modifica": chance.choice(["proroga", "proroga", "trasformazione"]),
        "proroga_fino": chance.day(chance.choice(limits), 200),
        "entro_art19": chance.yes(92),
        "oltre_massimo_ammesso": chance.yes(40),
        **(
            {"modifica_firmata_il": chance.choice([_done(chance, answers), chance.day(expiry)])}
            if chance.yes(30)
            else {}
        ),
        "trasformazione_dal": chance.day(chance.choice([expiry, expiry, start, told, awarded]), 2, -30),
    }


def _order(chance: Chance, answers: Line) -> Line:
    """An order whose value carries a whole number of persons, to the cent."""
    months = chance.choice([1, 6, 7, 11, 12, 12, 13, 18, 24, 36])
    start = dt.date(2026, 10, 31) + dt.timedelta(chance.choice([0, 1, 120, chance.randrange(400)]))
    if chance.yes(30):
        start = dt.date.fromisoformat(chance.day(dt.date.fromisoformat(answers[chance.choice(HIRED_AFTER)])))
    end = months_later(start, months) - dt.timedelta(1)
    whole_order = chance.yes(50)
    order: Line = {
        "commessa_inizio": start.isoformat(),
        "commessa_fine": chance.day(end, -400) if chance.yes(30) else end.isoformat(),
        "periodo_valori": "intera_commessa" if whole_order else "anno",
        "durata_mesi": chance.around(months + 1) if chance.yes(20) else str(months),
        "durata_anni": chance.number(Fraction(months, 12), Fraction(1, 24), Fraction(1, 12)),
        "cl": chance.choice(["21500.00", "21500.01", "0.03", plain(Fraction(chance.randrange(1, 4 * 10**6), 100))]),
        "n_svantaggiati": chance.choice("1123"),
        "costo_svantaggiati": chance.choice(["18000.00", plain(Fraction(chance.randrange(1, 3 * 10**6), 100))]),
        "ct": plain(Fraction(chance.randrange(10**6), 100)),
    }
    order["durata_anni"] = max(order["durata_anni"], "0.01")
    order["durata_mesi"] = max(order["durata_mesi"], "1")
    period = Fraction(order["durata_mesi"]) / 12 if whole_order else Fraction(1)
    others = Fraction(order["n_svantaggiati"]) * Fraction(order["costo_svantaggiati"])
    cl, beside = Fraction(order["costo_svantaggiati"]), Fraction(0)
    if answers["destinatari"] != "svantaggiati":
        cl, beside = costs({**answers, **order, "cp": "0"})
    if answers["destinatari"] == "entrambi":
        beside += others
    order["cp"] = chance.number(
        chance.choice([others * period, beside * period, Fraction(chance.randrange(5 * 10**6), 100)])
    )
    carried = chance.choice([0, 1, 1, 2, 2, 3, 4]) * cl * period
    order["vuc"] = chance.number(Fraction(order["cp"]) + Fraction(order["ct"]) + carried, 10_000)
    if not whole_order and chance.yes(30):
        del order["durata_mesi"]
    return order


def _bills(chance: Chance, answers: Line) -> Line:
    """No invoices, or two that come to what the order is worth, or to a cent beside it."""
    if chance.yes(50):
        return {}
    start, end = (dt.date.fromisoformat(answers[id]) for id in ("commessa_inizio", "commessa_fine"))
    worth = Fraction(answers["vuc"])
    if answers["periodo_valori"] == "anno":
        worth *= Fraction(answers.get("durata_mesi") or 12) / 12
    first = cents(worth / chance.choice([2, 3]))
    bills = [
        {"data_fattura": chance.day(chance.choice([start, end])), "importo": amount}
        for amount in (plain(first), chance.number(worth - first))
    ]
    return {"fatture": [bill for bill in bills if Fraction(bill["importo"])]}


def _days(chance: Chance, _: Line) -> Line:
    told = dt.date(2026, 9, 1) + dt.timedelta(chance.randrange(60))
    signed = dt.date.fromisoformat(chance.day(told + dt.timedelta(chance.choice([0, 30])), 10))
    late = signed + dt.timedelta(chance.choice([0, 15]))
    return {
        "data_comunicazione": told.isoformat(),
        "data_stipula": signed.isoformat(),
        "data_affidamento": chance.day(late),
        "contratto_consegna": chance.choice(["allegato", "trasmesso"]),
        "contratto_trasmesso_entro": chance.day(late),
        **({"contratto_trasmesso_il": chance.day(late)} if chance.yes(50) else {}),
        **({"svantaggiati_assunti_il": chance.day(chance.choice([signed, late]), 5)} if chance.yes(50) else {}),
        "data_contratto": chance.day(chance.choice([signed, signed, told, signed - dt.timedelta(15)]), 15),
    }


def _acts(chance: Chance, answers: Line) -> Line:
    """The framework's approval and the agreement of art. 11, before or after what they have to come before."""
    told, signed = (dt.date.fromisoformat(answers[id]) for id in ("data_comunicazione", "data_stipula"))
    there = chance.choice([told, told, signed])
    born = chance.choice([dt.date(1970, 2, 3)] * 5 + [dt.date(2008, 9, 1), dt.date(1946, 9, 1)])
    in_force = chance.yes(60)
    return {
        "dgr_data": chance.day(chance.choice([dt.date(2024, 1, 8)] * 4 + [OPINION, there])),
        "art11_in_corso": in_force,
        "cpi_responsabile_data_nascita": chance.day(born),
        **({"art11_data": chance.day(chance.choice([dt.date(2025, 3, 3)] * 3 + [LAW_68, signed]))} if in_force else {}),
    }


def _province(chance: Chance, answers: Line) -> Line:
    """What is owed in the province, one beside the whole; with several provinces always said."""
    quota = int(quota_art3(Fraction(answers["base_computo"] or "65")))
    said: Line = {"obbligo_provincia_art3": str(quota), "obbligo_provincia_art18": "0"}
    if chance.yes(30):
        said = {"obbligo_provincia_art3": chance.around(quota), "obbligo_provincia_art18": chance.choice("0112")}
    if chance.yes(50):
        return {"piu_province": True, **said}
    return {"piu_province": False, **(said if chance.yes(20) else {})}


def _afterwards(chance: Chance, answers: Line) -> Line:
    """What happened after signing, on days beside those of the agreement and of the order's end."""
    signed, end = (dt.date.fromisoformat(answers[id]) for id in ("data_stipula", "commessa_fine"))
    left = dt.date(2027, 2, 28) + dt.timedelta(chance.randrange(300))
    left = dt.date.fromisoformat(chance.day(chance.choice([left, left, left, signed, end])))
    sent = left + dt.timedelta(chance.choice([0, 60, 60]))
    return {
        "cessazioni": [_leaving(chance, left)] * chance.choice([0, 0, 1]),
        "data_lettera_sostituzione": chance.day(chance.choice([sent, sent, sent, signed])),
        "inadempimenti": [_breach(chance, left) for _ in range(chance.choice([0, 0, 1, 2]))],
    }


def _leaving(chance: Chance, left: dt.date) -> Line:
    line: Line = {"data_cessazione": left.isoformat(), "lettera": chance.yes(70)}
    if chance.yes(60):
        line["sostituito_il"] = chance.day(left + dt.timedelta(chance.choice([0, 60])))
    return line


def _breach(chance: Chance, day: dt.date) -> Line:
    notice = chance.day(day + dt.timedelta(chance.choice([0, 7])))
    line = {
        "chi_inadempie": chance.choice(["azienda", "cooperativa"]),
        "fatto": "Non ha pagato.",
        "lettera": chance.yes(50),
    }
    line |= {"data_inadempimento": day.isoformat(), "data_messa_in_mora": notice}
    if chance.yes(50):
        line["rimediato_il"] = chance.day(chance.choice([day, dt.date.fromisoformat(notice) + dt.timedelta(15)]))
    return line
