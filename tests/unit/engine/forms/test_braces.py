"""Names in braces: found in order, replaced once."""

from __future__ import annotations

import pytest

from desktop_app.engine.forms.braces import names_in, with_names_replaced


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("La quota è {quota} di {tetto}: {quota}.", ["quota", "tetto", "quota"]),
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
