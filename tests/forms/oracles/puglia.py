"""Puglia, agreement of art. 11 L. 68/1999: an independent second computation, from the text of the act alone.

"Art." is the convenzione, "nota" a footnote of the richiesta; words in guillemets are theirs. Nothing here was taken
from `forms/puglia/art11_2022` but the ids of its fields: where the two differ, the act decides who is wrong.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tests.forms.oracles.law import TODAY, Answers, Verdict, days, months_between, months_later

FORM = "puglia/art11_2022"
NUMBERS = (
    "differenza", "posti_spiegati", "resto_da_spiegare", "inserimenti", "inserimenti_gravi", "durata_mesi",
    "durata_massima_mesi",
)  # fmt: skip
REGION = {"Bari", "Barletta-Andria-Trani", "BAT", "Brindisi", "Foggia", "Lecce", "Taranto"}
LAW = dt.date(1999, 3, 12)  # L. 68/1999
MODEL = dt.date(2022, 7, 25)  # DDG n. 104
CONTRACTS = ("indeterminato_pieno", "indeterminato_parziale", "determinato", "somministrazione", "apprendistato",
             "tirocinio")  # fmt: skip


def judge(answers: Mapping[str, Any]) -> Verdict:
    """Numbers, complaints and terms of a dossier with nothing missing."""
    found, a = Verdict(), Answers(answers)
    found.expect(a["unita_provincia"] in REGION, "unita_provincia", "warning")
    found.expect((a["ufficio_nome"] or a["unita_provincia"]) in REGION, "ufficio_nome", "warning")
    found.expect(a["dichiarazione_nulla_osta"], "dichiarazione_nulla_osta")
    found.expect(a["modo_firma"] != "penna" or a["allegato_identita"], "allegato_identita", "warning")
    found.expect(a.day("data_richiesta") >= MODEL, "data_richiesta")
    _tools(a, found)
    _explained(a, found)
    _exemption_days(a, found)
    _signing(a, found)
    for number, group in enumerate(a.lines("programma"), 1):
        _group(a, group, number, found)
    _programme(a, found)
    _letter(a, found)
    _access(a, found)
    _register(a, found)
    _afterwards(a, found)
    return found


def start(a: Answers) -> dt.date:
    """From when months count: the agreement; before it is signed, provisionally the request."""
    return a.day("data_stipula") if a["data_stipula"] else a.day("data_richiesta")


def _after_start(a: Answers, day: dt.date, found: Verdict, field: str, line: int | None = None) -> None:
    found.expect(day >= start(a), field, line=line)


def _tools(a: Answers, found: Verdict) -> None:
    """Note 1-3: what may be ticked; art. 5 c. 3 and 8-ter L. 68: what a public employer may do."""
    fewer = a.number("unita_programma") < a.number("scoperture")
    more = a.number("unita_programma") > a.number("scoperture")
    public, units, open_places = a["datore_tipo"] == "pubblico", a.number("unita_programma"), a.number("scoperture")
    ticked = [id for id in ("compensazione_difetto", "compensazione_eccesso", "esonero", "altro") if a[id]]
    found.expect(not (fewer or more) or bool(ticked), "unita_programma")
    for id, allowed in (("compensazione_difetto", fewer), ("compensazione_eccesso", more), ("esonero", fewer)):
        found.expect(not a[id] or allowed, id)
    found.expect(not a["esonero"] or not public, "esonero", "warning")
    both = a["esonero"] and (a["compensazione_difetto"] or a["compensazione_eccesso"])
    found.expect(not both, "esonero", "warning")
    for id in ("compensazione_difetto", "compensazione_eccesso"):
        if a[id]:
            named = set(re.split(r", | e ", a[f"{id}_province"]))
            # Art. 5 c. 8-ter: «altre unità produttive della medesima regione».
            found.expect(not public or named <= REGION, f"{id}_province", "warning")
            found.expect(a["unita_provincia"] not in named, f"{id}_province", "warning")
            authorised = not public or a["compensazione_autorizzata"]  # «possono essere autorizzati»
            found.expect(authorised, "compensazione_autorizzata", "warning")
    moved = a.number("compensazione_difetto_unita")
    if a["compensazione_difetto"] and fewer:
        found.expect(units + moved <= open_places, "compensazione_difetto_unita", "warning")
    if a["compensazione_eccesso"] and more:
        found.expect(units - a.number("compensazione_eccesso_unita") >= open_places, "compensazione_eccesso_unita",
                     "warning")  # fmt: skip


def _explained(a: Answers, found: Verdict) -> None:
    """Richiesta: where units and open places differ «il sottoscritto dichiara di usufruire dei seguenti strumenti».

    Each has its number; an exemption or another tool without one stands for the rest, and that is said.
    """
    differing = abs(a.number("scoperture") - a.number("unita_programma"))
    compensated = [id for id in ("compensazione_difetto", "compensazione_eccesso") if a[id]]
    free = [id for id in ("esonero", "altro") if a[id] and (id == "esonero" or differing)]
    ticked = [id for id in ("compensazione_difetto", "compensazione_eccesso", "esonero", "altro") if a[id]]
    for id in free:
        alone = ticked == [id]
        # A compensation by excess and an exemption exclude each other (notes 2, 3): told there.
        alone = alone or (id == "esonero" and ticked == ["compensazione_eccesso", "esonero"])
        found.expect(alone or a[f"{id}_unita"] is not None, f"{id}_unita", "warning")
    if not differing:
        return
    found.values["differenza"] = differing
    if not ticked:
        return
    numbered = sum((a.number(f"{id}_unita") for id in compensated + free), Fraction(0))
    open_end = any(a[f"{id}_unita"] is None for id in free)
    rest = differing - numbered
    rest = min(rest, Fraction(0)) if open_end else rest
    found.values |= {"posti_spiegati": numbered, "resto_da_spiegare": rest}
    found.expect(rest <= 0, "resto_da_spiegare")
    told = any(a.number(f"{id}_unita") > differing for id in compensated)
    found.expect(rest >= 0 or told, "resto_da_spiegare", "warning")


def _exemption_days(a: Answers, found: Verdict) -> None:
    """Note 3, and the request that says of an exemption that it was asked for, or given, by then."""
    if not a["esonero"]:
        return
    asked, given = ("esonero_richiesto_il", "esonero_ottenuto_il")
    found.expect(bool(a[asked] or a[given]), asked)
    for id in (asked, given):
        found.expect(not a[id] or LAW <= a.day(id) <= a.day("data_richiesta"), id)
    found.expect(not (a[asked] and a[given]) or a.day(asked) <= a.day(given), given)


def _signing(a: Answers, found: Verdict) -> None:
    """Art. 3: «12 (dodici) mesi dalla risoluzione della precedente»."""
    rescinded = a["convenzione_precedente"] and a["precedente_risolta"]
    free_from = months_later(a.day("data_risoluzione"), 12) if rescinded else None
    if a["data_stipula"]:
        found.expect(a.day("data_stipula") >= a.day("data_richiesta"), "data_stipula")
        found.expect(free_from is None or a.day("data_stipula") >= free_from, "data_stipula")
        return
    found.expect(False, "data_stipula", "note")
    found.expect(free_from is None or a.day("data_richiesta") >= free_from, "data_stipula", "warning")
    if free_from:
        found.terms.add(("scadenza_nuova_convenzione", None, free_from))


def _group(a: Answers, group: Answers, number: int, found: Verdict) -> None:
    """A box of art. 6."""

    def expect(holds: bool, column: str, severity: str = "error") -> None:
        found.expect(holds, f"programma.{column}", severity, number)

    by = group.day("entro_il")
    _after_start(a, by, found, "programma.entro_il", number)
    expect(group.number("di_cui_gravi") <= group.number("lavoratori"), "di_cui_gravi")
    expect(any(group[f"contratto_{id}"] for id in CONTRACTS), "contratto_indeterminato_pieno")
    if group["contratto_indeterminato_parziale"]:
        hours, full = group.number("ore_settimanali"), group.number("ore_tempo_pieno", 40)  # D.Lgs. 66/2003 art. 3
        expect(group["ore_tempo_pieno"] is None or hours < full, "ore_settimanali")
        # D.P.R. 333/2000 art. 3 c. 5: «orario superiore alla metà».
        expect(hours * 2 > full, "ore_settimanali", "warning")
    if group["contratto_determinato"]:
        expect(group.number("durata_determinato_mesi") <= 24, "durata_determinato_mesi", "warning")  # D.Lgs. 81/2015
        expect(group.number("durata_determinato_mesi") > 6, "durata_determinato_mesi")  # art. 5 b): «superiore a 6»
    if group["contratto_somministrazione"]:
        expect(group.number("durata_somministrazione_mesi") >= 12, "durata_somministrazione_mesi")  # «durata minima»
    if group["prova_lunga"]:
        trial, usual = group.number("prova_mesi"), group.number("prova_ccnl_mesi")
        expect(trial <= usual + 6, "prova_mesi")  # «per un massimo di sei mesi rispetto a quanto previsto dal CCNL»
        expect(trial > usual, "prova_mesi", "warning")
    if group["assunti_il"]:
        _after_start(a, group.day("assunti_il"), found, "programma.assunti_il", number)
        expect(group.day("assunti_il") <= by, "assunti_il", "warning")  # «limite massimo»
    found.terms.add(("scadenza_inserimento", number, by))
    if group["metodo"] == "preselezione":
        _preselection(a, group, number, found)


def in_letter(a: Answers, group: Answers) -> bool:
    """Whether the letter in preparation asks for a group: as answered, else the first that lacks its request."""
    if group["metodo"] != "preselezione":
        return False
    if group["da_preselezionare"] is not None:
        return bool(group["da_preselezionare"])
    lacking = [each.day("entro_il") for each in a.lines("programma") if lacks_request(each)]
    return lacks_request(group) and group.day("entro_il") == lacking[0]


def lacks_request(group: Answers) -> bool:
    """Whether the office is still to be asked."""
    return group["metodo"] == "preselezione" and not group["preselezione_chiesta_il"] and not group["assunti_il"]


def _preselection(a: Answers, group: Answers, number: int, found: Verdict) -> None:
    """Artt. 2 and 5: «almeno 60 giorni prima», «entro il termine dei 60 giorni antecedenti»."""
    due, letter = group.day("entro_il") - days(60), a["data_preselezione"] and a.day("data_preselezione")
    found.terms.add(("scadenza_preselezione", number, due))
    if group["preselezione_chiesta_il"]:
        asked = group.day("preselezione_chiesta_il")
        found.expect(start(a) <= asked <= due, "programma.preselezione_chiesta_il", "warning", number)
        if group["assunti_il"]:
            found.expect(group.day("assunti_il") >= asked, "programma.assunti_il", line=number)
        if in_letter(a, group) and letter:
            found.expect(asked == letter, "programma.da_preselezionare", "warning", number)
    elif not group["assunti_il"]:
        late_letter = in_letter(a, group) and letter and letter > due
        found.expect(due >= max(TODAY, start(a)) and not late_letter, "programma.preselezione_entro", "warning", number)


def _programme(a: Answers, found: Verdict) -> None:
    """Art. 2: from signing to the last date at least six months, and no longer than the placements allow."""
    groups = a.lines("programma")
    placed = sum((group.number("lavoratori") for group in groups), Fraction(0))
    severe = sum((group.number("di_cui_gravi") for group in groups), Fraction(0))
    found.expect(placed == a.number("unita_programma"), "inserimenti")
    if placed <= 2:
        most = 12
    elif placed <= 4:
        most = 24
    else:
        most = 48 if a["situazione_particolare"] else 36
    last = max(group.day("entro_il") for group in groups)
    found.values |= {
        "inserimenti": placed,
        "inserimenti_gravi": severe,
        "durata_massima_mesi": most + 2 * severe,  # «ulteriori due mesi per ogni inserimento integrativo»
    }
    found.expect(last + days(1) >= months_later(start(a), 6), "ultimo_inserimento")
    if last >= start(a):
        months = months_between(start(a), last)
        found.values["durata_mesi"] = Fraction(months)
        found.expect(months <= most + 2 * severe, "durata_mesi")


def _letter(a: Answers, found: Verdict) -> None:
    """It speaks of the signed agreement."""
    if a["data_preselezione"] and any(in_letter(a, group) for group in a.lines("programma")):
        _after_start(a, a.day("data_preselezione"), found, "data_preselezione")


def _access(a: Answers, found: Verdict) -> None:
    """Art. 1: «non risultano inadempienti […] ovvero […] l'intera quota stabilita nella precedente convenzione»."""
    if not a["convenzione_precedente"]:
        return
    completed = a["precedente_completata"] and not a["precedente_risolta"]
    found.expect(completed or a["precedente_quota_assunta"], "precedente_quota_assunta")
    if a["precedente_risolta"]:
        day = a.day("data_risoluzione")
        found.expect(day >= LAW, "data_risoluzione")
        found.expect(day <= a.day("data_richiesta"), "data_risoluzione", "warning")


