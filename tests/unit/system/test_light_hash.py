"""The light checksum is the usual one, or the signs on paper would be those of no dossier any more."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.session.reference import reference
from desktop_app.system.light_hash import sha256


@given(st.binary(max_size=300))
def test_it_is_sha256(data: bytes) -> None:
    assert sha256(data) == hashlib.sha256(data).digest()


def test_signs_are_what_they_were() -> None:
    assert reference("0123456789abcdef") == "724-W68"
