"""Exact arithmetic, compared with fractions.Fraction, which never rounds."""

from __future__ import annotations

import math
import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.engine.formula import arithmetic
from desktop_app.engine.formula.arithmetic import CalculationFault, Number

amounts = st.decimals(0, 10**9, places=2)
decimals = st.decimals(-(10**12), 10**12, places=6)
numbers = decimals | st.fractions(-(10**12), 10**12, max_denominator=10**6)


@given(decimals | numbers, decimals | numbers)
def test_sums_differences_and_products_are_exact(a: Number, b: Number) -> None:
    assert arithmetic.add(a, b) == Fraction(a) + Fraction(b)
    assert arithmetic.subtract(a, b) == Fraction(a) - Fraction(b)
    assert arithmetic.negate(a) == -Fraction(a)
    if abs(Fraction(a) * Fraction(b)) < arithmetic.LARGEST:
        assert arithmetic.multiply(a, b) == Fraction(a) * Fraction(b)


@given(decimals, st.decimals(1, 10**9, places=6))
def test_a_quotient_is_exact_and_comes_back(a: Decimal, b: Decimal) -> None:
    quotient = arithmetic.divide(a, b)
    assert quotient == Fraction(a) / Fraction(b)
    assert arithmetic.multiply(quotient, b) == a


def test_a_minus_keeps_more_than_28_digits() -> None:
    long = arithmetic.multiply(Decimal("1234567890.1234567"), Decimal("1234567.12345678901"))
    assert len(Decimal(str(long)).as_tuple().digits) > 28
    assert arithmetic.negate(long) == -Fraction(long)


@settings(max_examples=300)
@given(amounts, amounts, amounts, st.decimals(1, 10**6, places=2), st.integers(1, 60))
@example(*map(Decimal, ("230376.54", "20807.40", "6932.44", "28948.10")), 21)
def test_places_of_a_whole_order_never_miss_one(
    vuc: Decimal, cp: Decimal, ct: Decimal, cl: Decimal, months: int
) -> None:
    """The law's N: amounts of the whole order, converted to one year, divided by the cost of one worker."""

    def of_a_year(amount: Decimal) -> Number:
        return arithmetic.divide(arithmetic.multiply(amount, Decimal(12)), Decimal(months))

    left = arithmetic.subtract(arithmetic.subtract(of_a_year(vuc), of_a_year(cp)), of_a_year(ct))
    exact = (Fraction(vuc) - Fraction(cp) - Fraction(ct)) * 12 / months / Fraction(cl)
    assert arithmetic.floor(arithmetic.divide(left, cl)) == math.floor(exact)


def test_the_place_that_28_digits_would_lose_or_give() -> None:
    """N = 4 exactly: one cent less is 3."""
    for vuc, places in (("230376.54", 4), ("230376.53", 3)):
        left = Decimal(vuc) - Decimal("20807.40") - Decimal("6932.44")
        a_year = arithmetic.divide(arithmetic.multiply(left, Decimal(12)), Decimal(21))
        assert arithmetic.floor(arithmetic.divide(a_year, Decimal("28948.10"))) == places


def test_the_quota_of_seven_percent_rounds_up_only_above_one_half() -> None:
    """L. 68/1999, art. 3: for every employer from 51 to 20,000 employees."""
    for base in range(51, 20_001):
        whole, rest = divmod(base * 7, 100)
        share = arithmetic.divide(arithmetic.multiply(Decimal(base), Decimal(7)), Decimal(100))
        assert arithmetic.round_half_down(share) == whole + (rest > 50), base


@given(numbers, st.integers(0, 10))
def test_roundings_against_their_definition(x: Number, places: int) -> None:
    exact, step = Fraction(x), Fraction(1, 10**places)
    down, up = (Fraction(turn(x, places)) for turn in (arithmetic.floor, arithmetic.ceil))
    assert down <= exact < down + step
    assert up - step < exact <= up
    short = abs(Fraction(arithmetic.cut(x, places)))
    assert short <= abs(exact) < short + step
    for rounded in (arithmetic.round_half_up(x, places), arithmetic.round_half_down(x, places)):
        assert abs(Fraction(rounded) - exact) <= step / 2


@pytest.mark.parametrize(
    ("value", "half_up", "half_down"),
    [("2.5", "3", "2"), ("-2.5", "-3", "-2"), ("2.51", "3", "3"), ("-2.49", "-2", "-2"), ("0", "0", "0")],
)
def test_exactly_one_half(value: str, half_up: str, half_down: str) -> None:
    assert arithmetic.round_half_up(Decimal(value)) == Decimal(half_up)
    assert arithmetic.round_half_down(Decimal(value)) == Decimal(half_down)


def test_a_division_by_zero_is_said() -> None:
    for zero in (Decimal("0.00"), Fraction(0)):
        with pytest.raises(CalculationFault, match="Non si può dividere per zero"):
            arithmetic.divide(Decimal(1), zero)


@pytest.mark.parametrize("huge", [Decimal(10) ** 18 - 1, Fraction(10**20, 101)])
def test_an_absurd_result_is_said(huge: Number) -> None:
    opposite = arithmetic.negate(huge)
    for operate, left, right in (
        (arithmetic.add, huge, huge),
        (arithmetic.subtract, opposite, huge),
        (arithmetic.multiply, opposite, huge),
        (arithmetic.divide, huge, Decimal("0.0001")),
    ):
        with pytest.raises(CalculationFault, match="troppo grande"):
            operate(left, right)


def test_formulas_that_feed_each_other_end() -> None:
    """Squares of squares double their digits each time, in decimals and in fractions."""
    for first in (Decimal("0.01"), Decimal("0.123456789"), Fraction(1, 3)):
        start = time.thread_time()
        number: Number = first
        with pytest.raises(CalculationFault, match="troppi decimali"):
            for _ in range(60):
                number = arithmetic.multiply(number, number)
        assert time.thread_time() - start < 1


def test_whole_wants_a_whole_number() -> None:
    assert arithmetic.whole(Decimal("12.0")) == 12
    for number in (Decimal("12.5"), Fraction(1, 3)):
        with pytest.raises(CalculationFault, match="Qui serve un numero intero"):
            arithmetic.whole(number)