def _register(a: Answers, found: Verdict) -> None:
    """«Registro Convenzioni […] del»: what is registered was asked for, signed, and not over."""
    if a["registro_data"]:
        day, last = a.day("registro_data"), max(group.day("entro_il") for group in a.lines("programma"))
        found.expect(day >= a.day("data_richiesta"), "registro_data")
        early = a["data_stipula"] and a.day("data_richiesta") <= day < a.day("data_stipula")
        found.expect(not early and day <= last, "registro_data", "warning")


def _afterwards(a: Answers, found: Verdict) -> None:
    """Art. 3: «diffidano […] ad adempiere entro il termine di 30»; art. 5 *: «30 giorni successivi»."""
    dates = [group.day("entro_il") for group in a.lines("programma")]
    first, last = min(dates), max(dates)
    for number, line in enumerate(a.lines("diffide"), 1):
        told = line.day("data_diffida")
        _after_start(a, told, found, "diffide.data_diffida", number)
        found.expect(told < start(a) or told > first, "diffide.data_diffida", "warning", number)
        if line["rimediato_il"]:
            found.expect(line.day("rimediato_il") >= told, "diffide.rimediato_il", line=number)
        _thirty_days(line, "diffide", ("data_diffida", "rimediato_il", "rimedio_entro"), number, found)
    for number, line in enumerate(a.lines("contratti_finiti"), 1):
        _after_start(a, line.day("data_fine"), found, "contratti_finiti.data_fine", number)
        # D.Lgs. 81/2015 art. 19: 24 months, from the last day on which somebody is to be hired.
        longest = months_later(last, 24)
        found.expect(line.day("data_fine") <= longest, "contratti_finiti.data_fine", "warning", number)
        if line["sistemato_il"]:
            _after_start(a, line.day("sistemato_il"), found, "contratti_finiti.sistemato_il", number)
        _thirty_days(line, "contratti_finiti", ("data_fine", "sistemato_il", "sistemare_entro"), number, found)


def _thirty_days(line: Answers, group: str, ids: tuple[str, str, str], number: int, found: Verdict) -> None:
    """A remedy in thirty days; later, or none by today, and «risolta di diritto» comes nearer."""
    begun, done, term = ids
    due = line.day(begun) + days(30)
    found.terms.add(({"diffide": "scadenza_diffida"}.get(group, "scadenza_sostituzione"), number, due))
    if line[done]:
        found.expect(line.day(done) <= due, f"{group}.{done}", "warning", number)
    else:
        found.expect(due >= TODAY, f"{group}.{term}", "warning", number)
