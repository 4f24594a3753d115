"""The entry point: a program of which a part is missing says so, whatever it was asked for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from desktop_app import app
from desktop_app.cli import main as cli

WITH_QT = """
import builtins
from desktop_app import app
own = builtins.__import__
app.load_qt()
assert builtins.__import__ is own
from desktop_app.gui.app import main
assert builtins.__import__ is own
"""


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (ModuleNotFoundError("No module named 'pikepdf'", name="pikepdf"), "«pikepdf», una parte del programma"),
        (ImportError("libEGL.so.1: cannot open shared object file: No such file"), "manca «libEGL.so.1»"),
    ],
)
def test_a_missing_part_is_a_sentence(
    fault: ImportError, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(_: object) -> int:
        raise fault

    monkeypatch.setattr(cli, "main", missing)
    assert app.main(["forms"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("commessa: ") and words in told and told.count("\n") == 1


def test_qt_leaves_pythons_own_import_in_its_place() -> None:
    """PySide's reads the source of every module that is imported after it: a tenth of the start."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", WITH_QT], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
