"""Names of companies in few letters: only the legal form is abbreviated, and what is cut shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.italian.company_names import cut, fitted, short_name

NAMES = st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=5)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("La Spiga Lavoro società cooperativa sociale", "La Spiga Lavoro Soc. coop. soc."),
        ("LA SPIGA SOCIETÀ COOPERATIVA", "LA SPIGA Soc. coop."),
        ("Valdisopra Società a responsabilità limitata", "Valdisopra S.r.l."),
        ("Valdisopra società a responsabilità limitata, con socio unico", "Valdisopra S.r.l."),
        ("Rossi e Bianchi società per azioni", "Rossi e Bianchi S.p.A."),
        ("Consorzio Colline", "Consorzio Colline"),
        ("Società cooperativamente diversa", "Società cooperativamente diversa"),
        ("unipersonale", "unipersonale"),
    ],
)
def test_only_a_legal_form_is_abbreviated(name: str, short: str) -> None:
    assert short_name(name) == short


def test_names_are_whole_as_long_as_they_fit_and_the_longest_is_cut_first() -> None:
    names = ["Alfa S.r.l.", "Cooperativa del Lavoro Buono società cooperativa sociale"]

    def shown(room: int) -> str:
        return fitted(names, " · ", lambda text: len(text) <= room)

    assert shown(100) == " · ".join(names)
    assert shown(60) == "Alfa S.r.l. · Cooperativa del Lavoro Buono Soc. coop. soc."
    assert shown(40) == "Alfa S.r.l. · Cooperativa del Lavoro…"
    assert shown(0) == ""


def test_a_word_that_does_not_fit_is_cut_in_it() -> None:
    assert cut("Precipitevolissimevolmente", lambda text: len(text) <= 10) == "Precipite…"


@given(NAMES, st.integers(0, 80))
def test_names_always_fit_whatever_they_are(names: list[str], room: int) -> None:
    assert len(fitted(names, " · ", lambda text: len(text) <= room)) <= room
