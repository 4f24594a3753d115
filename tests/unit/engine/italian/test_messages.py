"""The sentences about answers: what they quote, and how."""

from __future__ import annotations

import pytest

from desktop_app.engine.forms.field_types import FIELD_TYPES
from desktop_app.engine.italian import messages

of = FIELD_TYPES.__getitem__


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        ("12.34.5", "«12.34.5»"),
        ("x" * 1_000_000, "«" + "x" * 39 + "…»"),
        ("a\u202eb\x1b[31m\ud800\n", "«a b [31m»"),
        (None, "«None»"),
        ([[[[[[[[1]]]]]]]], "«[[[[[[[...]]]]]]]»"),
    ],
)
def test_what_was_typed_is_quoted_short_and_visible(typed: object, quoted: str) -> None:
    assert messages.shortened(typed) == quoted


def test_lists_of_any_depth_can_be_quoted() -> None:
    nested: list[object] = []
    for _ in range(100_000):
        nested = [nested]
    assert len(messages.shortened(nested)) < 45
    while nested:  # dismantled from the outside: Python's own deletion is recursive
        nested = nested.pop()  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (messages.not_a_number("x", of("money").advice),
         "Non capisco «x». Usa la virgola per i centesimi. Esempio: 12.345,00."),
        (messages.not_a_number("x", of("integer").advice), "Non capisco «x». Esempio: 12."),
        (messages.no_such_day(31, 4, 2027, 30), "Il 31 aprile 2027 non esiste: aprile 2027 ha 30 giorni."),
        (messages.missing("Comune", of("text").asked), "Manca «Comune»: scrivi questo dato."),
        (messages.missing("Durata", of("integer").asked), "Manca «Durata»: scrivi il numero."),
        (messages.missing("PEC", of("pec").asked, "L'azienda"),
         "Manca «PEC» (l'azienda): scrivi questo dato."),
        (messages.missing("PEC", of("pec").asked, "CPI di zona"),
         "Manca «PEC» (CPI di zona): scrivi questo dato."),
        (messages.unprintable("\u202e"), "Il carattere invisibile U+202E non si può stampare nei documenti: "
                                         "cancellalo e scrivilo di nuovo."),
        (messages.unprintable("中"), "Il carattere «中» non si può stampare nei documenti: "
                                    "cancellalo e scrivilo di nuovo."),
    ],
)  # fmt: skip
def test_a_sentence_says_the_fact_and_what_to_do(sentence: str, expected: str) -> None:
    assert sentence == expected
