"""Pairs of answers that belong together: an amount or a count that is part of another, a code asked of two parties.

A part never exceeds its whole, and two parties do not share a code: each pair names the field where a check says so, or
a reason why none can. An amount or a count in no pair says why it stands alone.
"""

from __future__ import annotations

from fnmatch import fnmatch
from itertools import combinations

import pytest

from desktop_app.engine.forms.form import Field, Form
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder
from tests.forms.bounds import differences, orders

LIBRARY = Library([forms_folder()])
Pairs = dict[tuple[str, str], str]

# The field where the check of a pair (part, whole) stands.
OF_THE_QUOTA: Pairs = {
    **{(f"esclusi_{kind}", "dipendenti_totali"): "esclusi_totale"
       for kind in ("l68", "dirigenti", "apprendisti", "brevi", "domicilio", "estero", "soci", "altri")},
    ("part_time.persone", "dipendenti_totali"): "esclusi_totale",
    ("part_time.ore_settimanali", "part_time.ore_tempo_pieno"): "part_time.ore_settimanali",
    ("disabili_part_time.ore_settimanali", "disabili_part_time.ore_tempo_pieno"): "disabili_part_time.ore_settimanali",
    ("base_computo", "dipendenti_totali"): "base_computo",
    ("posti_altre_art14", "quota_art3"): "posti_altre_art14",
    ("posti_esonerati", "quota_art3"): "posti_esonerati",
    ("posti_compensati", "quota_art3"): "posti_compensati",
    ("posti_gruppo", "quota_art3"): "posti_gruppo",
    ("posti_sospesi", "quota_art3"): "posti_sospesi",
    ("esoneri_rinunciati", "posti_esonerati"): "esoneri_rinunciati",
    ("posti_ceduti", "disabili_in_forza"): "posti_ceduti",
}  # fmt: skip
PARTS: dict[str, Pairs] = {
    "italia/quota_riserva": OF_THE_QUOTA,
    "lombardia/art14_2021": {
        **OF_THE_QUOTA,
        ("posti_proposti", "scopertura"): "posti_proposti",
        ("posti_proposti", "coperture_calcolate"): "posti_proposti",
        ("lavoratori.ore_settimanali", "lavoratori.ore_tempo_pieno"): "lavoratori.ore_settimanali",
    },
    "marche/art14_2023": {
        **OF_THE_QUOTA,
        ("obbligo_provincia_art3", "quota_art3"): "obbligo_provincia_art3",
        ("obbligo_provincia_art18", "quota_art18"): "obbligo_provincia_art18",
        ("cp", "vuc"): "vuc",
        ("ct", "vuc"): "vuc",
        ("fatture.importo", "vuc"): "fatture",
        ("costo_di_chi_non_conta", "cp"): "costo_di_chi_non_conta",
        ("costo_svantaggiati", "cp"): "costo_totale_svantaggiati",
        ("posti_convenzione", "n_computabili"): "posti_convenzione",
        ("posti_convenzione", "limite_art9"): "posti_convenzione",
        ("posti_convenzione", "scopertura"): "posti_convenzione",
        ("posti_convenzione", "obbligo_provincia_art3"): "posti_convenzione",
        ("posti_convenzione", "persone_computate"): "persone_computate",
        ("resto_art5", "resto_da_coprire"): "resto_scoperto",
        ("resto_art9", "resto_da_coprire"): "resto_scoperto",
        ("resto_art11", "resto_da_coprire"): "resto_scoperto",
        ("righe_lavoratori", "lavoratori_necessari"): "lavoratori_necessari",
        ("n_svantaggiati", "lavoratori_necessari"): "lavoratori_necessari",
        ("nuovi_inserimenti.ore_settimanali", "nuovi_inserimenti.ore_tempo_pieno"): "nuovi_inserimenti.ore_settimanali",
        ("ampliamenti.ore_prima", "ampliamenti.ore_tempo_pieno"): "ampliamenti.ore_prima",
        ("ampliamenti.ore_prima", "ampliamenti.ore_settimanali"): "ampliamenti.ore_contratto",
        ("ampliamenti.ore_settimanali", "ampliamenti.ore_tempo_pieno"): "ampliamenti.ore_settimanali",
        ("proroghe.ore_settimanali", "proroghe.ore_tempo_pieno"): "proroghe.ore_settimanali",
        ("computi_altrove.persone", "persone_in_piu"): "computi_altrove",
    },
    "puglia/art11_2022": {
        ("unita_programma", "scoperture"): "resto_da_spiegare",
        ("compensazione_difetto_unita", "scoperture"): "compensazione_difetto_unita",
        ("compensazione_eccesso_unita", "unita_programma"): "compensazione_eccesso_unita",
        ("esonero_unita", "scoperture"): "resto_da_spiegare",
        ("altro_unita", "scoperture"): "resto_da_spiegare",
        ("programma.lavoratori", "unita_programma"): "inserimenti",
        ("programma.di_cui_gravi", "programma.lavoratori"): "programma.di_cui_gravi",
        ("programma.ore_settimanali", "programma.ore_tempo_pieno"): "programma.ore_settimanali",
    },
}

