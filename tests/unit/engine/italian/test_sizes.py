"""Sizes of files in words."""

from __future__ import annotations

import pytest

from desktop_app.engine.italian.sizes import megabytes


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0,1 MB"), (1, "0,1 MB"), (100_000, "0,1 MB"), (100_001, "0,2 MB"), (30_000_000, "30,0 MB")],
)
def test_a_size_is_rounded_up_and_never_nothing(size: int, words: str) -> None:
    assert megabytes(size).replace("\u00a0", " ") == words
