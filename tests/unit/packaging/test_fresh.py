"""A package with an old CPython is not built."""

from __future__ import annotations

import datetime as dt
import struct

import pytest

from installers import fresh
from installers.project import BuildFault


def test_an_old_cpython_stops_the_build() -> None:
    fresh.refuse_old(dt.date(2099, 1, 1), "3.99")
    with pytest.raises(BuildFault, match=r"CPython 3\.1 è del 01/02/2010"):
        fresh.refuse_old(dt.date(2010, 2, 1), "3.1")


def test_a_dll_says_when_it_was_linked_and_this_python_when_it_was_built() -> None:
    when = dt.datetime(2025, 2, 4, 15, 25, 58, tzinfo=dt.UTC)
    dll = (
        b"MZ" + bytes(0x3A) + struct.pack("<I", 0x40) + b"PE\0\0" + bytes(4) + struct.pack("<I", int(when.timestamp()))
    )
    assert fresh.built_for_windows(dll) == when.date()
    assert dt.date(2020, 1, 1) < fresh.built_here() < dt.date(2100, 1, 1)
