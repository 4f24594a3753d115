"""On Windows a stick cannot be taken away, nor a folder renamed, while a program works in it: ours stays in none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop_app.system import working_folder


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program works there, and lies in the folder beside it."""
    for name in ("stick", "program"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "stick")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "program" / "Commessa.exe"))
    monkeypatch.setattr(working_folder, "SYSTEM", "win32")
    return tmp_path / "stick"


def test_the_folder_of_a_document_is_left(stick: Path) -> None:
    named = working_folder.whole(Path("bozza.commessa"))
    working_folder.leave()
    assert Path.cwd() == stick.parent / "program" and named == stick / "bozza.commessa"


def test_elsewhere_nobody_is_in_the_way(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_folder, "SYSTEM", "linux")
    working_folder.leave()
    assert Path.cwd() == stick


@pytest.mark.parametrize("name", ["COMMESSA_DATA", "COMMESSA_ASSOCIAZIONE"])
def test_it_is_not_left_where_data_are_named_from_it(stick: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "dati")
    working_folder.leave()
    assert Path.cwd() == stick
    monkeypatch.setenv(name, str(stick / "dati"))
    working_folder.leave()
    assert Path.cwd() == stick.parent / "program"


def test_a_folder_that_is_gone_is_no_obstacle(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(stick / "manca" / "Commessa.exe"))
    working_folder.leave()
    assert Path.cwd() == stick
