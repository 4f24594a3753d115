"""The size of files in words."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.engine.italian import formatting

MB = 1_000_000


def megabytes(size: int) -> str:
    """`1,2 MB`; never less than `0,1 MB`."""
    tenths = max(1, -(-size * 10 // MB))
    return f"{formatting.number(Decimal(tenths) / 10, 1)}\u00a0MB"
