"""Where things lie, from source and inside a frozen program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.system import paths

ROOT = Path(__file__).resolve().parents[3]


def test_the_data_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COMMESSA_DATA", str(tmp_path / "altrove"))
    assert paths.data_folder() == tmp_path / "altrove"


def test_the_data_folder_is_the_system_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMESSA_DATA")
    assert paths.data_folder().name == "Commessa"
    assert paths.data_folder().is_relative_to(Path.home())


def test_a_portable_program_keeps_its_data_beside_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Commessa.exe"))
    monkeypatch.delenv("COMMESSA_DATA")
    assert not paths.data_folder().is_relative_to(tmp_path)
    (tmp_path / paths.PORTABLE_MARKER).touch()
    assert paths.data_folder() == tmp_path / "dati"
    monkeypatch.setenv("COMMESSA_DATA", str(tmp_path / "altrove"))
    assert paths.data_folder() == tmp_path / "altrove"


def test_forms_and_resources_lie_beside_the_package() -> None:
    assert paths.forms_folder() == ROOT / "forms"
    assert paths.resources_folder() == ROOT / "resources"


def test_forms_and_resources_inside_a_frozen_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.forms_folder() == tmp_path / "forms"
    assert paths.resources_folder() == tmp_path / "resources"


def test_platformdirs_is_imported_only_when_needed() -> None:
    look = "import sys, desktop_app.system.paths as p; p.data_folder(); sys.exit('platformdirs' in sys.modules)"
    subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=True)
