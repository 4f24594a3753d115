"""Marche, commessa of art. 14 D.Lgs. 276/2003: an independent second computation, from the text of the act alone.

"Art." is the convenzione quadro, "All." its Allegato A; words in guillemets are theirs. Nothing here was taken from
`forms/marche/art14_2023` but the ids of its fields: where the two differ, the act decides who is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor
from typing import Any

from tests.forms.oracles.law import HALF, Answers, Verdict, days, judge_quota, months_between, months_later

FORM = "marche/art14_2023"
NUMBERS = (
    "base_computo", "quota_art3", "quota_art18", "scopertura", "limite_art9", "cl_usato", "n_esatto", "n_computabili",
    "posti_massimi", "vuc_minimo", "margine", "manca_al_prossimo", "persone_computate",
    "costo_di_chi_non_conta", "vuc_commessa", "cp_commessa", "ct_commessa",
)  # fmt: skip
REQUIREMENTS = (  # artt. 2 [A], 2 [B], 10, All. 1
    "albo_nazionale", "albo_regionale", "unita_marche", "ottemperante", "associazione_cooperativa", "privato", "ccnl",
    "associazione_azienda", "commessa_nuova", "commessa_coerente", "ambiente_protetto",
)  # fmt: skip


def judge(answers: Mapping[str, Any]) -> Verdict:
    """Numbers, complaints and terms of a dossier with nothing missing."""
    found, a = Verdict(), Answers(answers)
    for id in REQUIREMENTS:
        found.expect(a[f"req_{id}"], f"req_{id}")
    if a["destinatari"] == "svantaggiati":
        _formula(a, found, a.number("costo_svantaggiati"), a.number("n_svantaggiati"))
        # Art. 13: no cover of the quota; «la commessa dovrà essere rapportata al costo del lavoro […] art. 8».
        found.expect(found.values["margine"] >= 0, "n_svantaggiati")
    else:
        judge_quota(a, found)
        _formula(a, found, _workers(a, found), a.number("posti_convenzione"))
        _places(a, found)
        _attachments(a, found)
    _duration(a, found)
    _terms(a, found)
    _afterwards(a, found)
    return found


def _yearly(a: Answers, id: str) -> Fraction:
    """CL is «costo del lavoro annuo» and VUC has no period: all is brought to a year, never rounded on the way."""
    return a.number(id) if a["periodo_valori"] == "anno" else a.number(id) * 12 / a.number("durata_mesi")


def _formula(a: Answers, found: Verdict, cl: Fraction, wanted: Fraction) -> None:
    """Art. 8: VUC ≥ CP + CT + (N * CL), N = (VUC - CP - CT) / CL. N is persons: only whole ones keep the inequality."""
    vuc, others = _yearly(a, "vuc"), _yearly(a, "cp") + _yearly(a, "ct")
    whole = max(0, floor((vuc - others) / cl))
    found.expect(vuc >= others, "vuc")  # nothing is left for N, whatever CL
    found.values |= {
        "cl_usato": cl,
        "n_esatto": (vuc - others) / cl,
        "n_computabili": Fraction(whole),
        "vuc_minimo": others + wanted * cl,
        "margine": vuc - others - wanted * cl,
        "manca_al_prossimo": others + (whole + 1) * cl - vuc,
    }


def _workers(a: Answers, found: Verdict) -> Fraction:
    """Who counts as a whole unit (artt. 3 and 4); gives CL, the mean of those («in base all'inquadramento»)."""
    kinds = {"nuovi_inserimenti": _new_hire, "ampliamenti": _longer_hours, "proroghe": _longer_contract}
    counting: list[Fraction] = []
    beside = Fraction(0)  # art. 8: N are the «lavoratori computabili»; what the others cost is production, CP
    for kind, judged in kinds.items():
        for number, line in enumerate(a.lines(kind), 1):
            faults = judged(line, a, found)
            # Art. 4: «tra i soggetti con particolari difficoltà»; art. 3 [b]: «purchè ricompresi nel target».
            faults |= set() if line["categoria_art4"] else {"categoria_art4"}
            part_time_slip = line["orario"] == "parziale" and _share(line) >= 1
            found.expect(not part_time_slip, f"{kind}.ore_settimanali", "warning", number)
            # Art. 3 [a] lets a short part time be hired, though it covers nothing; [b] has no place for it.
            mild = {"ore_settimanali"} & faults
            found.complaints |= {(f"{kind}.{id}", number, "warning" if id in mild else "error") for id in faults}
            if kind == "proroghe":  # art. 3 [b]: «presenti all'interno della Cooperativa […] prima della stipula»
                here = line.day("contratto_inizio") < a.day("data_stipula")
                found.expect(here, "proroghe.contratto_inizio", "warning", number)
            cost = line.number("costo_annuo", a.number("cl"))
            if faults:
                beside += cost
            else:
                counting.append(cost)
    found.values["persone_computate"] = Fraction(len(counting))
    others = a.number("n_svantaggiati") * a.number("costo_svantaggiati") if a["destinatari"] == "entrambi" else 0
    if beside:
        found.values["costo_di_chi_non_conta"] = beside
        found.expect(_yearly(a, "cp") >= beside + others, "costo_di_chi_non_conta", "warning")
    return sum(counting, Fraction(0)) / len(counting) if counting else a.number("cl")


def costs(answers: Mapping[str, Any]) -> tuple[Fraction, Fraction]:
    """CL of an agreement for disabled persons, and the yearly cost of those who do not count."""
    found, a = Verdict(), Answers(answers)
    judge_quota(a, found)
    return _workers(a, found), found.values.get("costo_di_chi_non_conta", Fraction(0))


def _share(line: Answers) -> Fraction:
    """The part of full time. The act's «0,50%» is one half, as it says itself: «orario di lavoro superiore al 50%»."""
    full = line.number("ore_tempo_pieno")
    return Fraction(1) if line["orario"] == "pieno" else line.number("ore_settimanali") / full


def _new_hire(line: Answers, a: Answers, found: Verdict) -> set[str]:
    """Art. 3 [a]: the columns that keep the line from counting."""
    faults = set()
    # «la durata del contratto dovrà essere superiore a mesi 6»; apprentices have no term (D.Lgs. 81/2015 art. 41).
    if line["contratto"] == "determinato" and line.number("durata_contratto_mesi") <= 6:
        faults.add("durata_contratto_mesi")
    # «Si prescinde dalla percentuale […] unicamente per i datori di lavoro che occupano da 15 a 35 dipendenti […]
    # qualora assumano disabili con percentuale di invalidità superiore al 50%.»
    exempt = 15 <= found.values["base_computo"] <= 35 and line["oltre_meta_invalidita"]
    if _share(line) <= HALF and not exempt:
        faults.add("ore_settimanali")
    return faults


def _longer_hours(line: Answers, a: Answers, found: Verdict) -> set[str]:
    """Art. 3 [b], first and second situation; requirements of art. 4 c. 3-bis or 4 L. 68/1999."""
    faults = set() if line["requisiti_l68"] else {"requisiti_l68"}
    before, after = line.number("ore_prima"), _share(line) * line.number("ore_tempo_pieno")
    if line["situazione"] == "orario_ridotto":
        # «lavorano con un orario minimo e vedano un incremento pari ad almeno il 40% dello stesso»
        faults |= set() if before else {"ore_prima"}
        faults |= set() if after >= before + before * 40 / 100 else {"ore_contratto"}
    # «purchè si rispetti il parametro di cui al precedente capoverso (orario di lavoro superiore al 50%)»
    return faults | (set() if _share(line) > HALF else {"ore_contratto"})


def _longer_contract(line: Answers, a: Answers, found: Verdict) -> set[str]:
    """Art. 3 [b], third situation: «una proroga o […] una trasformazione a tempo indeterminato»."""
    faults = set() if line["requisiti_l68"] else {"requisiti_l68"}
    if _share(line) <= HALF:  # All. 2 B: «nel rispetto della percentuale di computabilità»
        faults.add("ore_contratto")
    start, expiry = line.day("contratto_inizio"), line.day("contratto_scadenza")
    if expiry < start:
        faults.add("contratto_scadenza")
    if line["modifica"] == "trasformazione":  # the contract must not have ended before
        return faults | (set() if line.day("trasformazione_dal") <= expiry + days(1) else {"trasformazione_dal"})
    # «Eventuali proroghe […] vanno gestite nel novero di quanto disposto dall'art. 19 del D.Lgs 81/15.»
    if not line["entro_art19"]:
        faults.add("entro_art19")
    # More than six months: on the same day of the sixth month after its start the contract is still there.
    until = line.day("proroga_fino")
    return faults | (set() if until > expiry and until >= months_later(start, 6) else {"proroga_fino"})


def _places(a: Answers, found: Verdict) -> None:
    """Artt. 3, 8 and 9: how many places the agreement may cover, who stands for them, and the places beside them."""
    values, places = found.values, a.number("posti_convenzione")
    # Art. 9: «un lavoratore disabile, se il datore di lavoro occupa fino a 50 dipendenti»; «non più del 40% dei
    # lavoratori disabili da assumere, ai sensi dell'art. 3 della L. n. 68/99» above: of the whole quota, downwards.
    limit = Fraction(1) if values["base_computo"] <= 50 else Fraction(floor(values["quota_art3"] * 40 / 100))
    values["limite_art9"] = limit
    values["posti_massimi"] = min(values["n_computabili"], limit, values["scopertura"])
    found.expect(places <= values["posti_massimi"], "posti_convenzione")
    other = a.number("posti_altre_art14")  # art. 9 says «il datore di lavoro»: doubtful, so only a warning
    found.expect(not other or places + other <= limit, "posti_convenzione", "warning")
    # Art. 8, end: the persons «non potrà essere inferiore a quello delle coperture».
    found.expect(values["persone_computate"] >= places, "persone_computate")
    # Art. 3: «sempre che la restante quota dell'obbligo sia già assolta […] o che venga assolta contestualmente».
    left = max(Fraction(0), values["scopertura"] - places)
    covered = sum((a.number(id) for id in ("resto_art5", "resto_art9", "resto_art11")), Fraction(0))
    found.expect(covered >= left, "resto_scoperto")
    found.expect(covered <= left or not left, "resto_scoperto", "warning")
    # Art. 8: «le unità in esubero potranno essere computate […] ad altre unità operative della medesima impresa o ad
    # altre imprese del medesimo gruppo»: persons whom the order carries and who count, beyond the places.
    spare = max(Fraction(0), min(values["n_computabili"], values["persone_computate"]) - places)
    lent = sum((line.number("persone") for line in a.lines("computi_altrove")), Fraction(0))
    found.expect(lent <= spare, "computi_altrove")
    if a["destinatari"] == "entrambi":  # art. 13: the order pays for the others too, out of CP; they never count
        others = a.number("n_svantaggiati") * a.number("costo_svantaggiati")
        found.expect(_yearly(a, "cp") >= others, "costo_totale_svantaggiati", "warning")


def _attachments(a: Answers, found: Verdict) -> None:
    """All. 2 A «si allega comunicazione di variazione dell'orario»; art. 3 «adeguata documentazione»."""
    found.expect(a["allegato_orario"] or not a["ampliamenti"], "allegato_orario", "warning")
    recognised = a["ampliamenti"] or a["proroghe"]
    found.expect(a["allegato_invalidita"] or not recognised, "allegato_invalidita", "warning")


def _duration(a: Answers, found: Verdict) -> None:
    """Art. 6: «avrà durata pari al contratto di affidamento della commessa»; All. 9 states it in years."""
    found.expect(a["allegato_identita"] or a["modo_firma"] != "penna", "allegato_identita", "warning")
    start, end = a.day("commessa_inizio"), a.day("commessa_fine")
    found.expect(end >= start, "commessa_fine")
    if end < start and not a["durata_mesi"]:  # nothing lasts less than no time: the months are not known
        return
    months = a.number("durata_mesi", months_between(start, end))
    found.expect(a["periodo_valori"] != "anno" or months == 12, "periodo_valori", "note")
    years = Fraction(1) if a["periodo_valori"] == "intera_commessa" else months / 12
    found.values |= {f"{id}_commessa": a.number(id) * years for id in ("vuc", "cp", "ct")}
    found.expect(months == months_between(start, end) or end < start, "durata_mesi", "warning")
    found.expect(floor(a.number("durata_anni") * 12 + HALF) == months, "durata_anni")


def _terms(a: Answers, found: Verdict) -> None:
    """Art. 5: 30, 15 and 15 days; All. 1: the contract at most 15 days after; All. 3: hired before the order starts."""
    told, signed, awarded = a.day("data_comunicazione"), a.day("data_stipula"), a.day("data_affidamento")
    terms = {"scadenza_stipula": told + days(30), "scadenza_affidamento": signed + days(15)}
    found.expect(signed >= told, "data_stipula")
    found.expect(signed <= told + days(30), "data_stipula", "warning")
    found.expect(awarded >= signed, "data_affidamento")
    found.expect(awarded <= signed + days(15), "data_affidamento", "warning")
    if a["contratto_consegna"] == "trasmesso":
        terms["scadenza_trasmissione"] = sent = a.day("contratto_trasmesso_entro")
        found.expect(signed <= sent <= signed + days(15), "contratto_trasmesso_entro")
        found.expect(a.day("data_contratto") <= sent, "data_contratto", "warning")
    recognised = a["destinatari"] != "svantaggiati" and (a["ampliamenti"] or a["proroghe"])
    if recognised:
        terms["scadenza_riconoscimenti"] = a.day("data_contratto") + days(15)
    if not recognised or a["nuovi_inserimenti"] or a["destinatari"] == "entrambi":
        eve = a.day("commessa_inizio") - days(1)  # «prima dell'avvio della commessa»
        terms["scadenza_assunzioni"] = min(a.day("data_contratto") + days(15), eve)
    if a["nuovi_inserimenti"] or a["destinatari"] != "disabili":
        # Art. 5: hired «entro i successivi 15 giorni dalla stipula della commessa»; who was there «prima della stipula
        # della convenzione» is art. 3 [b]. Some day must be left after both and before the order starts.
        found.expect(max(signed, a.day("data_contratto")) < a.day("commessa_inizio"), "commessa_inizio", "warning")
    found.terms |= {(id, None, day) for id, day in terms.items()}


def _afterwards(a: Answers, found: Verdict) -> None:
    """Art. 7: 60 days to replace who leaves. Art. 11, All. 6: formal notice within 7 days, 15 to remedy."""
    # Art. 7, «Sostituzione dei lavoratori disabili»: who is only disadvantaged need not be replaced.
    of_art_7 = a.lines("cessazioni") if a["destinatari"] != "svantaggiati" else []
    for number, line in enumerate(of_art_7, 1):
        last, column = line.day("data_cessazione"), "cessazioni.sostituito_il"
        if line["sostituito_il"]:
            found.expect(line.day("sostituito_il") > last, column, line=number)
            found.expect(line.day("sostituito_il") <= last + days(60), column, "warning", number)
        else:
            found.terms.add(("scadenza_sostituzione", number, last + days(60)))
    letters = [line for line in a.lines("inadempimenti") if line["lettera"]]
    found.expect(len(letters) <= 1, "mora_a")
    for number, line in enumerate(a.lines("inadempimenti"), 1):
        breach, notice = line.day("data_inadempimento"), line.day("data_messa_in_mora")
        found.expect(notice >= breach, "inadempimenti.data_messa_in_mora", line=number)
        found.expect(notice <= breach + days(7), "inadempimenti.data_messa_in_mora", "warning", number)
        if line["rimediato_il"]:
            found.expect(line.day("rimediato_il") >= breach, "inadempimenti.rimediato_il", line=number)
        else:
            found.terms |= {("scadenza_messa_in_mora", number, breach + days(7))}
            found.terms |= {("scadenza_rimedio", number, notice + days(15))}
