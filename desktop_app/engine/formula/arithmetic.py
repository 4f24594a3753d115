"""Exact arithmetic: a Decimal while it is exact, a Fraction after a division that is not.

Only the rounding functions round. Results that are absurdly large or fine raise CalculationFault.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from decimal import Context, Decimal, Inexact
from fractions import Fraction

Number = Decimal | Fraction

LARGEST = Decimal(10) ** 18
FINEST = 10**2_000  # the largest denominator: larger ones, fed into each other, would take for ever
_EXACT = Context(prec=60, Emin=-1_000, traps=[Inexact])


class CalculationFault(Exception):
    """A formula cannot be computed with these values; the text is an Italian sentence."""


def _exactly(
    in_decimal: Callable[[Decimal, Decimal], Decimal], in_fraction: Callable[[Fraction, Fraction], Fraction]
) -> Callable[[Number, Number], Number]:
    def operate(left: Number, right: Number) -> Number:
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            try:
                return _bounded(in_decimal(left, right))
            except Inexact:
                pass
        result = in_fraction(Fraction(left), Fraction(right))
        if result.denominator > FINEST:
            raise CalculationFault("Il risultato ha troppi decimali: controlla gli importi scritti.")
        return _bounded(result)

    return operate


def _bounded(number: Number) -> Number:
    if not -LARGEST < number < LARGEST:
        raise CalculationFault("Il risultato è un numero troppo grande: controlla gli importi scritti.")
    return number


add = _exactly(_EXACT.add, lambda left, right: left + right)
subtract = _exactly(_EXACT.subtract, lambda left, right: left - right)
multiply = _exactly(_EXACT.multiply, lambda left, right: left * right)
_quotient = _exactly(_EXACT.divide, lambda left, right: left / right)


def divide(left: Number, right: Number) -> Number:
    """The exact quotient. Raises CalculationFault on division by zero."""
    if right == 0:
        raise CalculationFault("Non si può dividere per zero: controlla il valore che sta sotto la frazione.")
    return _quotient(left, right)


def negate(number: Number) -> Number:
    """The opposite number, exactly: the unary minus of a Decimal would round to 28 digits."""
    return subtract(Decimal(0), number)


def _at(decimals: int, number: Number, divided: Callable[[int, int], int]) -> Decimal:
    """The number rounded to so many decimals; `divided` gives the rounded quotient of two whole numbers."""
    above, below = number.as_integer_ratio()
    return _EXACT.scaleb(Decimal(divided(above * 10**decimals, below)), -decimals)


def floor(number: Number, decimals: int = 0) -> Decimal:
    """Downwards, towards minus infinity."""
    return _at(decimals, number, operator.floordiv)


def ceil(number: Number, decimals: int = 0) -> Decimal:
    """Upwards, towards plus infinity."""
    return _at(decimals, number, lambda above, below: -(-above // below))


def round_half_up(number: Number, decimals: int = 0) -> Decimal:
    """To the nearest; exactly one half goes away from zero."""
    return _at(decimals, number, _on_both_sides(lambda above, below: (2 * above + below) // (2 * below)))


def round_half_down(number: Number, decimals: int = 0) -> Decimal:
    """To the nearest; exactly one half goes towards zero (L. 68/1999: only above 0,50 is one more)."""
    return _at(decimals, number, _on_both_sides(lambda above, below: -((below - 2 * above) // (2 * below))))


def cut(number: Number, decimals: int) -> Decimal:
    """Towards zero: a number is never shown larger than it is."""
    return _at(decimals, number, _on_both_sides(operator.floordiv))


def _on_both_sides(divided: Callable[[int, int], int]) -> Callable[[int, int], int]:
    """The same rounding of negative numbers, mirrored at zero."""
    return lambda above, below: divided(above, below) if above >= 0 else -divided(-above, below)


def whole(number: Number) -> int:
    """The number as an int. Raises CalculationFault if it has decimals."""
    if number != math.floor(number):
        raise CalculationFault("Qui serve un numero intero.")
    return int(number)
