"""Names in braces: found in order, replaced once."""

from __future__ import annotations

import pytest

from desktop_app.engine.forms.braces import names_in, with_names_renamed, with_names_replaced


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("La quota è {quota} di {tetto}: {quota}.", ["quota", "tetto", "quota"]),
        ("{quota} {quota:posto|posti} su {tetto}", ["quota", "quota", "tetto"]),
        ("Niente.", []),
        ("Vuoto: {}.", [""]),
        ("Aperta {quota", []),
        ("Chiusa quota}", []),
        ("Aperta {due volte {quota}", ["quota"]),
    ],
)
def test_names_are_found_in_order(text: str, names: list[str]) -> None:
    assert names_in(text) == names


def test_each_name_is_replaced_and_the_rest_stays() -> None:
    assert with_names_replaced("{a} e {b}, {a}", str.upper) == "A e B, A"
    assert with_names_replaced("Aperta {a", str.upper) == "Aperta {a"


def test_what_replaces_a_name_is_not_read_again() -> None:
    assert with_names_replaced("{a}{b}", lambda name: "{b}" if name == "a" else "x") == "{b}x"


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        ("0", "Restano 0 posti."),
        ("1", "Resta 1 posto."),
        ("1,00", "Resta 1,00 posto."),
        ("1,50", "Restano 1,50 posti."),
        ("11", "Restano 11 posti."),
        ("−1", "Restano −1 posti."),
        ("…", "Restano … posti."),
    ],
)
def test_words_agree_with_the_number_as_it_is_written(shown: str, sentence: str) -> None:
    assert with_names_replaced("{n:Resta|Restano} {n} {n:posto|posti}.", lambda name: shown) == sentence


def test_words_stay_where_a_name_changes() -> None:
    assert with_names_renamed("{n} {n:posto|posti}", lambda name: f"noi_{name}") == "{noi_n} {noi_n:posto|posti}"


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [("12/03/2027", "Dal 12/03/2027, i 12/03/2027."), ("11/03/2027", "Dall'11/03/2027, gli 11/03/2027.")],
)
def test_an_article_is_written_as_what_follows_wants_it(shown: str, sentence: str) -> None:
    assert with_names_replaced("Dal {a}, i {a}.", lambda name: shown) == sentence
