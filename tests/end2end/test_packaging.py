"""A small trial of packaging on the real libraries and files: no package is built here, `dev.py package` does that."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QImage

from installers import components, frozen, icon, project, sbom, windows, windows_tree
from installers.carried import NOTHING, Carried
from tests.end2end.program import ROOT


def installers(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "packaging")))}
    command = [sys.executable, "-m", "installers", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, timeout=60, check=False)


@pytest.mark.parametrize("arguments", [(), ("amiga",), ("windows", "--subito")])
def test_what_it_does_not_know_gets_the_usage(arguments: tuple[str, ...]) -> None:
    done = installers(*arguments)
    assert (done.returncode, done.stdout) == (2, "") and "package SISTEMA" in done.stderr


def test_every_library_that_the_program_brings_has_its_licence(tmp_path: Path) -> None:
    libraries = Path(sysconfig.get_paths()["purelib"])
    brought = ["msgspec", "pikepdf", "pypdfium2", "reportlab"]
    components.write(tmp_path / "licenze", [frozen.own_python(), *components.everything(libraries, brought)])
    listed = json.loads((tmp_path / "licenze" / sbom.NAME).read_text(encoding="utf-8"))["components"]
    assert {*brought, "CPython", "Qt e PySide6"} <= {each["name"] for each in listed}
    assert all((tmp_path / "licenze" / each["properties"][0]["value"]).stat().st_size for each in listed)


def test_a_frozen_file_belongs_to_a_wheel_or_to_python_or_stops_the_build(tmp_path: Path) -> None:
    stranger = tmp_path / "estraneo.so"
    stranger.touch()
    assert frozen.whose([str(msgspec.__file__), json.__file__], {}) == ({"msgspec", "cpython"}, set())
    with pytest.raises(project.BuildFault, match=r"estraneo\.so"):
        frozen.whose([str(stranger)], {})


def test_only_modules_for_developers_are_kept_out(tmp_path: Path) -> None:
    for name in ("msgspec", "PySide6_Essentials", "shiboken6"):
        (tmp_path / f"{name}-1.dist-info").mkdir()
    kept_out = frozen.unasked(tmp_path)
    assert {"pytest", "mypy"} <= kept_out and not {"msgspec", "PySide6", "shiboken6"} & kept_out


def test_the_icon_is_drawn(tmp_path: Path) -> None:
    target = tmp_path / "commessa.ico"
    svg = ROOT / "resources" / "icons" / "commessa.svg"
    project.run(
        [sys.executable, "-m", "installers.icon", svg, target],
        "L'icona non si disegna.",
        environment={"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT / "packaging")},
    )
    assert target.read_bytes()[4] == len(icon.SIZES)
    drawn = QImage(str(target))
    assert drawn.width() >= 16 and any(drawn.pixelColor(x, drawn.height() // 2).alpha() for x in range(drawn.width()))


@pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not installed (Debian: nsis)")
@pytest.mark.parametrize("with_association", [False, True])
def test_the_script_of_setup_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_association: bool) -> None:
    tree = tmp_path / "Commessa"
    tree.mkdir()
    (tree / "Commessa.exe").write_bytes(b"x")
    monkeypatch.setattr(windows, "TREE", tree)
    monkeypatch.setenv("COMMESSA_SIGN", 'cp {file} "$(dirname {file})/prova" && test -s {file}')
    svg = ROOT / "resources" / "icons" / "commessa.svg"
    icon.write_ico(svg, tmp_path / "icon.ico")
    icon.write_side(svg, tmp_path / "icon.bmp")
    said = Carried({"associazione.toml": b"x"}, 0, 'Unione "Nord" & $figli', "soci@unione.example.it", "https://x.it")
    windows.write_setup(
        tmp_path / "Commessa-Setup.exe", tmp_path / "icon.ico", tmp_path, True, said if with_association else NOTHING
    )
    assert (tmp_path / "Commessa-Setup.exe").stat().st_size > 50_000


@pytest.mark.skipif(shutil.which("x86_64-w64-mingw32-gcc") is None, reason="the compiler for Windows is not installed")
def test_the_launchers_compile(tmp_path: Path) -> None:
    tree, scratch = tmp_path / "tree", tmp_path / "scratch"
    tree.mkdir()
    scratch.mkdir()
    icon.write_ico(ROOT / "resources" / "icons" / "commessa.svg", scratch / "icon.ico")
    windows_tree.compile_launchers(tree, scratch / "icon.ico", "python313", scratch)
    assert {path.name for path in tree.iterdir()} == {"Commessa.exe", "commessa-cli.exe"}
    assert windows_tree.missing_dlls(tree, windows_tree.dll_imports) == {}
