"""Formulas read aloud: what somebody hears who does not see them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.italian.spoken import CLOSED, OPEN, SIGNS, is_formula, spoken


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("VUC ≥ CP + CT + (N * CL)", "VUC maggiore o uguale a CP più CT più N per CL"),
        ("N = (VUC − CP) / CL", "N uguale a aperta parentesi VUC meno CP chiusa parentesi diviso CL"),
        ("A / (B × C)", "A diviso aperta parentesi B per C chiusa parentesi"),
        ("parte intera di (5 × 40 / 100)", "parte intera di 5 per 40 diviso 100"),
        ("P = il minore tra (PV; T; S)", "P uguale al minore tra PV, T e S"),
        ("costi (nuovi) + costi (ric. A)", "costi, nuovi, più costi, ric. A"),
        ("arrotondato (oltre 0,50 per eccesso) (Q × 7)", "arrotondato, oltre 0,50 per eccesso, Q per 7"),
        ("somma di «Ore − part time» × 2", "somma di Ore − part time per 2"),
        ("−0,7… + … ≤ 40 %", "meno 0,7 eccetera più valore mancante minore o uguale a 40 per cento"),
        ("(A + B", "aperta parentesi A più B"),
        ("A) + B", "A chiusa parentesi più B"),
    ],
)
def test_a_formula_in_words(formula: str, words: str) -> None:
    assert spoken(formula) == words


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("2 × 3", True), ("il minore tra (2; 3)", True), ("14", False), ("−0,7", False), ("L. 68/1999", False)],
)
def test_what_is_a_formula(text: str, is_one: bool) -> None:
    assert is_formula(text) == is_one


NAMES = st.from_regex(r"[A-Z]{1,3}[0-9]?", fullmatch=True) | st.from_regex(r"[1-9][0-9]?,[0-9]{2}", fullmatch=True)
JOINED = st.sampled_from(["+", "−", "×", "/", "≥", "≤", "="])
FORMULAS = st.recursive(
    NAMES,
    lambda inner: (
        st.tuples(inner, JOINED, inner).map(" ".join)
        | st.tuples(inner, JOINED, inner).map(lambda parts: f"({' '.join(parts)})")
    ),
    max_leaves=12,
)


@given(FORMULAS)
def test_every_name_and_sign_is_said_in_its_order(formula: str) -> None:
    expected = [SIGNS.get(part, part) for part in re.findall(r"[\w,]+|[^\w\s()]", formula)]
    said = spoken(formula)
    assert said.count(OPEN) == said.count(CLOSED) <= formula.count("(")
    assert " ".join(said.replace(OPEN, "").replace(CLOSED, "").split()) == " ".join(expected)


@given(FORMULAS, FORMULAS)
def test_a_sum_that_is_multiplied_keeps_its_brackets(one: str, other: str) -> None:
    assert spoken(f"({one} + {other}) × N").startswith(f"{OPEN} ")


@given(st.text())
def test_any_text_can_be_said(text: str) -> None:
    assert isinstance(spoken(text), str)
