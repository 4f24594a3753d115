"""A sentence is divided into the fact and what to do about it."""

from __future__ import annotations

import pytest

from desktop_app.engine.italian.sentences import fact_and_remedy


@pytest.mark.parametrize(
    ("sentence", "fact", "remedy"),
    [
        ("Manca «Sede legale: comune» (la ditta): scrivi questo dato.", "Manca «Sede legale: comune» (la ditta).",
         "Scrivi questo dato."),
        ("Manca «Sede: via»: scrivi questo dato.", "Manca «Sede: via».", "Scrivi questo dato."),
        ("Non capisco «a. B». Esempio: 12.", "Non capisco «a. B».", "Esempio: 12."),
        ("Tutto «aperto. E poi basta.", "Tutto «aperto. E poi basta.", ""),
    ],
)  # fmt: skip
def test_what_is_quoted_does_not_end_the_fact(sentence: str, fact: str, remedy: str) -> None:
    assert fact_and_remedy(sentence) == (fact, remedy)


@pytest.mark.parametrize(
    ("sentence", "fact", "remedy"),
    [
        ("Il massimo è 5 (art. 9 della legge). Scrivi un numero più piccolo.",
         "Il massimo è 5 (art. 9 della legge).", "Scrivi un numero più piccolo."),
        ("Lo dice il D.Lgs. 81. Rivedi la durata.", "Lo dice il D.Lgs. 81.", "Rivedi la durata."),
        ("La L. 68 lo vieta. Togli la riga.", "La L. 68 lo vieta.", "Togli la riga."),
        ("Quanti sono? Scrivi il numero.", "Quanti sono?", "Scrivi il numero."),
        ("Scegli sì oppure no.", "Scegli sì oppure no.", ""),
    ],
)  # fmt: skip
def test_an_abbreviation_does_not_end_the_fact(sentence: str, fact: str, remedy: str) -> None:
    assert fact_and_remedy(sentence) == (fact, remedy)


def test_a_first_sentence_too_long_for_a_fact_stays_with_the_rest() -> None:
    short, long = f"È {'molto ' * 18}lungo", f"È {'molto ' * 20}lungo"
    assert len(short) <= 120 < len(long)
    assert fact_and_remedy(f"{short}. Accorcia.") == (f"{short}.", "Accorcia.")
    assert fact_and_remedy(f"{long}. Accorcia.") == (f"{long}. Accorcia.", "")
