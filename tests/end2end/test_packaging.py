"""A small trial of packaging on the real libraries and files: no package is built here, `dev.py package` does that."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from installers import components, icon, project, windows_tree
from PySide6.QtGui import QImage

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
    components.write(tmp_path / "licenze", Path(sysconfig.get_paths()["purelib"]))
    listed = json.loads((tmp_path / "licenze" / "componenti.json").read_text(encoding="utf-8"))
    assert {"reportlab", "pikepdf", "msgspec", "pypdfium2"} <= {each["name"] for each in listed}
    assert all((tmp_path / "licenze" / each["text"]).stat().st_size for each in listed)


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


@pytest.mark.skipif(shutil.which("x86_64-w64-mingw32-gcc") is None, reason="the compiler for Windows is not installed")
def test_the_launchers_compile(tmp_path: Path) -> None:
    tree, scratch = tmp_path / "tree", tmp_path / "scratch"
    tree.mkdir()
    scratch.mkdir()
    icon.write_ico(ROOT / "resources" / "icons" / "commessa.svg", scratch / "icon.ico")
    windows_tree.compile_launchers(tree, scratch / "icon.ico", "python313", scratch)
    assert {path.name for path in tree.iterdir()} == {"Commessa.exe", "commessa-cli.exe"}
    assert windows_tree.missing_dlls(tree, windows_tree.dll_imports) == {}
