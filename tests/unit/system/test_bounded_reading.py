"""What is read of a file takes memory for the file, not for the limit: on Windows that much has to be free."""

from __future__ import annotations

import sys
import tracemalloc
from pathlib import Path

import pytest

from desktop_app.drafts.damage import wal
from desktop_app.system.files import read_bounded, read_start

LIMIT = 2**32


@pytest.mark.parametrize("read", [read_start, read_bounded, lambda path, _: wal.read(path)])
def test_a_small_file_takes_little_memory_whatever_the_limit(read: object, tmp_path: Path) -> None:
    path = tmp_path / "piccolo"
    path.write_bytes(b"a" * 5_000)
    assert callable(read)
    tracemalloc.start()
    try:
        read(path, LIMIT)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 5_000_000


@pytest.mark.parametrize("most", [0, 1, 4_999, 5_000, 5_001, LIMIT])
def test_at_most_so_many_bytes_are_read(most: int, tmp_path: Path) -> None:
    path = tmp_path / "piccolo"
    path.write_bytes(bytes(range(250)) * 20)
    assert read_start(path, most) == path.read_bytes()[:most]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells of itself in files that have no size")
def test_a_file_that_tells_no_size_is_read_whole() -> None:
    path = Path("/proc/self/mountinfo")
    assert path.stat().st_size == 0 and read_start(path, 10_000_000) == path.read_bytes()
