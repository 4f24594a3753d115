"""Words that agree with the number or the date beside them."""

from __future__ import annotations

import re

import pytest

from desktop_app.engine.forms.agreement import ARTICLE, article, is_one


@pytest.mark.parametrize(
    ("shown", "one"),
    [("1", True), ("1,00", True), ("1,00\u00a0€", True), ("0", False), ("−1", False), ("1,50", False), ("11", False),
     ("…", False), ("1 mese", False)],
)  # fmt: skip
def test_only_what_is_written_as_one_takes_the_singular(shown: str, one: bool) -> None:
    assert is_one(shown) is one


@pytest.mark.parametrize(
    "shown", ["8", "8,50", "80", "800", "8.000", "11", "11,5", "11.000", "08/03/2027", "11/03/2027"]
)
def test_an_article_before_a_vowel(shown: str) -> None:
    written = ["il", "al", "dal", "del", "nel", "sul", "i", "ai", "dai", "dei", "nei", "sui", "Il", "Dal", "I"]
    said = [
        "l'",
        "all'",
        "dall'",
        "dell'",
        "nell'",
        "sull'",
        "gli",
        "agli",
        "dagli",
        "degli",
        "negli",
        "sugli",
        "L'",
        "Dall'",
        "Gli",
    ]
    assert [article(f"{each} ", shown).strip() for each in written] == said


@pytest.mark.parametrize(
    "shown", ["1", "0", "3", "18", "110", "111.000", "09/08/2027", "01/11/2027", "28/11/2027", "…", ""]
)
def test_an_article_before_a_consonant_stays(shown: str) -> None:
    assert article("il ", shown) == "il " and article("Dei ", shown) == "Dei "


def test_an_article_is_a_word_of_its_own() -> None:
    assert re.findall(ARTICLE, "il al Dal dei i di fil mai in la ") == ["il ", "al ", "Dal ", "dei ", "i "]
