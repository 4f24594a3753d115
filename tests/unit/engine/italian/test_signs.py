"""The signs of codes that people copy from paper."""

from __future__ import annotations

from desktop_app.engine.italian.signs import SIGNS


def test_no_sign_reads_like_another_and_each_stands_for_five_bits() -> None:
    assert len(set(SIGNS)) == len(SIGNS) == 32
    assert SIGNS.upper() == SIGNS and SIGNS.isascii() and SIGNS.isalnum()
    assert not set("ILOU") & set(SIGNS), "I and L read like 1, O like 0, U like V"
