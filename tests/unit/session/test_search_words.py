"""What a dossier is found by: all that names somebody or a place, folded, and no more than a list can search."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop_app.dossier_summary import DossierSummary, from_json, read_head, words_in, words_of
from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.session.search_words import MOST, search_words
from desktop_app.session.summary import summary_of
from desktop_app.system.paths import forms_folder

LIBRARY = Library([forms_folder()])
TODAY = dt.date(2026, 11, 22)
MARCHE = "marche/art14_2023"


def opened(form: str, **changes: object) -> Dossier:
    draft = LIBRARY.example(form)
    return Dossier(LIBRARY.load(form), Draft(form, {**draft.answers, **changes}), TODAY)


@pytest.mark.parametrize("form", LIBRARY.ids())
def test_every_name_and_code_of_an_example_is_found(form: str) -> None:
    state = opened(form).state
    words = words_in(summary_of(state).to_json())
    assert words == search_words(state, state.form.spec.title, *_head(form)) and len(words) <= MOST
    for id, cell in state.cells.items():
        spec = state.form.fields[id].spec
        if cell.visible and cell.value and spec.type in ("codice_fiscale", "partita_iva", "pec", "email"):
            assert str(cell.value).casefold() in words
    assert state.title.casefold() in words or not state.title.isascii()


def _head(form: str) -> tuple[str, str]:
    made = summary_of(opened(form).state)
    return made.office, str(made.year or "")


def test_office_and_year_are_those_of_the_dossier() -> None:
    made = summary_of(opened(MARCHE, cpi_nome="Fano", data_stipula="2025-03-04").state)
    assert (made.office, made.year) == ("CPI di Fano", 2025)
    head = read_head(made.to_json())
    assert (head.office, head.year) == ("CPI di Fano", 2025) and {"fano", "2025"} <= set(made.words.split())
    empty = summary_of(Dossier(LIBRARY.load(MARCHE), Draft(MARCHE), TODAY).state)
    assert (empty.office, empty.year) == ("", 0)


@pytest.mark.parametrize("form", [form for form in LIBRARY.ids() if LIBRARY.load(form).spec.sending])
def test_a_form_whose_dossiers_are_sent_says_to_which_office(form: str) -> None:
    assert summary_of(opened(form).state).office


def test_accents_quotes_and_what_cannot_be_read_are_found_as_one_types_them() -> None:
    name = 'Società "Il Faro" \\ Ñandú'
    made = summary_of(opened(MARCHE, azienda_nome=name, azienda_codice_fiscale="0123 storto").state)
    stored = made.to_json()
    assert "societa il faro nandu" in words_in(stored) and "0123 storto" in words_in(stored)
    assert from_json(stored) == made and words_in(stored) == made.words


def test_hidden_answers_and_long_stories_are_not_searched() -> None:
    made = search_words(opened(MARCHE, gruppo_nome="Nascostissima", azienda_ccnl="parole " * 30).state)
    assert "nascostissima" not in made and "parole" not in made


def test_a_dossier_with_hundreds_of_lines_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    state = opened(MARCHE).state
    whole = search_words(state)
    monkeypatch.setattr("desktop_app.session.search_words.MOST", 100)
    assert whole.startswith(search_words(state)) and 50 < len(search_words(state)) <= 100


@pytest.mark.parametrize(
    "text",
    ["", "{}", '{"words": 3}', '{"words": "a"', "[]", '{"a": "", "words": "b"', '{"a": "\\", \\"words\\": \\"b"}'],
)
def test_a_text_that_says_no_words_has_none(text: str) -> None:
    assert words_in(text) == "" and from_json(text).words == ""
    stored = DossierSummary(words="rossi").to_json()
    assert words_of([stored, text, stored]) == ["rossi", "", "rossi"]


def test_the_words_of_a_dossier_cannot_be_taken_for_those_of_another_key() -> None:
    made = summary_of(opened(MARCHE, azienda_nome='x", "words": "trappola').state)
    assert from_json(made.to_json()).words == words_in(made.to_json()) and cases.EXAMPLE
