"""What reading a receipt costs: against reading the same bytes with the standard library alone."""

from __future__ import annotations

import email
import statistics
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop_app.mail.message import Attachment, Message, to_eml
from desktop_app.mail.receipt import read
from tests.support import pec

if TYPE_CHECKING:  # bench imports this module
    from tests.bench import Row

SIZES = {"0,2 MB": 50_000, "5 MB": 1_200_000}  # of the message, of each of its three files
RATIO, MOST = 1.0, 100  # times the library's own reading, or ms, whichever is more


def receipt(size: int) -> bytes:
    """A full delivery receipt that brings three files of that size back, as its provider signed it."""
    files = tuple(Attachment(f"{n}.pdf", bytes([n]) + bytes(range(256)) * (size // 256)) for n in range(3))
    return pec.receipt(pec.Told(), pec.as_sent(to_eml(Message((pec.OFFICE,), "rif. C12-7K3Q", "Testo", files))))


def seconds(data: bytes, runs: int = 9) -> tuple[float, float, float]:
    """Medians of reading a receipt and of the library's own reading, taken in turn, and of their ratio."""
    pairs = []
    for _ in range(runs):
        start = time.perf_counter()
        assert read(data).signed
        middle = time.perf_counter()
        email.message_from_bytes(data)
        pairs.append((middle - start, time.perf_counter() - middle))
    ours, bare = (statistics.median(each) for each in zip(*pairs, strict=True))
    return ours, bare, statistics.median(a / b for a, b in pairs)


def rows(row: type[Row]) -> Iterator[Row]:
    """A line for each size."""
    for name, size in SIZES.items():
        ours, bare, ratio = seconds(receipt(size))
        figure = f"{ours * 1000:.0f} ms / {bare * 1000:.0f} ms = {ratio:.1f}"
        met = ratio <= RATIO or ours * 1000 <= MOST
        yield row(f"leggere una ricevuta di {name}", figure, f"≤ {RATIO:.0f} o ≤ {MOST} ms", met)
