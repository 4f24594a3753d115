"""Who counts in an agreement of Marche (artt. 3 and 4), and what the mean of their costs is: part of `marche.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor
from typing import Any

from tests.forms.oracles.law import HALF, Answers, Verdict, days, judge_quota, months_between, months_later

Columns = set[str]
Judge = Callable[[Answers, Answers, Verdict], tuple[Columns, Columns]]


def yearly(a: Answers, id: str) -> Fraction:
    """CL is «costo del lavoro annuo» and VUC has no period: all is brought to a year, never rounded on the way."""
    return a.number(id) if a["periodo_valori"] == "anno" else a.number(id) * 12 / a.number("durata_mesi")


def judge_workers(a: Answers, found: Verdict) -> Fraction:
    """Who counts as a whole unit (artt. 3 and 4); gives CL, the mean of those («in base all'inquadramento»)."""
    kinds: dict[str, Judge] = {
        "nuovi_inserimenti": _new_hire,
        "ampliamenti": _longer_hours,
        "proroghe": _longer_contract,
    }
    counting: list[Fraction] = []
    beside = Fraction(0)  # art. 8: N are the «lavoratori computabili»; what the others cost is production, CP
    for kind, judged in kinds.items():
        for number, line in enumerate(a.lines(kind), 1):
            faults, doubts = judged(line, a, found)
            # Art. 4: «tra i soggetti con particolari difficoltà»; art. 3 [b]: «purchè ricompresi nel target».
            faults |= set() if line["categoria_art4"] else {"categoria_art4"}
            doubts |= {"ore_settimanali"} if line["orario"] == "parziale" and _share(line) >= 1 else set()
            # Art. 3 [a] lets a short part time be hired, though it covers nothing; [b] has no place for it.
            mild = {"ore_settimanali"} & faults
            found.complaints |= {(f"{kind}.{id}", number, "error") for id in faults - mild}
            found.complaints |= {(f"{kind}.{id}", number, "warning") for id in doubts | mild}
            cost = line.number("costo_annuo", a.number("cl"))
            beside += cost if mild else 0
            counting += [] if faults else [cost]
    found.values["persone_computate"] = Fraction(len(counting))
    others = a.number("n_svantaggiati") * a.number("costo_svantaggiati") if a["destinatari"] == "entrambi" else 0
    if beside:
        found.values["costo_di_chi_non_conta"] = beside
        found.expect(yearly(a, "cp") >= beside + others, "costo_di_chi_non_conta", "warning")
    return sum(counting, Fraction(0)) / len(counting) if counting else a.number("cl")


def costs(answers: Mapping[str, Any]) -> tuple[Fraction, Fraction]:
    """CL of an agreement for disabled persons, and the yearly cost of those who do not count."""
    found, a = Verdict(), Answers(answers)
    judge_quota(a, found)
    return judge_workers(a, found), found.values.get("costo_di_chi_non_conta", Fraction(0))


def _share(line: Answers) -> Fraction:
    """The part of full time. The act's «0,50%» is one half, as it says itself: «orario di lavoro superiore al 50%»."""
    full = line.number("ore_tempo_pieno")
    return Fraction(1) if line["orario"] == "pieno" else line.number("ore_settimanali") / full


def _new_hire(line: Answers, a: Answers, found: Verdict) -> tuple[Columns, Columns]:
    """Art. 3 [a]: the columns that keep the line from counting, and those to be explained."""
    faults: Columns = set()
    # «la durata del contratto dovrà essere superiore a mesi 6»; apprentices have no term (D.Lgs. 81/2015 art. 41).
    if line["contratto"] == "determinato" and line.number("durata_contratto_mesi") <= 6:
        faults.add("durata_contratto_mesi")
    # «Si prescinde dalla percentuale […] unicamente per i datori di lavoro che occupano da 15 a 35 dipendenti […]
    # qualora assumano disabili con percentuale di invalidità superiore al 50%.»
    exempt = 15 <= found.values["base_computo"] <= 35 and line["oltre_meta_invalidita"]
    if _share(line) <= HALF and not exempt:
        faults.add("ore_settimanali")
    doubts: Columns = set()
    if line["contratto"] == "determinato":
        months = line.number("durata_contratto_mesi")
        ends = last_day(line.day("assunto_il"), months) if line["assunto_il"] else None
        short = ends < a.day("commessa_fine") if ends else months < order_months(a)
        doubts |= {"durata_contratto_mesi"} if short or months > 24 else set()  # artt. 7 and 3; D.Lgs. 81/2015 art. 19
    if line["assunto_il"]:
        wrong, doubtful = judge_hire(line.day("assunto_il"), a)
        faults |= {"assunto_il"} if wrong else set()
        doubts |= {"assunto_il"} if doubtful else set()
    return faults, doubts


def judge_hire(hired: dt.date, a: Answers) -> tuple[bool, bool]:
    """Whether a hire is out of place (All. 3: «prima dell'avvio»; art. 3: after the agreement), or early or late."""
    signed, contract, start = (a.day(id) for id in ("data_stipula", "data_contratto", "commessa_inizio"))
    late, early = contract + days(15) < hired < start, signed <= hired < contract
    return not signed <= hired < start, late or early


def last_day(hired: dt.date, months: Fraction) -> dt.date:
    """Of a contract of so many months; half a month is 15 days."""
    return months_later(hired, floor(months)) + days(floor((months - floor(months)) * 30 + HALF) - 1)


def order_months(a: Answers) -> Fraction:
    """As written, or from the first to the last day."""
    return a.number("durata_mesi", months_between(a.day("commessa_inizio"), a.day("commessa_fine")))


def _longer_hours(line: Answers, a: Answers, found: Verdict) -> tuple[Columns, Columns]:
    """Art. 3 [b], first and second situation; requirements of art. 4 c. 3-bis or 4 L. 68/1999."""
    faults = set() if line["requisiti_l68"] else {"requisiti_l68"}
    before, after = line.number("ore_prima"), _share(line) * line.number("ore_tempo_pieno")
    doubts = {"ore_prima"} if before > line.number("ore_tempo_pieno") else set()
    if line["orario_dal"]:  # «in virtù della nuova commessa di lavoro», art. 5: within 15 days
        longer, told, contract = line.day("orario_dal"), a.day("data_comunicazione"), a.day("data_contratto")
        faults |= {"orario_dal"} if longer < told else set()
        doubts |= {"orario_dal"} if told <= longer < contract or longer > contract + days(15) else set()
    if after < before:  # All. 2 A: «ampliamento dell'orario lavorativo»
        faults.add("ore_contratto")
    if line["situazione"] == "orario_ridotto":
        # «lavorano con un orario minimo e vedano un incremento pari ad almeno il 40% dello stesso»
        faults |= set() if before else {"ore_prima"}
        faults |= set() if after >= before + before * 40 / 100 else {"ore_contratto"}
    elif after == before:  # «non lavorano per mancanza di commesse»: nothing said of the hours they had
        doubts.add("ore_contratto")
    # «purchè si rispetti il parametro di cui al precedente capoverso (orario di lavoro superiore al 50%)»
    return faults | (set() if _share(line) > HALF else {"ore_contratto"}), doubts


def _longer_contract(line: Answers, a: Answers, found: Verdict) -> tuple[Columns, Columns]:
    """Art. 3 [b], third situation: «una proroga o […] una trasformazione a tempo indeterminato»."""
    faults = set() if line["requisiti_l68"] else {"requisiti_l68"}
    doubts: Columns = set()
    if _share(line) <= HALF:  # All. 2 B: «nel rispetto della percentuale di computabilità»
        faults.add("ore_contratto")
    start, expiry, told = line.day("contratto_inizio"), line.day("contratto_scadenza"), a.day("data_comunicazione")
    if start >= a.day("data_stipula"):  # «presenti all'interno della Cooperativa […] prima della stipula»
        doubts.add("contratto_inizio")
    if expiry < max(start, told):  # «lavorano con Contratto a tempo determinato»: still so when the office is told
        faults.add("contratto_scadenza")
    if told <= expiry < a.day("data_contratto"):  # «a seguito della nuova commessa»
        doubts.add("contratto_scadenza")
    if line["modifica_firmata_il"]:  # art. 5, and while the contract runs
        done, contract = line.day("modifica_firmata_il"), a.day("data_contratto")
        faults |= set() if told <= done <= expiry else {"modifica_firmata_il"}
        late, early = contract + days(15) < done <= expiry, told <= done < contract <= expiry
        doubts |= {"modifica_firmata_il"} if late or early else set()
    if line["modifica"] == "trasformazione":  # the contract must run still
        changed = line.day("trasformazione_dal")
        if not max(start, told) <= changed <= expiry + days(1):
            faults.add("trasformazione_dal")
        if max(start, told) <= changed < a.day("data_contratto"):
            doubts.add("trasformazione_dal")
        return faults, doubts
    more = _extended(line, a)
    return faults | more[0], doubts | more[1]


def _extended(line: Answers, a: Answers) -> tuple[Columns, Columns]:
    """The third situation's «proroga»: more than six months in all, within art. 19."""
    faults: Columns = set()
    start, until = line.day("contratto_inizio"), line.day("proroga_fino")
    # «Eventuali proroghe […] vanno gestite nel novero di quanto disposto dall'art. 19 del D.Lgs 81/15.»
    if not line["entro_art19"]:
        faults.add("entro_art19")
    # More than six months: on the same day of the sixth month after its start the contract is still there. At most
    # 24 (art. 19 c. 2), unless the collective agreement or the inspectorate (c. 3) allow more.
    too_long = until >= months_later(start, 24) and not line["oltre_massimo_ammesso"]
    if until <= line.day("contratto_scadenza") or until < months_later(start, 6) or too_long:
        faults.add("proroga_fino")
    return faults, {"proroga_fino"} if until < a.day("commessa_fine") else set()