# By form and amount or count (`*` for any letters): of what it is no part, nor anything of it.
EMPLOYED = "whoever is left out of the base is employed, too; nobody is asked how many there are when the base is typed"
ALONE_IN_THE_QUOTA = {
    "disabili_tempo_pieno": EMPLOYED,
    "disabili_part_time.persone": EMPLOYED,
    "protetti_in_forza": "may be more than what art. 18 asks: nothing is lost with more",
}
ALONE: dict[str, dict[str, str]] = {
    "italia/quota_riserva": {
        **ALONE_IN_THE_QUOTA,
        "giorni_*": "days of work in a year, and days that passed: no part of each other",
    },
    "lombardia/art14_2021": {
        **{key: why for key, why in ALONE_IN_THE_QUOTA.items() if key != "protetti_in_forza"},
        "valore_annuo_commesse": "divided by the coefficient, whatever the two are",
        "coefficiente": "set by the signed framework",
        "lavoratori.durata_contratto_mesi": "may last longer than the order",
    },
    "marche/art14_2023": {
        **ALONE_IN_THE_QUOTA,
        "durata_*": "one length in two units, which have to be equal",
        "cpi_pec_massimo": "what a mailbox takes",
        "cl": "of one worker in a year; N says how many of them the order bears",
        "*.costo_annuo": "of one worker in a year, as CL",
        "pagamento_giorni": "days after each invoice, whatever the order lasts",
        "*.durata_contratto_mesi": "may last longer than the order",
    },
    "puglia/art11_2022": {
        "ufficio_pec_massimo": "what a mailbox takes",
        "programma.durata_*": "runs from the hire, beyond the programme",
        "programma.prova_*": "what the collective agreement gives is exceeded on purpose, by six months at most",
    },
}

# By form and two codes (`*` for any letters): why no check wants them different.
SHARED: dict[str, Pairs] = {}
FORMS = pytest.mark.parametrize("form", list(LIBRARY.forms()), ids=lambda form: form.id)


def fields_of(form: Form) -> list[Field]:
    """Fields and columns."""
    return [node for field in form.fields.values() for node in (field, *field.columns.values())]


def asked(form: Form, *types: str) -> list[str]:
    """What somebody types of these types."""
    return [node.key for node in fields_of(form) if node.spec.type in types and node.formula is None]


def amounts(form: Form) -> list[str]:
    return asked(form, "integer", "decimal", "money")


def reason(form: Form, key: str) -> str | None:
    return next((why for pattern, why in ALONE.get(form.id, {}).items() if fnmatch(key, pattern)), None)


@FORMS
def test_a_part_never_exceeds_its_whole(form: Form) -> None:
    held = {(order.low, order.high, order.where) for order in orders(form) if order.severity != "note"}
    declared = {(part, whole, where) for (part, whole), where in PARTS[form.id].items()}
    assert declared - held == set()


@FORMS
def test_every_asked_amount_is_in_a_pair_or_says_why_not(form: Form) -> None:
    paired = {name for pair in PARTS[form.id] for name in pair}
    assert [key for key in amounts(form) if key not in paired and not reason(form, key)] == []
    assert [key for key in amounts(form) if key in paired and reason(form, key)] == [], "in a pair, too"
    for pattern in ALONE.get(form.id, {}):
        assert any(fnmatch(key, pattern) for key in amounts(form)), f"{pattern} is asked no more"


def shared_codes(form: Form) -> list[tuple[str, str]]:
    """Each code with the same one of another party: `azienda_partita_iva`, `cooperativa_partita_iva`."""
    codes = asked(form, "codice_fiscale", "partita_iva")
    ends = ("rappresentante_codice_fiscale", "codice_fiscale", "partita_iva")
    of = {code: next((end for end in ends if code.endswith(end)), code) for code in codes}
    return [(one, other) for one, other in combinations(codes, 2) if of[one] == of[other]]


@FORMS
def test_a_code_of_two_parties_is_warned_of(form: Form) -> None:
    warned = {found.both for found in differences(form) if found.severity == "warning"}
    silent = [pair for pair in shared_codes(form) if frozenset(pair) not in warned]
    reasons = SHARED.get(form.id, {})
    assert [pair for pair in silent if not any(both(pair, like) for like in reasons)] == []
    assert [like for like in reasons if not any(both(pair, like) for pair in silent)] == [], "needed no more"


def both(pair: tuple[str, str], like: tuple[str, str]) -> bool:
    return all(fnmatch(code, pattern) for code, pattern in zip(pair, like, strict=True))
