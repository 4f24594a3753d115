"""The warnings about codes, addresses and past days that every form gives without writing them down."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop_app.engine.answers.draft import Draft, fit
from desktop_app.engine.forms.form import Form
from tests.unit.engine.support import TODAY, ask, computed, faults, filled, form_of, group, one_page

VAT, OTHER_VAT, CODE = "00743110157", "12345670017", "RSSMRA85T10A562S"


def free(id: str, type: str, label: str, **keys: Any) -> dict[str, Any]:
    return ask(id, type, label=label, required=False, **keys)


PARTIES = [
    free("noi_codice_fiscale", "codice_fiscale", "Codice fiscale"),
    free("noi_partita_iva", "partita_iva", "Partita IVA"),
    free("noi_rappresentante_nome", "text", "Chi firma"),
    free("noi_rappresentante_codice_fiscale", "codice_fiscale", "Codice di chi firma", person=True),
    free("noi_pec", "pec", "PEC"),
    {"id": "loro", "type": "heading", "label": "Gli altri"},
    free("loro_codice_fiscale", "codice_fiscale", "Codice fiscale"),
    free("loro_partita_iva", "partita_iva", "La loro partita IVA"),
]
NAME, PERSON = "noi_rappresentante_nome", "noi_rappresentante_codice_fiscale"


def warned(form: Form, answers: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    state = filled(form, answers, **more)
    assert all(each.severity == "warning" for each in state.problems)
    return [(each.field, each.check.id or "") for each in state.problems if each.check]


@pytest.mark.parametrize(
    ("answers", "warnings"),
    [
        ({"noi_pec": "rossi@gmail.com"}, [("noi_pec", "noi_pec_posta_gratuita")]),
        ({"noi_pec": "rossi@pec.esempio.it"}, []),
        ({"noi_codice_fiscale": VAT, "noi_partita_iva": VAT}, []),  # of one party
        ({"noi_codice_fiscale": CODE, PERSON: CODE}, []),  # the person is the firm
        (
            {"noi_codice_fiscale": VAT, "loro_partita_iva": VAT},
            [("loro_partita_iva", "loro_partita_iva_uguale_noi_codice_fiscale")],
        ),
        (
            {PERSON: CODE, "loro_codice_fiscale": CODE},
            [("loro_codice_fiscale", f"loro_codice_fiscale_uguale_{PERSON}")],
        ),
        ({"noi_codice_fiscale": VAT, "loro_codice_fiscale": OTHER_VAT}, []),
        ({PERSON: VAT}, [(PERSON, f"{PERSON}_provvisorio")]),
        ({NAME: "Mario Rossi", PERSON: CODE}, []),
        ({NAME: "Luca Bianchi", PERSON: CODE}, [(PERSON, f"{PERSON}_altro_nome")]),
        ({NAME: "Bianchi", PERSON: CODE}, []),  # one name alone says nothing
    ],
)
def test_every_form_warns(answers: dict[str, Any], warnings: list[tuple[str, str]]) -> None:
    assert warned(form_of(*PARTIES), answers) == warnings


def test_the_sentences_say_what_is_wrong_where_and_what_to_do() -> None:
    answers = {NAME: "Luca Bianchi", PERSON: CODE, "loro_codice_fiscale": CODE, "noi_pec": "a@libero.it"}
    assert [each.message for each in filled(form_of(*PARTIES), answers).problems] == [
        "Non va con il nome, Luca Bianchi: le lettere di cognome e nome sono altre. Controlla il nome e il codice, "
        "oppure spiega perché vanno bene.",
        "È un indirizzo di posta comune, e la PEC è un'altra cosa: scrivi quello certificato, oppure spiega perché va "
        "bene questo.",
        "Lo stesso codice è anche in «Codice di chi firma»: correggi quello sbagliato, oppure spiega perché sono "
        "uguali.",
    ]
    [same] = filled(form_of(*PARTIES), {"noi_codice_fiscale": VAT, "loro_codice_fiscale": VAT}).problems
    assert "anche in «Codice fiscale» (Pagina): correggi" in same.message


def test_a_provisional_code_is_asked_back() -> None:
    [problem] = filled(form_of(*PARTIES), {PERSON: VAT}).problems
    assert problem.message == (
        "Ha 11 cifre, come il codice provvisorio di una persona o quello di una società: controlla che sia della "
        "persona, e spiega perché non ha ancora i 16 caratteri."
    )


def test_a_firm_may_be_asked_after_the_person_who_it_is() -> None:
    form = form_of(PARTIES[3], PARTIES[0])
    assert warned(form, {"noi_codice_fiscale": CODE, PERSON: CODE}) == []


def test_a_general_warning_is_set_aside_with_a_reason_as_any_other() -> None:
    form = form_of(*PARTIES)
    aside = {"noi_pec_posta_gratuita": "l'ufficio l'ha accettata"}
    assert fit(Draft(form.id, {}, set_aside=aside), form).set_aside == aside
    [problem] = filled(form, {"noi_pec": "a@gmail.com"}, set_aside=aside).problems
    assert (problem.severity, problem.reason) == ("note", "l'ufficio l'ha accettata")


def test_columns_are_checked_within_their_line() -> None:
    form = form_of(group("persone", ask("nome"), ask("codice_fiscale", "codice_fiscale", person=True), required=False))
    lines = [{"nome": "Mario Rossi", "codice_fiscale": CODE}, {"nome": "Anna Galli", "codice_fiscale": CODE}]
    [problem] = filled(form, {"persone": lines}).problems
    assert (problem.field, problem.line) == ("persone.codice_fiscale", 2)
    assert problem.check is not None and problem.check.id == "persone_codice_fiscale_altro_nome"


def test_what_is_computed_or_proposed_from_another_code_is_not_doubted() -> None:
    form = form_of(
        *PARTIES,
        computed("terzi_codice_fiscale", "codice_fiscale", "noi_codice_fiscale"),
        ask("quarti_codice_fiscale", "codice_fiscale", default="noi_codice_fiscale"),
    )
    assert warned(form, {"noi_codice_fiscale": VAT}) == []


def test_a_past_day_is_not_in_the_future() -> None:
    form = form_of(ask("nascita", "date", past=True))
    assert filled(form, {"nascita": TODAY.isoformat()}).complete
    [problem] = filled(form, {"nascita": (TODAY + dt.timedelta(days=1)).isoformat()}).problems
    assert problem.severity == "error"
    assert problem.message == "Questo giorno deve ancora venire: controlla la data."


def test_a_form_leaves_a_check_out_with_a_reason() -> None:
    form = form_of(*PARTIES, unchecked={"noi_pec_posta_gratuita": "L'atto ammette anche la posta ordinaria."})
    assert warned(form, {"noi_pec": "a@gmail.com"}) == []


def test_reasons_and_ids_are_inspected() -> None:
    unchecked = {"noi_pec_posta_gratuita": " ", "noi_pec_posta_gratuito": "Non serve."}
    own = ask(
        "p", "pec", check=[{"that": "p != ''", "message": "No.", "severity": "warning", "id": "p_posta_gratuita"}]
    )
    found = faults(one_page(*PARTIES, own, unchecked=unchecked))
    assert found == [
        "form.toml: la verifica «p_posta_gratuita» la fa già ogni modulo: dai un altro id alla tua.",
        "form.toml, chiave unchecked: «noi_pec_posta_gratuita» vuole il motivo per cui qui non si fa.",
        "form.toml, chiave unchecked: «noi_pec_posta_gratuito» non è una verifica di ogni modulo. "
        "Forse volevi dire «noi_pec_posta_gratuita»?",
    ]
