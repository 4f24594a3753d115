"""The program's files are taken away while it runs: every menu entry works or says calmly what to do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end2end.program import ROOT

CHILD = Path(__file__).with_name("updated_child.py")


@pytest.mark.skipif(os.name == "nt", reason="files of a program that runs stay there")
def test_a_program_whose_files_are_gone_says_so_and_throws_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "programma"
    for name in ("desktop_app", "forms", "resources"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    done = subprocess.run(
        [sys.executable, CHILD, copy, tmp_path / "dati"],
        env={**os.environ, "PYTHONPATH": str(copy), "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    seen = json.loads(done.stdout)
    assert any("Commessa è stata aggiornata" in each for each in seen["notices"])
    assert not any("inconveniente" in each for each in seen["notices"])
    assert seen["tried"] > 20 and seen["closed"] and seen["saved"]
