"""An update, or an uninstallation, of the program that runs is noticed; what changes nothing is not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from desktop_app.system.installation import Installation, program_files


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    (tmp_path / "moduli").mkdir()
    (tmp_path / "versione.py").write_text('__version__ = "1.2.0"\n')
    (tmp_path / "programma").write_bytes(b"1" * 20_000)
    return tmp_path


def installation(folder: Path) -> Installation:
    return Installation([folder / "versione.py", folder / "programma", folder / "moduli", folder / "mai stato"])


def test_the_running_program_is_what_it_was_started_from() -> None:
    assert not Installation().is_replaced()
    assert all(path.exists() for path in program_files())


def test_what_leaves_the_program_as_it_is_is_no_update(installed: Path) -> None:
    found = installation(installed)
    os.utime(installed / "versione.py", (1, 1))  # unpacked again
    (installed / "moduli" / "nuovo.toml").touch()
    assert not found.is_replaced()


def test_another_version_and_a_program_that_is_gone_are_noticed(installed: Path) -> None:
    for change in (
        lambda: (installed / "versione.py").write_text('__version__ = "1.3.0"\n'),
        lambda: os.utime(installed / "programma", (1, 1)),
        lambda: (installed / "programma").write_bytes(b"1" * 20_001),
        lambda: shutil.rmtree(installed / "moduli"),
        lambda: (installed / "versione.py").unlink(),
        lambda: (installed / "mai stato").touch(),
    ):
        found = installation(installed)
        change()
        assert found.is_replaced()


def test_a_file_that_cannot_be_read_for_a_moment_is_no_update(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def kept(*_: object) -> bytes:
        raise PermissionError(13, "kept by another program")

    found = installation(installed)
    with monkeypatch.context() as patch:
        patch.setattr("desktop_app.system.installation.read_start", kept)
        assert not found.is_replaced() and not installation(installed).is_replaced()
    (installed / "versione.py").write_text("")
    assert found.is_replaced()
