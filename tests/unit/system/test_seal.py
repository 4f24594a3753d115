"""What was sealed tells whether anybody changed it."""

from __future__ import annotations

import re

from desktop_app.system import seal
from desktop_app.system.seal import is_sealed, sealed

PATTERN = re.compile(f"<{seal.PLACE}>".encode())


def test_the_seal_stands_in_the_last_place_for_it() -> None:
    """Text before it may look like a place, as the words of a user may."""
    looks_like_one = f"<{seal.BLANK}>".encode()
    data = sealed(looks_like_one + b"testo" + looks_like_one, PATTERN)
    assert data.startswith(looks_like_one + b"testo") and not data.endswith(looks_like_one)
    assert is_sealed(data, PATTERN) and sealed(data, PATTERN) == data


def test_without_a_place_nothing_is_sealed() -> None:
    assert sealed(b"testo", PATTERN) == b"testo" and not is_sealed(b"testo", PATTERN)
