"""Who makes an agreement of Marche, its acts' days, what its company owes, what follows: part of `marche.py`."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from tests.forms.oracles.law import TODAY, Answers, Verdict, days, months_later

OPINION = dt.date(2023, 10, 10)  # All. A, heading: «parere favorevole […] nelle sedute del 20/07/23 e 10/10/23»
LAW_68 = dt.date(1999, 3, 12)
PROVINCES = ("Ancona", "Pesaro e Urbino", "Macerata", "Fermo", "Ascoli Piceno")
OFFICES = ("Ancona", "Jesi", "Fabriano", "San Benedetto del Tronto")  # four of the thirteen; the draws know no other


def judge_parties(a: Answers, found: Verdict) -> None:
    """Artt. 2 and 12: of the region, with a framework that was there, for those whom the framework names."""
    told, signed, approved = a.day("data_comunicazione"), a.day("data_stipula"), a.day("dgr_data")
    found.expect(approved >= OPINION, "dgr_data")
    found.expect(approved <= signed, "dgr_data")
    found.expect(approved <= told or approved > signed, "dgr_data", "warning")
    found.expect(a["cpi_nome"] in OFFICES, "cpi_nome", "warning")
    if a["cpi_responsabile_data_nascita"]:  # who signs is of age, and at work
        born = a.day("cpi_responsabile_data_nascita")
        of_age = months_later(born, 18 * 12) <= TODAY < months_later(born, 80 * 12)
        found.expect(of_age, "cpi_responsabile_data_nascita", "warning")
    found.expect(a["unita_provincia"] in PROVINCES, "unita_provincia", "warning")
    if a["destinatari"] != "svantaggiati":  # art. 3 [a]: «iscritte […] di uno dei 13 CPI regionali»
        for number, line in enumerate(a.lines("nuovi_inserimenti"), 1):
            column = "nuovi_inserimenti.cpi_iscrizione"
            found.expect(line["cpi_iscrizione"] in OFFICES, column, "warning", number)
    if a["destinatari"] != "disabili":  # art. 12: «definiti dal Regolamento […] n. 651 e dalla Legge […] n. 381»
        found.expect(a["svantaggiati_art12"], "svantaggiati_art12")
    if a["art11_in_corso"]:  # art. 6: «in costanza di convenzione già sottoscritta»
        found.expect(a.day("art11_data") >= LAW_68, "art11_data")
        found.expect(a.day("art11_data") <= signed, "art11_data")


def judge_province(a: Answers, found: Verdict) -> None:
    """All. A, premises: what the company owes «a livello provinciale», part of what it owes in the whole country."""
    several = a["piu_province"]
    found.expect(several or not a.number("posti_compensati"), "piu_province")
    for kind in ("art3", "art18"):
        whole = found.values[f"quota_{kind}"]
        here = a.number(f"obbligo_provincia_{kind}", 0 if several else whole)
        found.values[f"obbligo_provincia_{kind}"] = here
        found.expect(here <= whole, f"obbligo_provincia_{kind}")
        found.expect(several or here >= whole, f"obbligo_provincia_{kind}")
    # Art. 13: the agreement for svantaggiati «non ha la funzione di copertura»; artt. 2 [B], 9: of art. 3 alone.
    missing = found.values["scopertura"] and a["destinatari"] == "svantaggiati"
    found.expect(not missing, "obbligo_provincia_art3", "note")
    of_art_18 = found.values["quota_art18"]
    found.expect(a.number("protetti_in_forza") >= of_art_18, "obbligo_provincia_art18", "warning")


def judge_afterwards(a: Answers, found: Verdict) -> None:
    """Art. 7: 60 days to replace who leaves. Art. 11, All. 6: formal notice within 7 days, 15 to remedy."""
    # Art. 7, «Sostituzione dei lavoratori disabili»: who is only disadvantaged need not be replaced.
    of_art_7 = a.lines("cessazioni") if a["destinatari"] != "svantaggiati" else []
    for number, line in enumerate(of_art_7, 1):
        _left(line, number, a, found)
    letters = [line for line in a.lines("inadempimenti") if line["lettera"]]
    found.expect(len(letters) <= 1, "mora_a")
    for number, line in enumerate(a.lines("inadempimenti"), 1):
        _breached(line, number, a, found)


def _left(line: Answers, number: int, a: Answers, found: Verdict) -> None:
    last, column = line.day("data_cessazione"), "cessazioni.sostituito_il"
    found.expect(last >= a.day("data_stipula"), "cessazioni.data_cessazione", line=number)
    # «in corso di commessa»: whoever stays until its last day leaves nobody to be replaced
    found.expect(last < a.day("commessa_fine"), "cessazioni.data_cessazione", "warning", number)
    if line["lettera"]:
        sent, signed = a.day("data_lettera_sostituzione"), a.day("data_stipula")
        found.expect(sent >= signed, "cessazioni.lettera", line=number)
        found.expect(not signed <= sent < last and sent <= last + days(60), "cessazioni.lettera", "warning", number)
    if line["sostituito_il"]:
        found.expect(line.day("sostituito_il") > last, column, line=number)
        found.expect(line.day("sostituito_il") <= last + days(60), column, "warning", number)
    found.terms.add(("scadenza_sostituzione", number, last + days(60)))


def _breached(line: Answers, number: int, a: Answers, found: Verdict) -> None:
    breach, notice = line.day("data_inadempimento"), line.day("data_messa_in_mora")
    found.expect(breach >= a.day("data_stipula"), "inadempimenti.data_inadempimento", line=number)
    found.expect(notice >= breach, "inadempimenti.data_messa_in_mora", line=number)
    found.expect(notice <= breach + days(7), "inadempimenti.data_messa_in_mora", "warning", number)
    if line["rimediato_il"]:
        remedied = line.day("rimediato_il")
        found.expect(remedied >= breach, "inadempimenti.rimediato_il", line=number)
        found.expect(remedied <= notice + days(15), "inadempimenti.rimediato_il", "warning", number)
    found.terms |= {("scadenza_messa_in_mora", number, breach + days(7))}
    found.terms |= {("scadenza_rimedio", number, notice + days(15))}


def judge_lent(a: Answers, found: Verdict) -> None:
    """Art. 8: «le unità in esubero potranno essere computate […] limitatamente alla parte in esubero»."""
    values, places = found.values, a.number("posti_convenzione")
    spare = max(Fraction(0), min(values["n_computabili"], values["persone_computate"]) - places)
    lent = sum((line.number("persone") for line in a.lines("computi_altrove")), Fraction(0))
    found.expect(lent <= spare, "computi_altrove")
    found.expect(not lent or values["scopertura"] <= places, "computi_altrove")
