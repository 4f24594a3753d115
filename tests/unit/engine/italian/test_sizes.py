"""Sizes of files in words."""

from __future__ import annotations

import pytest

from desktop_app.engine.italian.sizes import megabytes, megabytes_times


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0,1 MB"), (1, "0,1 MB"), (100_000, "0,1 MB"), (100_001, "0,2 MB"), (30_000_000, "30,0 MB")],
)
def test_a_size_is_rounded_up_and_never_nothing(size: int, words: str) -> None:
    assert megabytes(size).replace("\u00a0", " ") == words


def test_a_product_is_that_of_the_size_that_is_written() -> None:
    """A message of 50 kB is written as 0,1 MB: for two it is not 0,1 MB again."""
    assert [megabytes_times(50_000, each).replace("\u00a0", " ") for each in (1, 2, 3)] == [
        "0,1 MB",
        "0,2 MB",
        "0,3 MB",
    ]
    assert megabytes_times(10_000_000, 3).replace("\u00a0", " ") == "30,0 MB"
