"""Seals the bytes of a file with a hash of themselves: later, they tell by themselves whether anybody changed them.

It protects from accidents, not from forgers: whoever knows how can seal anything.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

DIGITS: Final = 32  # of a SHA-256, in hexadecimal
BLANK: Final = "0" * DIGITS
PLACE: Final = f"([0-9a-fA-F]{{{DIGITS}}})"  # as a group of a pattern


def sealed(data: bytes, pattern: re.Pattern[bytes]) -> bytes:
    """The data with the hash in every group of the pattern's last match; as they are where nothing matches."""
    found = list(pattern.finditer(data))
    if not found:
        return data
    spans = [found[-1].span(group) for group in range(1, pattern.groups + 1)]
    return _filled(data, spans, hashlib.sha256(_filled(data, spans, BLANK)).hexdigest()[:DIGITS])


def is_sealed(data: bytes, pattern: re.Pattern[bytes]) -> bool:
    """Whether nobody changed the data since they were sealed."""
    return pattern.search(data) is not None and sealed(data, pattern) == data


def _filled(data: bytes, spans: list[tuple[int, int]], digits: str) -> bytes:
    made = bytearray(data)
    for start, end in spans:
        made[start:end] = digits.encode()
    return bytes(made)
