"""Texts compared as their authors meant them."""

from __future__ import annotations

import pytest

from desktop_app.engine.formula.texts import mentions

OFFICES = ("San Benedetto del Tronto", "Fano", "Forlì")


@pytest.mark.parametrize(
    "text",
    ["Fano", "CPI di FANO", "fano.", "San  Benedetto-del Tronto", "Forli'", "forlì (FC)", "Forli\u0300", "Fano/Urbino"],
)
def test_a_name_is_found_however_it_was_typed(text: str) -> None:
    assert mentions(text, *OFFICES)


@pytest.mark.parametrize("text", ["", "—", "Fanotown", "Stefano", "San Benedetto", "Tronto San Benedetto del", "Forl"])
def test_parts_of_words_and_parts_of_names_are_not_the_name(text: str) -> None:
    assert not mentions(text, *OFFICES)
