"""Sentences as the window shows them."""

from __future__ import annotations

import pytest

from desktop_app.gui.wording.sentences import tidy


@pytest.mark.parametrize("words", ["1 mese", "12 mesi", "1 ora", "2 ore", "1 giorno", "8 giorni", "60 %"])
def test_a_number_and_its_unit_stay_on_one_line(words: str) -> None:
    assert tidy(f"Per {words}.") == f"Per {words.replace(' ', chr(0xA0))}."


def test_other_words_may_wrap() -> None:
    assert tidy("Sono 3 persone") == "Sono 3 persone"
