"""Marche, commessa of art. 14 D.Lgs. 276/2003: an independent second computation, from the text of the act alone.

"Art." is the convenzione quadro, "All." its Allegato A; words in guillemets are theirs. Nothing here was taken from
`forms/marche/art14_2023` but the ids of its fields: where the two differ, the act decides who is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any

from tests.forms.oracles.law import HALF, TODAY, Answers, Verdict, days, judge_quota, months_between, months_later
from tests.forms.oracles.marche_parties import judge_afterwards, judge_lent, judge_parties, judge_province
from tests.forms.oracles.marche_workers import judge_hire, judge_workers, last_day, order_months, yearly

FORM = "marche/art14_2023"
NUMBERS = (
    "base_computo", "quota_art3", "quota_art18", "scopertura", "obbligo_provincia_art3", "obbligo_provincia_art18",
    "limite_art9", "cl_usato", "n_esatto", "n_computabili",
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
    judge_parties(a, found)
    judge_quota(a, found)  # art. 5: «attuale posizione nei confronti degli obblighi di cui alla L. 68/99», of all
    judge_province(a, found)
    if a["destinatari"] == "svantaggiati":
        _formula(a, found, a.number("costo_svantaggiati"), a.number("n_svantaggiati"))
        # Art. 13: no cover of the quota; «la commessa dovrà essere rapportata al costo del lavoro […] art. 8».
        found.expect(found.values["margine"] >= 0, "n_svantaggiati")
    else:
        _formula(a, found, judge_workers(a, found), a.number("posti_convenzione"))
        _places(a, found)
        _attachments(a, found)
    _needed(a, found)
    _duration(a, found)
    _bills(a, found)
    _terms(a, found)
    _ends(a, found)
    judge_afterwards(a, found)
    return found


def _formula(a: Answers, found: Verdict, cl: Fraction, wanted: Fraction) -> None:
    """Art. 8: VUC ≥ CP + CT + (N * CL), N = (VUC - CP - CT) / CL. N is persons: only whole ones keep the inequality."""
    vuc, others = yearly(a, "vuc"), yearly(a, "cp") + yearly(a, "ct")
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
    persons, covers = values["persone_computate"], min(values["n_computabili"], limit)
    found.expect(persons >= places, "persone_computate")
    # … «delle coperture derivanti dalla formula», or those agreed? Those agreed; the others are told.
    found.expect(persons < places or persons >= covers, "persone_computate", "note")
    # Art. 3: «sempre che la restante quota dell'obbligo sia già assolta […] o che venga assolta contestualmente».
    left = max(Fraction(0), values["dovuti"] - places)
    covered = sum((a.number(id) for id in ("resto_art5", "resto_art9", "resto_art11")), Fraction(0))
    found.expect(covered >= left, "resto_scoperto")
    found.expect(covered <= left or not left, "resto_scoperto", "warning")
    # L. 68/1999 art. 11: places are covered by an agreement that there is.
    found.expect(not left or not a.number("resto_art11") or a["art11_in_corso"], "resto_art11")
    found.expect(places <= values["obbligo_provincia_art3"], "posti_convenzione", "warning")  # All. A, premises
    judge_lent(a, found)
    if a["destinatari"] == "entrambi":  # art. 13: the order pays for the others too, out of CP; they never count
        others = a.number("n_svantaggiati") * a.number("costo_svantaggiati")
        found.expect(yearly(a, "cp") >= others, "costo_totale_svantaggiati", "warning")


def _needed(a: Answers, found: Verdict) -> None:
    """Art. 5: «il numero di lavoratori necessari in relazione alla commessa» takes in all who are named for it."""
    disabled = 0
    if a["destinatari"] != "svantaggiati":
        disabled = sum(len(a.lines(kind)) for kind in ("nuovi_inserimenti", "ampliamenti", "proroghe"))
    others = a.number("n_svantaggiati") if a["destinatari"] != "disabili" else 0
    found.expect(a.number("lavoratori_necessari") >= disabled + others, "lavoratori_necessari", "warning")


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
    months = order_months(a)
    found.expect(a["periodo_valori"] != "anno" or months == 12, "periodo_valori", "note")
    years = Fraction(1) if a["periodo_valori"] == "intera_commessa" else months / 12
    found.values |= {f"{id}_commessa": a.number(id) * years for id in ("vuc", "cp", "ct")}
    found.expect(months == months_between(start, end) or end < start, "durata_mesi", "warning")
    found.expect(floor(a.number("durata_anni") * 12 + HALF) == months, "durata_anni")


def _bills(a: Answers, found: Verdict) -> None:
    """All. 1 and 4: «modalità ed entità delle fatturazioni», within the order, of what it is worth to the cent."""
    bills, start, end = a.lines("fatture"), a.day("commessa_inizio"), a.day("commessa_fine")
    for number, bill in enumerate(bills, 1):
        day = bill.day("data_fattura")
        found.expect(start <= day <= end, "fatture.data_fattura", "warning", number)
    if bills and "vuc_commessa" in found.values:
        cents, worth = sum(bill.number("importo") for bill in bills) * 100, found.values["vuc_commessa"] * 100
        found.expect(cents <= ceil(worth), "fatture")
        found.expect(cents >= floor(worth), "fatture", "warning")


def _terms(a: Answers, found: Verdict) -> None:
    """Art. 5: 30, 15 and 15 days; All. 1: the contract at most 15 days after; All. 3: hired before the order starts."""
    told, signed, awarded = a.day("data_comunicazione"), a.day("data_stipula"), a.day("data_affidamento")
    terms = {"scadenza_stipula": told + days(30), "scadenza_affidamento": signed + days(15)}
    found.expect(signed >= told, "data_stipula")
    found.expect(signed <= told + days(30), "data_stipula", "warning")
    found.expect(awarded >= signed, "data_affidamento")
    start, contract = a.day("commessa_inizio"), a.day("data_contratto")
    # All. 1: «nuove commesse», so none begins before the agreement (nor is awarded before the office is told of it).
    found.expect(start >= signed, "commessa_inizio")
    found.expect(awarded <= signed + days(15), "data_affidamento", "warning")
    found.expect(awarded <= start or start < signed, "data_affidamento", "warning")
    found.expect(contract >= told and contract + days(15) >= signed, "data_contratto")  # art. 5: hired within 15 days
    found.expect(contract >= signed or contract < told or contract + days(15) < signed, "data_contratto", "warning")
    if a["contratto_consegna"] == "allegato":  # All. 1: «allegato alla presente convenzione»: it was there
        found.expect(contract <= signed, "data_contratto")
    if a["contratto_consegna"] == "trasmesso":
        terms["scadenza_trasmissione"] = sent = a.day("contratto_trasmesso_entro")
        found.expect(signed <= sent <= signed + days(15), "contratto_trasmesso_entro")
        found.expect(contract <= sent, "data_contratto", "warning")
        if a["contratto_trasmesso_il"]:
            found.expect(a.day("contratto_trasmesso_il") >= max(signed, contract), "contratto_trasmesso_il")
            found.expect(a.day("contratto_trasmesso_il") <= sent, "contratto_trasmesso_il", "warning")
    due = contract + days(15)
    recognised = a["destinatari"] != "svantaggiati" and (a["ampliamenti"] or a["proroghe"])
    if recognised and a["ampliamenti"]:
        terms["scadenza_ampliamenti"] = due
    if recognised:  # an extension comes before its contract ends, whatever the fifteen days
        for number, line in enumerate(a.lines("proroghe"), 1):
            found.terms.add(("scadenza_proroghe", number, min(due, line.day("contratto_scadenza"))))
    new = a.lines("nuovi_inserimenti") if a["destinatari"] != "svantaggiati" else []
    if not recognised or new or a["destinatari"] == "entrambi":
        eve = start - days(1)  # «prima dell'avvio della commessa»
        terms["scadenza_assunzioni"] = min(due, eve)
    if a["nuovi_inserimenti"] or a["destinatari"] != "disabili":
        # Art. 5: hired «entro i successivi 15 giorni dalla stipula della commessa»; who was there «prima della stipula
        # della convenzione» is art. 3 [b]. Some day must be left after both and before the order starts.
        found.expect(max(signed, contract) < start or start < signed, "commessa_inizio", "warning")
        if a["destinatari"] != "disabili" and a["svantaggiati_assunti_il"]:
            wrong, doubtful = judge_hire(a.day("svantaggiati_assunti_il"), a)
            found.expect(not wrong, "svantaggiati_assunti_il")
            found.expect(not doubtful, "svantaggiati_assunti_il", "warning")
    else:
        found.expect(contract <= start or start < signed, "commessa_inizio", "warning")
    found.terms |= {(id, None, day) for id, day in terms.items()}


def _ends(a: Answers, found: Verdict) -> None:
    """What ends by itself, until its day: fixed-term contracts, the agreement (art. 6), the framework (art. 14)."""
    ends: set[tuple[str, int | None, dt.date]] = set()
    if a["destinatari"] != "svantaggiati":
        for number, line in enumerate(a.lines("nuovi_inserimenti"), 1):
            if line["contratto"] == "determinato" and line["assunto_il"]:
                last = last_day(line.day("assunto_il"), line.number("durata_contratto_mesi"))
                ends.add(("fine_contratto_nuovo", number, last))
        for number, line in enumerate(a.lines("proroghe"), 1):
            if line["modifica"] == "proroga":
                ends.add(("fine_contratto_prorogato", number, line.day("proroga_fino")))
    if a.day("commessa_fine") >= a.day("commessa_inizio"):
        ends.add(("fine_convenzione", None, a.day("commessa_fine")))
    ends.add(("fine_convenzione_quadro", None, months_later(a.day("dgr_data"), 60)))
    found.terms |= {end for end in ends if end[2] >= TODAY}
