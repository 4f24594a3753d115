"""Where things lie, from source and inside a frozen program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.system import paths
from desktop_app.system.chosen_folder import keep

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


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of Linux")
def test_a_home_that_is_no_whole_path_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMESSA_DATA")
    import pwd

    home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    for name, value in (("XDG_DATA_HOME", "qui"), ("HOME", "qui"), ("HOME", "")):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert paths.data_folder().is_absolute()
            if name == "HOME":
                assert paths.data_folder() == home / ".local" / "share" / "Commessa"


def test_a_folder_that_was_chosen_holds_where_none_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = tmp_path / "però è qui"
    assert keep(chosen)
    assert paths.data_folder() != chosen  # COMMESSA_DATA is
    monkeypatch.delenv("COMMESSA_DATA")
    assert paths.data_folder() == chosen != paths.usual_data_folder()
    assert keep(None) and keep(None)
    assert paths.data_folder() == paths.usual_data_folder()


@pytest.mark.parametrize("content", [b"", b"\n", b"relativa\n", b"\xff\xfe\x00", b"/uno\0due"])
def test_a_choice_that_cannot_be_read_does_not_hold(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.delenv("COMMESSA_DATA")
    assert keep(Path.home() / "altra")
    (file,) = Path.home().rglob("cartella-dati.txt")
    file.write_bytes(content)
    assert paths.data_folder() == paths.usual_data_folder()
    file.unlink()
    file.mkdir()
    assert paths.data_folder() == paths.usual_data_folder() and not keep(Path.home())
