"""Values as an Italian reads them, and in the notation of drafts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.answers.reader import read
from desktop_app.engine.forms.definition import FieldDef, Rounding, RuleDef
from desktop_app.engine.formula.arithmetic import Number
from desktop_app.engine.italian import formatting


@pytest.mark.parametrize(
    ("value", "decimals", "rounding", "shown"),
    [
        (Decimal("1234567.5"), 2, None, "1.234.567,50"),
        (Decimal("999"), 0, None, "999"),
        (Decimal("1000"), 0, None, "1.000"),
        (Decimal("2.999999"), 2, None, "2,99"),  # a shown N is cut, never rounded up
        (Decimal("-2.999"), 2, None, "−2,99"),
        (Decimal("-2.999"), 2, "down", "−3,00"),
        (Decimal("-0.001"), 2, None, "0,00"),
        (Fraction(2, 3), 2, "half_up", "0,67"),
        (Fraction(1, 3), 2, "up", "0,34"),
        (Decimal("123456789012345678.1234567891"), 10, None, "123.456.789.012.345.678,1234567891"),
    ],
)
def test_numbers(value: Number, decimals: int, rounding: Rounding | None, shown: str) -> None:
    assert formatting.number(value, decimals, rounding) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.40", "0,4"), ("12.00", "12"), ("1234.5", "1.234,5"), ("0", "0"), ("0.12345678901", "0,123456789")],
)
def test_plain_numbers_have_no_idle_zeros(value: str, shown: str) -> None:
    assert formatting.plain_number(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "words"),
    [("2", "2"), ("1.5", "1 e mesi 6"), ("0.5", "0 e mesi 6"), ("0.99", "1"), ("0", "0")],
)
def test_a_duration_in_years(value: str, words: str) -> None:
    assert formatting.years(Decimal(value)) == words


CHOICE = FieldDef(type="choice", options={"a": "Con sede qui"})


@pytest.mark.parametrize(
    ("spec", "value", "shown"),
    [
        (FieldDef(type="money"), Decimal("60000"), "60.000,00\u00a0€"),
        (FieldDef(type="integer"), Decimal("1200"), "1.200"),
        (FieldDef(type="decimal", decimals=3), Decimal("1.5"), "1,500"),
        (FieldDef(type="decimal"), Decimal("7.5"), "7,5"),
        (FieldDef(type="decimal"), Decimal("7.5555"), "7,5555"),  # typed: as it is
        (FieldDef(type="decimal", formula="x"), Decimal("7.5555"), "7,55"),  # computed: as exact as cents
        (FieldDef(type="decimal", formula="x"), Fraction(2, 3), "0,66"),
        (FieldDef(type="integer", formula="x", rounding="up"), Fraction(5, 2), "2,50"),
        (FieldDef(type="integer", formula="x", rounding="up"), Decimal(3), "3"),
        (FieldDef(type="decimal", formula="x", rounding="half_up"), Fraction(2, 3), "0,67"),
        (FieldDef(type="yes_no"), True, "sì"),
        (FieldDef(type="yes_no"), False, "no"),
        (FieldDef(type="date"), dt.date(2027, 1, 31), "31/01/2027"),
        (CHOICE, "a", "Con sede qui"),
        (CHOICE, "altro", "altro"),
        (FieldDef(type="text"), "D'Alò", "D'Alò"),
    ],
)
def test_values_of_fields(spec: FieldDef, value: Any, shown: str) -> None:
    assert formatting.value(spec, value) == shown


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [("12", "mesi", "12\u00a0mesi"), ("1", "mesi", "1\u00a0mese"), ("1.00", "anni", "1,00\u00a0anno"),
     ("0", "ore", "0\u00a0ore"), ("1", "ore", "1\u00a0ora"), ("1", "giorni", "1\u00a0giorno"),
     ("1", "posti", "1\u00a0posto"), ("1", "persone", "1\u00a0persona"), ("1", "lavoratori", "1\u00a0lavoratore"),
     ("1", "dipendenti", "1\u00a0dipendente"), ("1", "inserimenti", "1\u00a0inserimento"),
     ("2", "inserimenti", "2\u00a0inserimenti"),
     ("1.20", "ore", "1,20\u00a0ore"), ("1", "notte|notti", "1\u00a0notte"), ("0", "notte|notti", "0\u00a0notti"),
     ("11", "posti", "11\u00a0posti"), ("1", "%", "1\u00a0%"), ("39.21", "EUR", "39,21\u00a0€"), ("1", None, "1")],
)  # fmt: skip
def test_what_is_counted_agrees_with_its_number(number: str, unit: str | None, shown: str) -> None:
    assert formatting.with_unit(number.replace(".", ","), unit) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("39.21", "EUR", "39,21"),
        ("39.2", "EUR", "39,20"),  # cents are two
        ("39", "EUR", "39"),
        ("39.215", "EUR", "39,215"),  # an amount by the hour may be finer
        ("0.3", "%", "0,3"),
        ("0.3", None, "0,3"),
    ],
)
def test_the_number_of_a_rule(value: str, unit: str | None, shown: str) -> None:
    assert formatting.of_rule(RuleDef(id="r", value=Decimal(value), source="Legge", unit=unit)) == shown


def test_an_amount_without_its_sign() -> None:
    assert formatting.value(FieldDef(type="money"), Decimal("1"), euro=False) == "1,00"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("60000.00"), "60000"),
        (Decimal("0.10"), "0.1"),
        (Decimal("-0.00000000001"), "0"),
        (Decimal("-1.50"), "-1.5"),
        (Decimal("100"), "100"),
        (Decimal("0"), "0"),
        (Decimal("0.00000000019"), "0.0000000001"),
        (False, False),
        (Fraction(1, 3), "0.3333333333"),
        (True, True),
        (None, None),
        ("a", "a"),
        (dt.date(2026, 2, 1), "2026-02-01"),
    ],
)
def test_notation_of_drafts(value: Any, text: Any) -> None:
    assert formatting.notation(value) == text


asked = st.one_of(
    st.tuples(st.just(FieldDef(type="money")), st.decimals(0, Decimal("999999999999.99"), places=2)),
    st.tuples(st.just(FieldDef(type="integer")), st.integers(0, 9_999_999).map(Decimal)),
    st.tuples(st.just(FieldDef(type="decimal", decimals=10)), st.decimals(0, 9_999_999, places=10)),
    st.tuples(st.just(FieldDef(type="date")), st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))),
    st.tuples(st.just(FieldDef(type="yes_no")), st.booleans()),
    st.tuples(st.just(CHOICE), st.just("a")),
)


@given(asked)
def test_the_notation_of_a_value_is_read_back(pair: tuple[FieldDef, Any]) -> None:
    spec, value = pair
    assert read(spec, formatting.notation(value)) == (value, None)


def test_amounts_in_documents_stand_as_in_acts() -> None:
    said = "da 59.666,66… arrotondato a 59.666,67\u00a0€, −0,50\u00a0€; 40\u00a0%"
    assert formatting.euro_first(said) == "da 59.666,66… arrotondato a €\u00a059.666,67, €\u00a0−0,50; 40\u00a0%"
