"""The size of files in words."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.engine.italian import formatting

MB = 1_000_000


def megabytes(size: int) -> str:
    """`1,2 MB`; never less than `0,1 MB`."""
    return _written(_tenths(size))


def megabytes_times(size: int, number: int) -> str:
    """`0,1 MB × 2`'s product as whoever reads it works it out: of the size as it is written."""
    return _written(_tenths(size) * number)


def _tenths(size: int) -> int:
    return max(1, -(-size * 10 // MB))


def _written(tenths: int) -> str:
    return f"{formatting.number(Decimal(tenths) / 10, 1)}\u00a0MB"
