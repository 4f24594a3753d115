"""Answers prepared by others: they go where they are asked for and can be read, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.engine.answers.presets import fitting, preset_fault, preset_faults
from tests.unit.engine.support import ask, computed, group, make_form, one_page

FORM = make_form(
    one_page(
        ask("titolo", "heading"),
        ask("nome"),
        ask("posti", "integer"),
        computed("doppi", "integer", "posti * 2"),
        group("righe", ask("voce"), ask("costo", "money")),
    )
)


@pytest.mark.parametrize(
    ("id", "raw", "wrong"),
    [
        ("nome", "Unione", None),
        ("nome", True, "Qui serve un testo."),
        ("posti", "3", None),
        ("posti", "tre", "tre"),
        ("titolo", "x", "Il programma la calcola: toglila."),
        ("doppi", "6", "Il programma la calcola: toglila."),
        ("righe", [{"voce": "a", "costo": "1.50"}], None),
        ("righe", [], None),
        ("righe", "a", "elenco di righe"),
        ("righe", ["a"], "elenco di righe"),
        ("righe", {}, "elenco di righe"),
        ("righe", 5, "elenco di righe"),
        ("righe", [{"voce": "a"}, {"manca": "b"}], "La colonna «manca» non c'è."),
        ("righe", [{"costo": "molto"}], "molto"),
    ],
)
def test_what_goes_into_a_field(id: str, raw: Any, wrong: str | None) -> None:
    said = preset_fault(FORM.fields[id], raw)
    assert said is None if wrong is None else said is not None and wrong in said
    assert fitting(FORM, {id: raw}) == ({} if wrong else {id: raw})


def test_a_form_takes_only_what_it_asks_for() -> None:
    assert fitting(FORM, {"nome": "Unione", "altrove": "x"}) == {"nome": "Unione"}


def test_each_wrong_answer_is_said_once() -> None:
    other = make_form(one_page(ask("nome", "integer")))
    assert preset_faults([FORM], {"nome": "Unione", "posti": "4"}) == []
    assert preset_faults([FORM, FORM], {"posti": "tre"}) == preset_faults([FORM], {"posti": "tre"}) != []
    assert preset_faults([FORM], {"manca": "x"}) == ["la risposta «manca» non va: nessun modulo la chiede."]
    [sentence] = preset_faults([FORM, other], {"nome": "Unione"})
    assert sentence.startswith("la risposta «nome» non va: ")
