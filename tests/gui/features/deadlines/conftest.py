"""The clock of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clock import MovableClock, clock_at
from tests.gui.support.deadlines import TODAY


@pytest.fixture(autouse=True)
def clock() -> Iterator[MovableClock]:
    """They are collected on one day, and may be run after its midnight."""
    with clock_at(f"{TODAY} 12:00") as moved:
        yield moved
