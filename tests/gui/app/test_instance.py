"""Who holds a data folder: also after a program that was killed had the number that a new one gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from desktop_app.gui.app.instance import Instance


@pytest.fixture
def left_behind(tmp_path: Path, qapp: object) -> Path:
    """The lock file of a program with this one's number, which was killed."""
    path = tmp_path / "commessa.lock"
    lock = QLockFile(str(path))
    assert lock.tryLock(0)
    text = path.read_bytes()
    lock.unlock()
    path.write_bytes(text)
    return path


def test_a_killed_program_that_had_our_number_does_not_keep_us_out(left_behind: Path) -> None:
    first = Instance(left_behind.parent)
    assert first.is_first()
    second = Instance(left_behind.parent)
    assert not second.is_first()
    first.close()
    assert second.is_first()
    second.close()
