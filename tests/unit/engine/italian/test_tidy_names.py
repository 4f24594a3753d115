"""Names as they are usually written, and those of which nothing is said."""

from __future__ import annotations

import pytest

from desktop_app.engine.italian.tidy_names import tidied


@pytest.mark.parametrize(
    ("name", "person", "better"),
    [
        ("MARIA DE LUCA", True, "Maria De Luca"),
        ("anna d'angelo", True, "Anna D'Angelo"),
        ("ROSSI-BIANCHI NICOLÒ", True, "Rossi-Bianchi Nicolò"),
        ("di stefano  luca", True, "Di Stefano Luca"),
        ("OFFICINA DEL SOLE SOC. COOP.", False, "Officina del Sole Soc. coop."),
        ("la speranza dell'alba s.r.l.", False, "La Speranza dell'Alba S.r.l."),
        ("METALLURGICA ABC SRL", False, "Metallurgica ABC Srl"),
        ("DI MARCO COSTRUZIONI SPA", False, "Di Marco Costruzioni SpA"),
        ("centro per l'impiego di jesi", False, "Centro per l'Impiego di Jesi"),
    ],
)
def test_what_has_no_capitals_or_nothing_else_is_proposed_with_them(name: str, person: bool, better: str) -> None:
    assert tidied(name, person) == better
    assert tidied(better, person) == better, "nothing is proposed twice"


@pytest.mark.parametrize(
    "name", ["ENEL SPA", "ABB", "IBM S.R.L.", "iGuzzini Srl", "De Luca", "3M", "", "x", "Ditta di prova"]
)
@pytest.mark.parametrize("person", [True, False])
def test_of_a_name_that_may_be_meant_so_nothing_is_said(name: str, person: bool) -> None:
    assert tidied(name, person) == name


def test_spaces_are_single_whatever_the_letters() -> None:
    assert tidied("  Rossi   Maria ", True) == "Rossi Maria"
