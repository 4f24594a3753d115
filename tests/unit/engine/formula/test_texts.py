"""Texts compared as their authors meant them."""

from __future__ import annotations

import pytest

from desktop_app.engine.formula.texts import house_number, joined, mentions, names_only, street

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


def test_a_name_without_letters_is_found_nowhere() -> None:
    assert not mentions("Fano", "—", "")
    assert not names_only("Fano", "—", "")


PROVINCES = ("Bari", "Lecce", "Barletta-Andria-Trani", "BAT", "Reggio nell'Emilia", "Reggio")


@pytest.mark.parametrize(
    "text",
    ["Bari", "bari, LECCE", "Bari e Lecce", "province di Bari ed Lecce", "Bari; Lecce / BAT",
     "Barletta Andria Trani", "Reggio nell’Emilia e Bari", "Bari Lecce", "città metropolitana di Bari"],
)  # fmt: skip
def test_a_text_names_only_what_it_may(text: str) -> None:
    assert names_only(text, *PROVINCES)


@pytest.mark.parametrize("text", ["", "—", "e", "Milano", "Bari e Milano", "Barletta", "Reggio Calabria", "Baribari"])
def test_another_name_or_none_at_all_is_told(text: str) -> None:
    assert not names_only(text, *PROVINCES)


@pytest.mark.parametrize(
    ("address", "way", "number"),
    [
        ("via Dante Alighieri, 12", "via Dante Alighieri", "12"),
        ("piazza Roma 3", "piazza Roma", "3"),
        ("viale XX Settembre, n. 4/B", "viale XX Settembre", "4/B"),
        ("via Po 7 bis", "via Po", "7 bis"),
        ("largo 1 Maggio, snc", "largo 1 Maggio", "snc"),
        ("via 25 Aprile", "via 25 Aprile", None),
        ("via Roma", "via Roma", None),
    ],
)
def test_an_address_has_a_street_and_mostly_a_number(address: str, way: str, number: str | None) -> None:
    assert (street(address), house_number(address)) == (way, number)


def test_texts_are_joined_with_commas_without_empty_ones() -> None:
    assert joined("Fano ", " ", "via Roma") == "Fano, via Roma"
